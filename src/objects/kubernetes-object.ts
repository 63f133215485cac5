import type { Deployment } from 'kubernetes-types/apps/v1.js';
import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2.js';
import type {
  ConfigMap,
  LimitRange,
  Namespace,
  ResourceQuota,
  Secret,
  Service,
  ServiceAccount,
} from 'kubernetes-types/core/v1.js';
import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import type { Ingress, NetworkPolicy } from 'kubernetes-types/networking/v1.js';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.js';
import type { ClusterRole, ClusterRoleBinding, Role, RoleBinding } from 'kubernetes-types/rbac/v1.js';

import type { PodMonitor } from './metrics/pod-monitor.ts';
import type { PrometheusRule } from './metrics/prometheus-rule.ts';
import type { ServiceMonitor } from './metrics/service-monitor.ts';

/** An object with what every rendered one has. */
export type Whole<T extends { readonly apiVersion?: string; readonly kind?: string }> = T & {
  readonly apiVersion: NonNullable<T['apiVersion']>;
  readonly kind: NonNullable<T['kind']>;
  readonly metadata: ObjectMeta & { readonly name: string };
};

/** An object from `spec.extraObjects`, of any kind. */
export interface OtherObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** A kind of object that a document renders by itself. */
type OwnObject =
  | Whole<ClusterRole>
  | Whole<ClusterRoleBinding>
  | Whole<ConfigMap>
  | Whole<Deployment>
  | Whole<HorizontalPodAutoscaler>
  | Whole<Ingress>
  | Whole<LimitRange>
  | Whole<Namespace>
  | Whole<NetworkPolicy>
  | Whole<PodDisruptionBudget>
  | Whole<PodMonitor>
  | Whole<PrometheusRule>
  | Whole<ResourceQuota>
  | Whole<Role>
  | Whole<RoleBinding>
  | Whole<Secret>
  | Whole<Service>
  | Whole<ServiceAccount>
  | Whole<ServiceMonitor>;

/** A rendered Kubernetes object as data; `isKind` tells which. */
export type KubernetesObject = OwnObject | OtherObject;

/**
 * Whether an object is one of a kind that documents render by themselves. One of that kind from `spec.extraObjects`, in the
 * same API version, counts as well.
 */
export function isKind<Kind extends OwnObject['kind']>(
  object: KubernetesObject,
  kind: Kind,
): object is Extract<OwnObject, { readonly kind: Kind }> {
  return object.kind === kind;
}
