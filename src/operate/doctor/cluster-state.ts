import { isMapping } from '../../core/data/is-mapping.ts';
import type { SecretFacts } from './secret-facts.ts';

/** An object as a cluster has it, without what may be a credential. */
export type ObservedObject = Readonly<Record<string, unknown>>;

/** What a container has logged. */
export interface Log {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Whether it is the log of the container's last run. */
  readonly isPrevious: boolean;
  /** Lines, each after the time at which it was written. */
  readonly text: string;
}

/** What a manager says of itself at its metrics port. */
export interface ManagerMetrics {
  readonly namespace: string;
  readonly pod: string;
  /** Its release, as `19.3.0`. */
  readonly version?: string;
  /** Jobs that it runs. */
  readonly jobs?: number;
}

/** Whether an account may do something. */
export interface Right {
  /** `system:serviceaccount:NAMESPACE:NAME`. */
  readonly account: string;
  /** Left out for the whole cluster. */
  readonly namespace?: string;
  readonly apiGroup: string;
  /** With its subresource: `pods/exec`. */
  readonly resource: string;
  readonly verb: string;
  readonly isAllowed: boolean;
}

/** What could not be read. */
export interface NotRead {
  /** A resource in the plural, or `rights`, `kinds`, `old bindings`, `old policies`. */
  readonly what: string;
  readonly namespace?: string;
  /** The words of `kubectl`. */
  readonly why: string;
}

/**
 * What is known of a cluster, as plain data: what `doctor FILE --format dump` prints. It holds no credential: of Secrets there
 * are facts, and texts are masked.
 */
export interface ClusterState {
  readonly apiVersion: 'gitlab-runner-manifests.dev/v1alpha1';
  readonly kind: 'ClusterState';
  /** When it was read, as `2026-11-26T01:20:15Z`. */
  readonly readAt: string;
  /** The documents for which it was read, as `NAMESPACE/NAME`. */
  readonly documents: readonly string[];
  /** The release of the API server, as `v1.34.4`. */
  readonly serverVersion?: string;
  /** What it serves, as `apps/v1 Deployment`; left out where that is not known. */
  readonly served?: readonly string[];
  readonly objects: readonly ObservedObject[];
  readonly secrets: readonly SecretFacts[];
  readonly logs: readonly Log[];
  readonly metrics: readonly ManagerMetrics[];
  readonly rights: readonly Right[];
  readonly notRead: readonly NotRead[];
}

/** Returns a value as the state of a cluster, where it has the form of one. */
export function asClusterState(value: unknown): ClusterState | undefined {
  if (!isMapping(value)) return undefined;
  const isText = (item: unknown): boolean => typeof item === 'string';
  const areMappings = (list: unknown, ...texts: readonly string[]): boolean =>
    Array.isArray(list) && list.every((item) => isMapping(item) && texts.every((key) => isText(item[key])));
  const isState =
    value.apiVersion === 'gitlab-runner-manifests.dev/v1alpha1' &&
    value.kind === 'ClusterState' &&
    isText(value.readAt) &&
    !Number.isNaN(Date.parse(String(value.readAt))) &&
    Array.isArray(value.documents) &&
    value.documents.every(isText) &&
    (value.served === undefined || (Array.isArray(value.served) && value.served.every(isText))) &&
    areMappings(value.objects) &&
    areMappings(value.secrets, 'namespace', 'name') &&
    (value.secrets as readonly { readonly keys: unknown }[]).every(({ keys }) => areMappings(keys, 'key')) &&
    areMappings(value.logs, 'namespace', 'pod', 'container', 'text') &&
    areMappings(value.metrics, 'namespace', 'pod') &&
    areMappings(value.rights, 'account', 'apiGroup', 'resource', 'verb') &&
    areMappings(value.notRead, 'what', 'why');
  return isState ? (value as unknown as ClusterState) : undefined;
}

/** What a state calls a document. */
export function documentKey({
  metadata,
}: {
  readonly metadata: { readonly namespace: string; readonly name: string };
}): string {
  return `${metadata.namespace}/${metadata.name}`;
}
