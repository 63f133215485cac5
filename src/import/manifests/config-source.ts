import type { SecretKey, Surroundings } from '../config-toml/surroundings.ts';
import type { Remark } from '../draft.ts';
import { linesOf, type Text } from '../read/located.ts';
import { environmentOf, type Variable } from './environment.ts';
import { type KeyOf, keyAt, mountedAt, mountsOf } from './files.ts';
import type { Container, Pod } from './managers.ts';
import { nameOf, type Objects, textIn } from './objects.ts';

/** Where a manager has its config.toml from. */
export interface ConfigSource {
  /** The key that holds the file, or what it is made from. */
  readonly file: KeyOf | undefined;
  /** Its text, with the values that scripts fill in where the inputs tell them. */
  readonly text: Text | undefined;
  readonly surroundings: Surroundings;
  /** Names of the containers that copy it to its place. */
  readonly copiedBy: ReadonlySet<string>;
  /** Names of the volumes that only it needs. */
  readonly volumes: ReadonlySet<string>;
  /** Names of the variables that only it needs. */
  readonly variables: ReadonlySet<string>;
  readonly remarks: readonly Remark[];
}

/** Where the images look for the file, as root and as the user of the image. */
const USUAL_PLACES = [
  '/etc/gitlab-runner/config.toml',
  '/home/gitlab-runner/.gitlab-runner/config.toml',
  '/root/.gitlab-runner/config.toml',
  '/.gitlab-runner/config.toml',
];

