import { compile } from '../../core/compile.ts';
import { masked } from '../../core/credentials/mask.ts';
import { isSecret } from '../../core/credentials/secrets-at.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { valueAt } from '../../core/data/path.ts';
import { type Diagnostic, diagnostic, formatPath } from '../../core/findings/diagnostic.ts';
import { formatDiagnostics } from '../../core/findings/format.ts';
import { printable } from '../../core/findings/printable.ts';
import { shown } from '../../core/findings/shown.ts';
import { identityKey } from '../../core/objects/identity.ts';
import type { KubernetesObject } from '../../core/objects/kubernetes-object.ts';
import { ambiguity, HIDDEN_AMBIGUITY } from '../../core/yaml/ambiguous-scalar.ts';
import { block } from '../../core/yaml/block.ts';
import { Ambiguous, MAX_DEPTH, Refusal } from './parse.ts';
import { type Head, type Item, type ResourceList, readResourceList } from './resource-list.ts';

/** What a run of the function writes, and how it exits. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: 0 | 1;
}

const API_VERSION = 'gitlab-runner-manifests.dev/v1alpha1';
const KIND = 'GitLabRunner';
/** The limit for the items of others, in characters; each value counts as some, whatever it holds. */
const MAX_SIZE = 64_000_000;
const VALUE_SIZE = 16;
/** Set on items that were read from a file: `kustomize fn run` and kpt write them back there. */
const PATH_ANNOTATIONS = ['config.kubernetes.io/path', 'internal.config.kubernetes.io/path'];

/** What is in the list that is given back. */
type Entry = Pick<Item, 'text' | 'value'>;

/** Notes of the tool that runs the function, by which it finds the file of an item again. */
const NOTES = /^(?:internal\.config\.kubernetes\.io\/|config\.k(?:ubernetes|8s)\.io\/(?:path|index|id)$)/;

/**
 * Runs the KRM function on the text of a ResourceList and returns the texts to write. Items of others come back
 * as they were, rendered objects replace items of the same identity or follow them.
 *
 * On failure nothing goes to standard output: kustomize reads it before it looks at the exit code. `results` have the
 * warnings for tools that read them; kustomize shows only standard error.
 */
export function runFunction(stdin: string): Outcome {
  try {
    return run(readResourceList(stdin));
  } catch (error) {
    if (error instanceof Refusal) return failure(error.message);
    throw error;
  }
}

function run(list: ResourceList): Outcome {
  const config = configOf(list);
  const result = compile(config, 'by kustomize');
  const diagnostics = result.diagnostics.map((found) => unlessAmbiguous(found, config));
  const stderr = diagnostics.length === 0 ? '' : `${titleOf(config)}:\n\n${formatDiagnostics(diagnostics)}`;
  if (!result.ok) return { stdout: '', stderr, exitCode: 1 };

  // The document itself is not an object of a cluster. Where it is an item without a file, the build drops it here.
  const own = identityKey(config);
  const foreign = list.items.filter(
    ({ head }) => !isRunner(head) || hasPath(head) || identityKey(head) !== own,
  );
  const fault = faultOf(foreign.filter(({ text }) => text === undefined).map((item) => item.value()));
  if (fault !== undefined) throw new Refusal(`an item ${fault}.`);
  const results = diagnostics.map((diagnostic) => toResult(diagnostic, config));
  return { stdout: written(list, merge(foreign, result.objects), results), stderr, exitCode: 0 };
}

/** The document to render. */
function configOf({ functionConfig, items }: ResourceList): Head {
  if (isMapping(functionConfig)) return functionConfig as Head;
  const [config, second] = items.filter(({ head }) => isRunner(head));
  if (config === undefined) throw new Refusal(`there is no ${KIND} document in functionConfig or items.`);
  if (second !== undefined) {
    const titles = `${titleOf(config.head)} and ${titleOf(second.head)}`;
    throw new Refusal(`without functionConfig the items hold one ${KIND} document, not ${titles} both.`);
  }
  return config.value() as Head;
}

/** The finding, or what is to be said where it is about a scalar that is not the same to all: no plain data. */
function unlessAmbiguous(found: Diagnostic, config: Head): Diagnostic {
  const { code, path } = found;
  const value = code === 'NOT_DATA' ? valueAt(config, path) : undefined;
  if (!(value instanceof Ambiguous)) return found;
  const isHidden = isSecret(value.text, path, config);
  const { message, help } = isHidden ? HIDDEN_AMBIGUITY : ambiguity(value.text, value.value)!;
  return diagnostic('AMBIGUOUS_VALUE', { path }, message, help);
}

