import { parse } from 'yaml';

import { type Diagnostic, formatPath } from '../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../diagnostics/format.ts';
import type { KubernetesObject } from '../objects/index.ts';
import { render } from '../render.ts';

/** What a run of the function writes, and how it exits. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: 0 | 1;
}

const API_VERSION = 'gitlab-runner-manifests.dev/v1alpha1';
const KIND = 'GitLabRunner';
/** Set on items that were read from a file: `kustomize fn run` and kpt write them back there. */
const PATH_ANNOTATIONS = ['config.kubernetes.io/path', 'internal.config.kubernetes.io/path'];

interface Item extends KubernetesObject {
  readonly metadata?: KubernetesObject['metadata'] & {
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
    list = parse(stdin, { maxAliasCount: 100, logLevel: 'silent' });
  } catch (error) {
    return failure(
      `standard input is not a ResourceList in YAML: ${(error as Error).message.split('\n')[0]}\n`,
    );
  }
  if (!isMapping(list) || list.kind !== 'ResourceList') {
    return failure('standard input is not a ResourceList. This is a KRM function: kustomize runs it.\n');
  }
  const items = (Array.isArray(list.items) ? list.items : []) as readonly Item[];
  const config = isMapping(list.functionConfig) ? (list.functionConfig as Item) : items.find(isRunner);
  if (config === undefined) return failure(`there is no ${KIND} document in functionConfig or items.\n`);

  const result = render(config);
  const title = `${String(config.kind ?? KIND)} "${String(config.metadata?.name ?? '')}"`;
  const stderr =
    result.diagnostics.length === 0 ? '' : `${title}:\n\n${formatDiagnostics(result.diagnostics)}`;
  if (!result.ok) return { stdout: '', stderr, exitCode: 1 };

  const foreign = items.filter((item) => !isRunner(item) || hasPath(item));
  if (foreign.some(holdsInexactNumber)) {
    return failure('an item holds a whole number too large to be passed on exactly.\n');
  }
  const output = {
    apiVersion: list.apiVersion ?? 'config.kubernetes.io/v1',
    kind: 'ResourceList',
    items: merge(foreign, result.objects),
    ...(result.diagnostics.length > 0 && {
      results: result.diagnostics.map((diagnostic) => toResult(diagnostic, config)),
    }),
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

function merge(items: readonly Item[], rendered: readonly KubernetesObject[]): KubernetesObject[] {
  const byIdentity = new Map(rendered.map((object) => [identity(object), object]));
  const kept = items.map((item) => {
    const id = identity(item);
    const replacement = byIdentity.get(id);
    byIdentity.delete(id);
    return replacement ?? item;
  });
  return [...kept, ...byIdentity.values()];
}

function identity({ apiVersion, kind, metadata }: KubernetesObject): string {
  return JSON.stringify([apiVersion, kind, metadata?.namespace ?? '', metadata?.name]);
}

/** A finding in the form of the KRM functions specification. */
function toResult({ severity, message, path, code }: Diagnostic, config: Item): object {
  return {
    message,
    severity,
    resourceRef: { apiVersion: API_VERSION, kind: KIND, name: config.metadata?.name ?? '' },
    field: { path: formatPath(path) },
    tags: { code },
  };
}

function holdsInexactNumber(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsInexactNumber);
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
