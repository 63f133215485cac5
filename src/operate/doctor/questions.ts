import { groupedBy } from '../../core/data/grouped-by.ts';
import { type KubernetesObject, ownKinds } from '../../core/objects/kubernetes-object.ts';
import type { Permission } from '../../core/rbac/permissions.ts';
import type { Resolved } from '../../core/resolve/resolved.ts';
import { policyPrefix } from './checks/fence.ts';
import { accountOf, neededBy } from './checks/permissions.ts';
import { documentKey } from './cluster-state.ts';
import { needsOf } from './needs.ts';

/** A document that a cluster is asked about. */
export interface Asked {
  readonly resolved: Resolved;
  readonly objects: readonly KubernetesObject[];
}

/** What has a name in a cluster. */
export interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  /** Left out for what has none. */
  readonly namespace?: string;
  readonly name: string;
}

/** What a cluster is asked about some documents. */
export interface Questions {
  readonly documents: readonly string[];
  /** Those of managers. */
  readonly managerNamespaces: readonly string[];
  /** Those of managers and of jobs. */
  readonly namespaces: readonly string[];
  /** Objects by name: what is rendered, and what the documents name. */
  readonly objects: readonly Named[];
  /** Kinds of which objects of ours may be left, each with the namespace to look in; without one, in all. */
  readonly mayBeLeft: readonly Omit<Named, 'name'>[];
  /** How the names of admission policies begin that may be left. */
  readonly policies: readonly string[];
  readonly rights: readonly { readonly account: string; readonly permissions: readonly Permission[] }[];
  /** The managers, by labels of their pods, and the port of their metrics. */
  readonly managers: readonly {
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly metricsPort: number | undefined;
  }[];
}

/** Returns what a cluster is asked about documents. */
export function questionsAbout(documents: readonly Asked[]): Questions {
  const managerNamespaces = unique(documents.map(({ resolved }) => resolved.metadata.namespace));
  const namespaces = unique([
    ...managerNamespaces,
    ...documents.flatMap(({ resolved }) => resolved.jobNamespaces.map(({ name }) => name)),
  ]);
  const objects: Named[] = [
    ...namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', name })),
    ...documents.flatMap((document) => [
      ...document.objects.map(({ apiVersion, kind, metadata }) => ({
        apiVersion,
        kind,
        ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
        name: metadata.name,
      })),
      ...needsOf(document.resolved).map(({ kind, name }) => ({
        apiVersion: 'v1',
        kind,
        namespace: document.resolved.metadata.namespace,
        name,
      })),
    ]),
  ];
  return {
    documents: documents.map(({ resolved }) => documentKey(resolved)),
    managerNamespaces,
    namespaces,
    objects: [...groupedBy(objects, (object) => JSON.stringify(object)).values()].map(([first]) => first!),
    mayBeLeft: [
      ...managerNamespaces.flatMap((namespace) => namespacedKinds.map((kind) => ({ ...kind, namespace }))),
      ...['RoleBinding', 'ClusterRoleBinding'].map((kind) => ({ ...RBAC, kind })),
    ],
    policies: documents.map(({ resolved }) => policyPrefix(resolved)),
    rights: documents.map(({ resolved }) => ({
      account: accountOf(resolved),
      permissions: neededBy(resolved),
    })),
    managers: documents.map(({ resolved }) => ({
      namespace: resolved.metadata.namespace,
      labels: resolved.selector,
      metricsPort: resolved.manager.metricsPort,
    })),
  };
}

const RBAC = { apiVersion: 'rbac.authorization.k8s.io/v1' };
const namespacedKinds = [
  ...ownKinds.filter(
    ({ kind }) => !/^(?:Namespace|ClusterRole|ClusterRoleBinding|ValidatingAdmissionPolicy\w*)$/.test(kind),
  ),
  { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
];

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