/** An absolute path in a command line. */
const PATH = /(?<![\w.$})])\/[\w.-]+(?:\/[\w.-]+)*/g;
/** What one of `sed`'s commands replaces, and by what: with any sign between the parts. */
const SUBSTITUTION = /(?<![\w$])s([|/#@,~!%+:])((?:\\.|(?!\1).)+?)\1((?:\\.|(?!\1).)*?)\1/gs;
const VARIABLE = /^\$(?:\{(\w+)\}|(\w+)|\((\w+)\))$/;
const FILE_CONTENT = /^(?:\$\(\s*(?:cat\s+|<\s*)|`\s*cat\s+)["']?(\/[^\s"')`]+)["']?\s*[)`]$/;

/** Returns where a manager has its config.toml from: the file that is really mounted, or what a container copies to its place. */
export function configSourceOf(
  pod: Pod,
  objects: Objects,
  namespace: string | undefined,
  places: readonly string[] = placesOf(pod, objects, namespace),
): ConfigSource {
  const mounted = places.filter((place) => mountedAt(pod, pod.container, place) !== undefined);
  const copiers: Container[] = [];
  const volumes = new Set<string>();
  const seen = new Set<string>();

  const keyOf = (container: Container, path: string): KeyOf | undefined => {
    const found = keyAt(pod, container, path, objects, namespace);
    if (found !== undefined) return found;
    // A copy may name the directory alone.
    return keyAt(pod, container, `${path}/config.toml`, objects, namespace);
  };
  const follow = (container: Container, path: string): KeyOf | undefined => {
    const there = mountedAt(pod, container, path);
    if (there === undefined) return undefined;
    const key = keyOf(container, path);
    if (key !== undefined) {
      if (holdsConfig(key)) volumes.add(there.volume);
      return key;
    }
    if (there.kind !== 'emptyDir' || seen.has(there.volume)) return undefined;
    seen.add(there.volume);
    const writers = [...pod.initContainers, pod.container, ...pod.others].filter((one) =>
      mountsOf(one).some(({ name }) => name === there.volume),
    );
    for (const writer of writers) {
      for (const word of pathsIn(writer)) {
        // A link leads to where the manager's own container has the file.
        const from = mountedAt(pod, writer, word) === undefined ? pod.container : writer;
        if (mountedAt(pod, from, word)?.volume === there.volume) continue;
        const found = follow(from, word);
        if (found === undefined || !holdsConfig(found)) continue;
        if (!copiers.includes(writer)) copiers.push(writer);
        volumes.add(there.volume);
        return found;
      }
    }
    return undefined;
  };
  const holdsConfig = ({ kind, name, key }: KeyOf): boolean => {
    const object = objects.find(kind, namespace, name);
    const text = object && textIn(object, key)?.text;
    return text === undefined ? /\.t(?:oml|mpl|pl)$|template/.test(key) : holdsRunners(text);
  };

  const file = mounted.map((place) => follow(pod.container, place)).find((found) => found !== undefined);
  const variables = new Set<string>();
  const { secretOf, fill } = placeholders(pod, copiers, objects, namespace, { variables, volumes });
  const object = file && objects.find(file.kind, namespace, file.name);
  const text = object && textIn(object, file.key);
  return {
    file,
    text: text && fill(text),
    surroundings: { secretOf },
    copiedBy: new Set(copiers.map(({ name }) => name)),
    volumes,
    variables,
    remarks: remarksOn(pod, file, text, mounted),
  };
}

/** Whether a text is a config.toml with runners. */
export function holdsRunners(text: string): boolean {
  return /^[ \t]*\[\[\s*runners\s*\]\]/m.test(text);
}

function pathsIn({ words }: Container): readonly string[] {
  return words.flatMap((word) => [...word.matchAll(PATH)].map(([path]) => path.replace(/\/+$/, '')));
}

/** The places at which a manager may look for its config.toml: the one that it is given, or the usual ones. */
function placesOf({ container }: Pod, objects: Objects, namespace: string | undefined): readonly string[] {
  const line = container.words.join('\n');
  const told =
    /(?:^|\s)(?:--config|-c)(?:=|\s+)(\/[^\s"']+\.toml)/.exec(line)?.[1] ??
    environmentOf(container, objects, namespace).find('CONFIG_FILE')?.value;
  return told === undefined ? USUAL_PLACES : [told];
}

/** Returns what texts of the file stand for, and what fills in those that no Secret holds. */
function placeholders(
  pod: Pod,
  copiers: readonly Container[],
  objects: Objects,
  namespace: string | undefined,
  used: { readonly variables: Set<string>; readonly volumes: Set<string> },
): { readonly secretOf: (text: string) => SecretKey | undefined; readonly fill: (text: Text) => Text } {
  const scripts = copiers.map((container) => ({
    container,
    script: container.words.join('\n'),
    variables: environmentOf(container, objects, namespace),
  }));
  const own = environmentOf(pod.container, objects, namespace);
  const secretAt = (container: Container, path: string): SecretKey | undefined => {
    const key = keyAt(pod, container, path, objects, namespace);
    if (key?.kind !== 'Secret') return undefined;
    const { volume } = mountedAt(pod, container, path)!;
    used.volumes.add(volume);
    return { name: key.name, key: key.key };
  };
  const taken = (name: string, variable: Variable | undefined): Variable | undefined => {
    if (variable?.secret !== undefined || variable?.value !== undefined) used.variables.add(name);
    return variable;
  };

  // What the scripts put in place of texts of the file.
  const replaced = new Map<string, Variable>();
  for (const { container, script, variables } of scripts) {
    for (const [, , from = '', to = ''] of script.matchAll(SUBSTITUTION)) {
      const what = to.replace(/^["']+|["']+$/g, '');
      const name = VARIABLE.exec(what)?.slice(1).find(Boolean);
      const path = FILE_CONTENT.exec(what)?.[1];
      const here = container.data.at([]);
      const secret = path === undefined ? undefined : secretAt(container, path);
      const variable =
        name === undefined
          ? { secret, value: secret || /[$`]/.test(what) ? undefined : unescaped(what), from: here }
          : taken(name, variables.find(name) ?? assignedIn(script, name, container));
      if (variable !== undefined) replaced.set(unescaped(from), variable);
    }
  }
  function assignedIn(script: string, name: string, container: Container): Variable | undefined {
    const value = new RegExp(`(?:^|[\\s;])${name}=["']?(\\$\\([^)]*\\)|\`[^\`]*\`)`, 'm').exec(script)?.[1];
    const path = value && FILE_CONTENT.exec(value)?.[1];
    const secret = path === undefined ? undefined : secretAt(container, path);
    return secret && { secret, from: container.data.at([]) };
  }
  /** A variable as `envsubst` and its like fill it in: from the environment, or from a file of its name. */
  const filledIn = (name: string): Variable | undefined => {
    for (const { container, script, variables } of scripts) {
      const variable = /envsubst/.test(script)
        ? taken(name, variables.find(name) ?? assignedIn(script, name, container))
        : undefined;
      if (variable !== undefined) return variable;
      for (const { mountPath } of mountsOf(container)) {
        const secret = secretAt(container, `${mountPath}/${name}`);
        const isNamed = secret !== undefined && namesFile(pod, container, mountPath, name);
        if (isNamed) return { secret, from: container.data.at([]) };
      }
    }
    return undefined;
  };

  return {
    secretOf: (text) => {
      const known = replaced.get(text.trim());
      if (known !== undefined) return known.secret;
      const name = VARIABLE.exec(text.trim())?.slice(1).find(Boolean);
      if (name === undefined) return undefined;
      return filledIn(name)?.secret ?? taken(name, own.find(name))?.secret;
    },
    fill: (text) => {
      let filled = text.text;
      for (const [from, { value }] of replaced)
        if (value !== undefined) filled = filled.split(from).join(value);
      filled = filled.replace(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced, bare) => {
        return filledIn(braced ?? bare)?.value ?? all;
      });
      // The runner itself fills in these two.
      filled = filled.replace(
        /^(\s*(?:token|url)\s*=\s*")\$(?:\{(\w+)\}|(\w+))(?=")/gm,
        (all, before, braced, bare) => {
          const value = taken(braced ?? bare, own.find(braced ?? bare))?.value;
          return value === undefined ? all : `${before}${value}`;
        },
      );
      return filled === text.text ? text : inLinesOf(text, filled);
    },
  };
}

/** Whether a volume says itself that it has a file of a name. */
function namesFile(pod: Pod, container: Container, mountPath: string, name: string): boolean {
  const mounted = mountedAt(pod, container, `${mountPath}/${name}`);
  return mounted?.sources.some(({ items }) => items?.some(({ path }) => path === name)) === true;
}

function unescaped(pattern: string): string {
  return pattern.replace(/\\(.)/g, '$1');
}

/** A text in place of another one with as many lines, each of which has the place of the other's line. */
function inLinesOf(original: Text, text: string): Text {
  const own = linesOf(text);
  const { starts } = linesOf(original.text);
  return {
    text,
    line: own.line,
    place: (offset) => original.place(starts[Math.min(own.line(offset), starts.length) - 1]!),
  };
}

function remarksOn(
  { container, spec }: Pod,
  file: KeyOf | undefined,
  text: Text | undefined,
  mounted: readonly string[],
): readonly Remark[] {
  if (text !== undefined) return [];
  const line = container.words.join('\n');
  const what = file === undefined ? 'config.toml' : `${nameOf(file)}, key ${file.key}`;
  const look = `kubectl exec POD -c ${container.name} -- cat ${mounted[0] ?? USUAL_PLACES[0]}`;
  const why =
    file !== undefined
      ? 'The manager reads its config.toml from there, and it is not among the inputs: add it to the command.'
      : /\bregister\b/.test(line)
        ? `The manager registers itself when it starts, and the resulting config.toml is not among the inputs: print it with \`${look}\`, and import it together with the objects.`
        : `The config.toml that the manager reads there is not among the inputs: print it with \`${look}\`, and import it together with the objects.`;
  return [{ kind: 'decide', from: container.data.at([]) ?? spec.at([]), subject: what, text: why }];
}
