import { masked } from '../../core/credentials/mask.ts';
import { isCredentialBelow, isNameOfCredential, isSecretVariable } from '../../core/credentials/names.ts';
import { at, listAt, textAt } from '../../core/data/at.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { setOwn } from '../../core/data/set-own.ts';
import type { ObservedObject } from './cluster-state.ts';

/**
 * Returns an object that the API server gave as a state holds it: what is not looked at is left out, which in pods is
 * everything that jobs bring along, and what may be a credential is masked.
 */
export function observed(object: unknown): ObservedObject {
  const part = partOf(object);
  return withoutCredentials(part) as ObservedObject;
}

function partOf(object: unknown): ObservedObject {
  const { kind, apiVersion } = object as Readonly<Record<string, unknown>>;
  switch (kind) {
    case 'Pod':
      return {
        apiVersion,
        kind,
        metadata: metadataOf(object),
        spec: podSpec(object),
        status: at(object, 'status'),
      };
    case 'Event':
      return {
        apiVersion,
        kind,
        metadata: {
          name: textAt(object, 'metadata', 'name'),
          namespace: textAt(object, 'metadata', 'namespace'),
        },
        reason: textAt(object, 'reason'),
        message: textAt(object, 'message'),
        involvedObject: at(object, 'involvedObject'),
        lastSeen:
          textAt(object, 'series', 'lastObservedTime') ||
          textAt(object, 'lastTimestamp') ||
          textAt(object, 'eventTime'),
      };
    case 'ReplicaSet':
      return { apiVersion, kind, metadata: metadataOf(object), status: at(object, 'status') };
    default:
      // Who wrote a field, and when, shows whether a document is responsible for it.
      return {
        ...(object as ObservedObject),
        metadata: {
          ...metadataOf(object),
          ...(at(object, 'metadata', 'managedFields') !== undefined && {
            managedFields: at(object, 'metadata', 'managedFields'),
          }),
        },
      };
  }
}

function metadataOf(object: unknown): object {
  const {
    managedFields: _fields,
    annotations,
    labels,
    ...rest
  } = at(object, 'metadata') as Record<string, unknown>;
  return {
    ...rest,
    ...without('annotations', annotations, LAST_APPLIED),
    ...without('labels', labels, SHORT_TOKEN),
  };
}

function without(key: string, value: unknown, name: string): object {
  if (!isMapping(value)) return {};
  const { [name]: _, ...others } = value;
  return Object.keys(others).length > 0 ? { [key]: others } : {};
}

/** The beginning of the runner's token, at the pods of jobs. */
const SHORT_TOKEN = 'manager.runner.gitlab.com/id-short';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function podSpec(pod: unknown): object {
  const containers = (key: string): object[] =>
    listAt(pod, 'spec', key).map((container) => ({
      name: textAt(container, 'name'),
      image: textAt(container, 'image'),
    }));
  return {
    nodeName: textAt(pod, 'spec', 'nodeName'),
    initContainers: containers('initContainers'),
    containers: containers('containers'),
  };
}

/** When the data of a ConfigMap or Secret was last written, as its fields tell; `undefined` where they do not. */
export function dataChangedAt(object: unknown): string | undefined {
  const times = listAt(object, 'metadata', 'managedFields')
    .filter((entry) => ['f:data', 'f:stringData'].some((key) => at(entry, 'fieldsV1', key) !== undefined))
    .map((entry) => textAt(entry, 'time'))
    .filter((time) => time !== '');
  return times.sort().at(-1);
}

/** Returns a value in which `…` is in place of what may be a credential: it looks like one, or its key or variable says so. */
function withoutCredentials(value: unknown, key = '', owner?: unknown): unknown {
  if (typeof value === 'string') {
    const variable = key === 'value' ? textAt(owner, 'name') : '';
    const isNamed = isNameOfCredential(key) && isCredentialBelow(key, value);
    return isNamed || (variable !== '' && isSecretVariable(variable, value)) ? '…' : masked(value);
  }
  if (Array.isArray(value)) return value.map((item) => withoutCredentials(item, key, value));
  if (!isMapping(value)) return value;
  const result: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value))
    setOwn(result, name, withoutCredentials(item, name, value));
  return result;
}

/** Returns what a manager logged as a state holds it: without colours and credentials, of which its short token is a part. */
export function observedLog(text: string): string {
  return masked(
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: this is how colours begin
      .replace(/\u001B\[[\d;]*m/g, '')
      .replace(/(\brunner=|"runner":")[^\s"]+/g, '$1…')
      .replace(/\bRunner \\?"[^"\s]*" (?=is (?:un)?healthy)/g, 'Runner "…" '),
  );
}

/** Returns what of a manager's metrics a state holds. */
export function observedMetrics(text: string): { readonly version?: string; readonly jobs?: number } {
  const version = /^gitlab_runner_version_info\{[^}]*\bversion="v?(\d+\.\d+\.\d+)[^"]*"/m.exec(text)?.[1];
  const jobs = [...text.matchAll(/^gitlab_runner_jobs\{[^}]*\bstate="(\w+)"[^}]*\} (\d+)/gm)]
    .filter(([, state]) => state !== 'idle')
    .map(([, , count]) => Number(count));
  return {
    ...(version !== undefined && { version }),
    ...(/^gitlab_runner_jobs\{/m.test(text) && { jobs: jobs.reduce((sum, count) => sum + count, 0) }),
  };
}
