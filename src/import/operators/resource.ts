import { looks, masked } from '../../core/credentials/mask.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import { lost } from '../config-toml/global.ts';
import type { Draft, Read, Remark, Setting } from '../draft.ts';
import type { Objects } from '../manifests/objects.ts';
import type { ImportOptions } from '../options.ts';
import { below, type Comment, type Located } from '../read/located.ts';
import type { Input } from '../reader.ts';

/** A resource of an operator that stands for a manager. */
export interface Resource {
  readonly input: Input;
  readonly data: Located;
  readonly spec: Located;
  readonly group: string;
  /** Release of the API: `v1beta2`. */
  readonly version: string;
  readonly kind: 'Runner' | 'MultiRunner';
  readonly name: string;
  /** Whether it says so itself: something may have yet to fill the name in. */
  readonly isNamed: boolean;
  /** The namespace that it names. */
  readonly namespace: string | undefined;
}

/** What a draft of a resource is made with. */
export interface Known {
  readonly objects: Objects;
  readonly options: ImportOptions;
  /** Name of the document. */
  readonly name: string;
}

/** Returns the resource that an input is. */
export function resourceIn(input: Input): Resource | undefined {
  const { value } = input.data;
  if (!isMapping(value) || !isMapping(value.metadata)) return undefined;
  const { apiVersion, kind, metadata } = value;
  const [, group = '', version = ''] = /^([^/]+)\/(\w+)$/.exec(String(apiVersion)) ?? [];
  if (kind !== 'Runner' && kind !== 'MultiRunner') return undefined;
  const { name, namespace } = metadata;
  return {
    input,
    data: input.data,
    spec: below(input.data, ['spec']),
    group,
    version,
    kind,
    name: isName(name) ? name : 'gitlab-runner',
    isNamed: isName(name),
    namespace: isName(namespace) ? namespace : undefined,
  };
}

function isName(value: unknown): value is string {
  return (
    typeof value === 'string' && /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(value) && looks(value).length === 0
  );
}

/** What the document of a resource is called, and where it is. */
export function headOf(
  { data, name, isNamed, namespace }: Resource,
  known: Pick<Known, 'name'>,
): Pick<Draft, 'name' | 'namespace'> {
  const read = (value: string, field: string): Read<string> => ({
    value,
    from: data.at(['metadata', field]),
  });
  return {
    name: isNamed || known.name !== name ? read(known.name, 'name') : undefined,
    namespace: namespace === undefined ? undefined : read(namespace, 'namespace'),
  };
}

/** The namespace of the manager: where the resource is, unless people move it. */
export function namespaceOf({ namespace }: Pick<Resource, 'namespace'>, options: ImportOptions): string {
  return options.namespace ?? namespace ?? 'gitlab-runner';
}

/** Where the old objects are, for command lines. */
export function oldNamespace({ namespace }: Pick<Resource, 'namespace'>, options: ImportOptions): string {
  return namespace ?? options.namespace ?? 'NAMESPACE';
}

/** Returns what makes remarks on fields of a `spec`. */
export function remarksOn(spec: Located): {
  readonly all: Remark[];
  readonly say: (kind: Remark['kind'], path: Path, text: string) => void;
} {
  const all: Remark[] = [];
  return {
    all,
    say: (kind, path, text) => {
      const subject = ['spec', ...path].filter((part) => typeof part === 'string').join('.');
      all.push({ kind, from: spec.at(path), subject, text });
    },
  };
}

/** The text, the number or the truth value at a path, as text; an empty one does not count. */
export function textOf(data: Located, path: Path): string | undefined {
  const value = valueAt(data.value, path);
  return /^(?:string|number|boolean)$/.test(typeof value) && value !== '' ? String(value) : undefined;
}

/** The line that prints an object for `import`. */
export function fetching(kind: string, name: string, namespace: string): string {
  return `\`kubectl get ${kind} ${name} --namespace ${namespace} -o yaml\``;
}

/** What to say of comments of a `spec` that no setting has. */
export function lostComments(spec: Located, settings: readonly Setting[]): readonly Remark[] {
  const kept = settings.flatMap(({ comment }) => (comment === undefined ? [] : [comment]));
  const walk = (value: unknown, path: Path): Comment[] => {
    const text = path.length === 0 ? undefined : spec.commentAt(path);
    const isLost = text !== undefined && !kept.some((one) => one.includes(text));
    const below =
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, item]) =>
            walk(item, [...path, Array.isArray(value) ? Number(key) : key]),
          )
        : [];
    return [...(isLost ? [{ text, from: spec.at(path) }] : []), ...below];
  };
  return lost(walk(spec.value, []));
}

/** What to say of a setting that GitLab keeps of a runner. */
export function keptByGitLab(what: string, value: unknown): string {
  const shown = Array.isArray(value) ? value.map(String).join(', ') : String(value);
  return `GitLab stores ${what}: set it there, under Settings, CI/CD, Runners, to ${masked(shown)}.`;
}