/**
 * The list to give back: JSON, which is written and read fastest, but where items have lines of their own. What goes
 * to files is written as people write it.
 */
function written(
  { apiVersion, margin, items }: ResourceList,
  entries: readonly Entry[],
  results: readonly object[],
): string {
  const version = typeof apiVersion === 'string' ? apiVersion : 'config.kubernetes.io/v1';
  if (entries.every(({ text }) => text === undefined)) {
    const list = { apiVersion: version, kind: 'ResourceList', items: entries.map(({ value }) => value()) };
    return `${JSON.stringify({ ...list, ...(results.length > 0 && { results }) })}\n`;
  }
  const indent = `${margin}  `;
  const form = items.some(({ head }) => hasPath(head))
    ? (value: unknown): string => block(value as object, indent).slice(indent.length)
    : (value: unknown): string => `${JSON.stringify(value)}\n`;
  const lines = entries.map(({ text, value }) => text ?? `${margin}- ${form(value())}`).join('');
  const end = results.length > 0 ? `results: ${JSON.stringify(results)}\n` : '';
  return `apiVersion: ${JSON.stringify(version)}\nkind: ResourceList\nitems:\n${lines}${end}`;
}

function failure(reason: string): Outcome {
  return { stdout: '', stderr: `gitlab-runner-krm: ${reason}\n`, exitCode: 1 };
}

function isRunner({ kind, apiVersion }: Head): boolean {
  return kind === KIND && apiVersion === API_VERSION;
}

function hasPath({ metadata }: Head): boolean {
  return PATH_ANNOTATIONS.some((name) => metadata?.annotations?.[name] !== undefined);
}

function merge(items: readonly Item[], rendered: readonly KubernetesObject[]): readonly Entry[] {
  const byIdentity = new Map(rendered.map((object) => [identityKey(object), object]));
  const kept = items.map((item): Entry => {
    const id = identityKey(item.head);
    const replacement = byIdentity.get(id);
    byIdentity.delete(id);
    return replacement === undefined ? item : { value: () => withNotes(replacement, item.head) };
  });
  return [...kept, ...[...byIdentity.values()].map((object): Entry => ({ value: () => object }))];
}

/** A rendered object with the notes of the item that it replaces: it goes to the same file. */
function withNotes(object: KubernetesObject, { metadata }: Head): object {
  const notes = Object.entries(metadata?.annotations ?? {}).filter(([name]) => NOTES.test(name));
  if (notes.length === 0) return object;
  const own = object.metadata.annotations as Readonly<Record<string, string>> | undefined;
  const annotations = { ...own, ...Object.fromEntries(notes) };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** The document by kind and name, as kustomize calls it. */
function titleOf({ kind, metadata }: Head): string {
  const name = metadata?.name;
  const title = `${typeof kind === 'string' ? kind : KIND} ${typeof name === 'string' ? shown(name) : 'without a name'}`;
  return printable(masked(title));
}

/** A finding in the form of the KRM functions specification. */
function toResult({ severity, message, path, code, suggestion, at, fix }: Diagnostic, config: Head): object {
  const proposed = at === 'key' ? undefined : fix?.do === 'set' ? fix.value : suggestion;
  return {
    message,
    severity,
    resourceRef: { apiVersion: API_VERSION, kind: KIND, name: config.metadata?.name ?? '' },
    field: {
      path: formatPath(path),
      ...(proposed !== undefined && { proposedValue: proposed }),
    },
    tags: { code },
  };
}

/** Why one of the items cannot be passed on as it is. */
function faultOf(items: readonly unknown[]): string | undefined {
  const open = items.map((value) => ({ value, depth: 0 }));
  let size = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (value instanceof Ambiguous)
      return 'holds a number or a date that kustomize and others read differently: put it in quotes';
    if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
      return 'holds a whole number too large to be passed on exactly';
    }
    if (depth > MAX_DEPTH) return `is nested deeper than ${MAX_DEPTH} levels`;
    size += VALUE_SIZE + (typeof value === 'string' ? value.length : 0);
    if (size > MAX_SIZE) return 'is too large to be passed on, with all that aliases repeat';
    if (typeof value === 'object' && value !== null) {
      for (const child of Object.values(value)) open.push({ value: child, depth: depth + 1 });
    }
  }
  return undefined;
}
