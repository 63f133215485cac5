import { isMapping } from '../data/is-mapping.ts';
import { onDemand } from '../data/on-demand.ts';
import { own } from '../data/own.ts';
import type { Path } from '../data/path.ts';
import { followPatterns, type PathPattern, patternTree } from '../data/pattern-tree.ts';

/** What an object names another one by. */
export interface Reference {
  readonly kind: string;
  readonly name: string;
  /** Left out for objects without a namespace. */
  readonly namespace: string | undefined;
  /** Keys that the other has to have. */
  readonly keys: readonly string[];
  /** Whether the other may be absent. */
  readonly isOptional: boolean;
  /** Where the name is. */
  readonly path: Path;
}

type Mapping = Readonly<Record<string, unknown>>;

/** How a value names an object. */
interface Naming {
  /** The kind of the object, or what the value says. */
  readonly kind: string | ((value: Mapping) => unknown);
  /** The key of the name; without one the value itself is the name. */
  readonly name?: string;
  readonly keys?: (value: Mapping) => readonly unknown[];
  /** Namespace of the object, where it is not that of the one that names it. */
  readonly namespace?: (value: Mapping) => unknown;
  /** Whether the object has no namespace. */
  readonly isOfCluster?: (value: Mapping) => boolean;
}

const itemKeys = ({ items }: Mapping): readonly unknown[] =>
  Array.isArray(items) ? items.filter(isMapping).map(({ key }) => key) : [];
const ownKey = ({ key }: Mapping): readonly unknown[] => [key];
const ofVolume = (kind: string, name: string): Naming => ({ kind, name, keys: itemKeys });

/** Ways to name an object, by the path in a pod. */
const namingsInPod = (): Readonly<Record<string, Naming>> => ({
  'volumes.*.configMap': ofVolume('ConfigMap', 'name'),
  'volumes.*.secret': ofVolume('Secret', 'secretName'),
  'volumes.*.*.secretRef': { kind: 'Secret', name: 'name' },
  'volumes.*.projected.sources.*.configMap': ofVolume('ConfigMap', 'name'),
  'volumes.*.projected.sources.*.secret': ofVolume('Secret', 'name'),
  'volumes.*.persistentVolumeClaim': { kind: 'PersistentVolumeClaim', name: 'claimName' },
  'imagePullSecrets.*': { kind: 'Secret', name: 'name' },
  serviceAccountName: { kind: 'ServiceAccount' },
  ...Object.fromEntries(
    ['containers', 'initContainers'].flatMap((list): [string, Naming][] => [
      [`${list}.*.env.*.valueFrom.configMapKeyRef`, { kind: 'ConfigMap', name: 'name', keys: ownKey }],
      [`${list}.*.env.*.valueFrom.secretKeyRef`, { kind: 'Secret', name: 'name', keys: ownKey }],
      [`${list}.*.envFrom.*.configMapRef`, { kind: 'ConfigMap', name: 'name' }],
      [`${list}.*.envFrom.*.secretRef`, { kind: 'Secret', name: 'name' }],
    ]),
  ),
});

const below = (path: string, namings: Readonly<Record<string, Naming>>): Readonly<Record<string, Naming>> =>
  Object.fromEntries(Object.entries(namings).map(([key, naming]) => [`${path}.${key}`, naming]));

const OF_BINDING: Readonly<Record<string, Naming>> = {
  roleRef: { kind: ({ kind }) => kind, name: 'name', isOfCluster: ({ kind }) => kind === 'ClusterRole' },
  'subjects.*': { kind: ({ kind }) => kind, name: 'name', namespace: ({ namespace }) => namespace },
};
const OF_BACKEND: Naming = { kind: 'Service', name: 'name' };

/** Ways to name an object, by the kind of the one that does and the path in it. */
const namingsByKind = onDemand((): Readonly<Record<string, Readonly<Record<string, Naming>>>> => {
  const inPod = namingsInPod();
  const ofWorkload = below('spec.template.spec', inPod);
  return {
    Deployment: ofWorkload,
    StatefulSet: ofWorkload,
    DaemonSet: ofWorkload,
    Pod: below('spec', inPod),
    RoleBinding: OF_BINDING,
    ClusterRoleBinding: OF_BINDING,
    HorizontalPodAutoscaler: { 'spec.scaleTargetRef': { kind: ({ kind }: Mapping) => kind, name: 'name' } },
    ValidatingAdmissionPolicyBinding: {
      'spec.policyName': { kind: 'ValidatingAdmissionPolicy', isOfCluster: () => true },
    },
    Ingress: {
      'spec.defaultBackend.service': OF_BACKEND,
      'spec.rules.*.http.paths.*.backend.service': OF_BACKEND,
      'spec.tls.*': { kind: 'Secret', name: 'secretName' },
    },
  };
});

/** The same as trees, of the kinds that were asked for. */
const TREES = new Map<string, ReturnType<typeof treeOf>>();

/** Ways to name an object of the namespace of jobs, by the path in `[runners.kubernetes]`. */
const treeOfJobs = onDemand(() =>
  treeOf({
    service_account: { kind: 'ServiceAccount' },
    'image_pull_secrets.*': { kind: 'Secret' },
    'volumes.config_map.*': { kind: 'ConfigMap', name: 'name' },
    'volumes.secret.*': { kind: 'Secret', name: 'name' },
    'volumes.pvc.*': { kind: 'PersistentVolumeClaim', name: 'name' },
  }),
);

function treeOf(namings: Readonly<Record<string, Naming>>) {
  return patternTree(
    Object.entries(namings).map(([path, naming]): [PathPattern, Naming] => [path.split('.'), naming]),
  );
}

/** Returns the objects that an object names. */
export function referencesOf(object: {
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly value: unknown;
}): readonly Reference[] {
  const { kind, namespace, value } = object;
  const namings = own(namingsByKind(), kind);
  if (namings === undefined) return [];
  const tree = TREES.get(kind) ?? treeOf(namings);
  TREES.set(kind, tree);
  return referencesIn(value, tree, namespace);
}

/** Returns the objects that `[runners.kubernetes]` names in the namespace of the jobs. */
export function referencesOfJobs(kubernetes: unknown, namespace: string | undefined): readonly Reference[] {
  return referencesIn(kubernetes, treeOfJobs(), namespace);
}

function referencesIn(
  value: unknown,
  tree: ReturnType<typeof treeOf>,
  namespace: string | undefined,
): readonly Reference[] {
  const found: Reference[] = [];
  followPatterns(value, tree, (naming, path, one) => {
    const mapping = isMapping(one) ? one : {};
    const { kind, name: key, keys, namespace: own, isOfCluster } = naming;
    const named = key === undefined ? one : mapping[key];
    const ofKind = typeof kind === 'string' ? kind : kind(mapping);
    if (typeof named !== 'string' || named === '' || typeof ofKind !== 'string') return;
    const given = own === undefined ? namespace : own(mapping);
    found.push({
      kind: ofKind,
      name: named,
      namespace: isOfCluster?.(mapping) || typeof given !== 'string' ? undefined : given,
      keys: (keys?.(mapping) ?? []).filter((one) => typeof one === 'string'),
      isOptional: mapping.optional === true,
      path: key === undefined ? path : [...path, key],
    });
  });
  return found;
}
