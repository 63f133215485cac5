import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { compile } from '../compile.ts';
import { masked } from '../credentials/mask.ts';
import { withoutNames } from '../credentials/unread.ts';
import { isMapping } from '../data/is-mapping.ts';
import { type Diagnostic, formatPath } from '../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../diagnostics/format.ts';
import { printable } from '../diagnostics/printable.ts';
import { shown } from '../diagnostics/shown.ts';
import { identityKey } from '../objects/identity.ts';

/** What a run of the function writes, and how it exits. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: 0 | 1;
}

const API_VERSION = 'gitlab-runner-manifests.dev/v1alpha1';
const KIND = 'GitLabRunner';
/** How deep the items of others may be nested: any object is flatter, and no engine runs out of stack writing so much. */
const MAX_DEPTH = 500;
/** Of the items of others, in characters; a value counts for some whatever it holds. */
const MAX_SIZE = 64_000_000;
const VALUE_SIZE = 16;
/** YAML 1.2, and the merge keys that tools other than kustomize leave in. */
const SCHEMA = CORE_SCHEMA.withTags(mergeTag);
/** Set on items that were read from a file: `kustomize fn run` and kpt write them back there. */
const PATH_ANNOTATIONS = ['config.kubernetes.io/path', 'internal.config.kubernetes.io/path'];

interface Item {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/**
 * Runs the KRM function on the text of a ResourceList and returns the texts to write. Items of others come back
 * as they were, rendered objects replace items of the same identity or follow them.
 *
 * On failure nothing goes to standard output: kustomize reads it before it looks at the exit code. `results` tell
 * warnings to the tools that read them; kustomize shows only standard error.
 */
export function runFunction(stdin: string): Outcome {
  let list: unknown;
  try {
    list = load(stdin, { schema: SCHEMA, maxAliases: 100 });
  } catch (error) {
    const [message = ''] = (error as Error).message.split('\n');
    // How deep is too deep, and how an engine says so, differs between Node and QuickJS.
    const isTooDeep = /call stack|stack overflow/.test(message);
    const reason = isTooDeep ? 'it is nested too deep' : printable(withoutNames(message));
    return failure(`standard input is not a ResourceList in YAML: ${reason}\n`);
  }
  if (!isMapping(list) || list.kind !== 'ResourceList') {
    return failure('standard input is not a ResourceList. This is a KRM function: kustomize runs it.\n');
  }
  const items = (list.items ?? []) as readonly Item[];
  if (!Array.isArray(items) || !items.every(isMapping)) {
    return failure('the items of the ResourceList are no list of objects.\n');
  }
  const runners = isMapping(list.functionConfig) ? [list.functionConfig as Item] : items.filter(isRunner);
  if (runners.length > 1) {
    const titles = runners.slice(0, 2).map(titleOf).join(' and ');
    return failure(`without functionConfig the items hold one ${KIND} document, not ${titles} both.\n`);
  }
  const [config] = runners;
  if (config === undefined) return failure(`there is no ${KIND} document in functionConfig or items.\n`);

  const result = compile(config, 'by kustomize');
  const { diagnostics } = result;
  const stderr = diagnostics.length === 0 ? '' : `${titleOf(config)}:\n\n${formatDiagnostics(diagnostics)}`;
  if (!result.ok) return { stdout: '', stderr, exitCode: 1 };

  const foreign = items.filter((item) => !isRunner(item) || hasPath(item));
  const fault = faultOf(foreign);
  if (fault !== undefined) return failure(`an item ${fault}.\n`);
  const output = {
    apiVersion: list.apiVersion ?? 'config.kubernetes.io/v1',
    kind: 'ResourceList',
    items: merge(foreign, result.objects),
    ...(diagnostics.length > 0 && { results: diagnostics.map((diagnostic) => toResult(diagnostic, config)) }),
  };
  return { stdout: `${JSON.stringify(output)}\n`, stderr, exitCode: 0 };
}

function failure(reason: string): Outcome {
  return { stdout: '', stderr: `gitlab-runner-krm: ${reason}`, exitCode: 1 };
}

function isRunner(item: Item): boolean {
  return item?.kind === KIND && item.apiVersion === API_VERSION;
}

function hasPath({ metadata }: Item): boolean {
  return PATH_ANNOTATIONS.some((name) => metadata?.annotations?.[name] !== undefined);
}

function merge(items: readonly Item[], rendered: readonly Item[]): Item[] {
  const byIdentity = new Map(rendered.map((object) => [identityKey(object), object]));
  const kept = items.map((item) => {
    const id = identityKey(item);
    const replacement = byIdentity.get(id);
    byIdentity.delete(id);
    return replacement ?? item;
  });
  return [...kept, ...byIdentity.values()];
}

/** The document by kind and name, as kustomize calls it. */
function titleOf({ kind, metadata }: Item): string {
  const name = metadata?.name;
  const title = `${typeof kind === 'string' ? kind : KIND} ${typeof name === 'string' ? shown(name) : 'without a name'}`;
  return printable(masked(title));
}

/** A finding in the form of the KRM functions specification. */
function toResult({ severity, message, path, code, suggestion, at, fix }: Diagnostic, config: Item): object {
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
