import type { Labels } from '../resolve/labels.ts';
import type { Resolved } from '../resolve/resolved.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

/**
 * The wave of what a manager needs until its last job has ended. Argo CD applies it before the rest, wave 0, and deletes it
 * only when the rest is gone.
 */
export const FIRST_WAVE: Labels = { 'argocd.argoproj.io/sync-wave': '-1' };

/** What keeps Flux from changing what looks like a variable in a text. */
export const AS_IT_IS: Labels = { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' };

/** A controller that applies objects. */
export type Controller = NonNullable<Resolved['spec']['delivery']>['controller'];

/** What keeps an object that is no longer rendered, or whose Application or Kustomization is deleted. */
export const RETAINED: Readonly<Record<Controller, Labels>> = {
  ArgoCD: {
    // Without the second option Argo CD deletes it along with its Application, without the third it stays out of sync.
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  },
  Flux: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
};

/** What keeps an object that is no longer rendered until all that was applied in its place is healthy. */
export const PRUNED_LAST: Labels = { 'argocd.argoproj.io/sync-options': 'PruneLast=true' };

/** The annotations of Argo CD that hold a list. */
const LISTS = new Set(Object.keys(RETAINED.ArgoCD));

/** The kinds that a manager needs until its last job has ended. */
const NEEDED_BY_JOBS: ReadonlySet<string> = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'ConfigMap',
  'LimitRange',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'Role',
  'RoleBinding',
  'Secret',
  'ServiceAccount',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
]);

/** Returns an object with the annotations for the controller of its document. Those that it has win; lists are joined. */
export function delivered<T extends KubernetesObject>(object: T, resolved: Resolved): T {
  const added = Object.entries(annotationsFor(object, resolved));
  if (added.length === 0) return object;
  const annotations = { ...(object.metadata.annotations as Labels | undefined) };
  for (const [key, value] of added) annotations[key] = merged(key, annotations[key], value);
  const sorted = Object.fromEntries(Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...object, metadata: { ...object.metadata, annotations: sorted } };
}

function annotationsFor(object: KubernetesObject, { spec, config }: Resolved): Labels {
  if (spec.delivery === undefined) return {};
  const { controller, namespacePolicy } = spec.delivery;
  const { kind, metadata } = object;
  const retained = kind === 'Namespace' && namespacePolicy === 'Retain' && RETAINED[controller];
  const hasConfig = kind === config.kind && metadata.name === config.name;
  return controller === 'ArgoCD'
    ? {
        ...(NEEDED_BY_JOBS.has(kind) && FIRST_WAVE),
        // Its name changes with its content, and managers that drain still use the old one.
        ...(hasConfig && spec.configUpdate === 'rollout' && PRUNED_LAST),
        ...retained,
      }
    : {
        // Nothing is substituted in a Secret's Base64, and policies hold managers to what config.toml says.
        ...((kind === 'ConfigMap' ? hasConfig : kind === 'ValidatingAdmissionPolicy') && AS_IT_IS),
        ...retained,
      };
}

function merged(key: string, own: string | undefined, value: string): string {
  if (own === undefined || !LISTS.has(key)) return own ?? value;
  const options = own.split(',').map((option) => option.trim());
  const names = new Set(options.map((option) => option.split('=')[0]));
  return [...options, ...value.split(',').filter((option) => !names.has(option.split('=')[0]!))].join(',');
}

/**
 * Returns the controller that objects were rendered for, as the annotations of some of them tell: of the one with
 * config.toml, and of Namespaces.
 */
export function controllerOf(objects: readonly Labels[]): Controller | undefined {
  const told: readonly (readonly [Controller, Labels])[] = [
    ['ArgoCD', FIRST_WAVE],
    ['ArgoCD', RETAINED.ArgoCD],
    ['Flux', AS_IT_IS],
    ['Flux', RETAINED.Flux],
  ];
  return told.find(([, annotations]) => objects.some((one) => hasAll(one, annotations)))?.[0];
}

/** Whether an object has all of some annotations, where they are lists among others. */
export function hasAll(object: Labels, annotations: Labels): boolean {
  return Object.entries(annotations).every(([key, value]) => {
    const options = object[key]?.split(',');
    return value.split(',').every((option) => options?.includes(option));
  });
}
