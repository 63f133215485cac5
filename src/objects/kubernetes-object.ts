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

/**
 * An object from `spec.extraObjects`, of any kind. Its `kind` is the plain text of the document. The type is an
 * unlikely text all the same: beside `string`, a comparison such as `kind === 'Deployment'` would tell nothing. To
 * look for a kind of your own, compare with `kind as string`.
 */
export interface OtherObject {
  readonly apiVersion: string;
  readonly kind: `another kind${string}`;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** A rendered Kubernetes object as data; `kind` tells which. */
export type KubernetesObject =
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
  | Whole<ServiceMonitor>
  | OtherObject;
