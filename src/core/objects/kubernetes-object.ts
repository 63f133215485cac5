import type {
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from 'kubernetes-types/admissionregistration/v1.js';
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

/** An object that follows from the settings of a document; `kind` says which. */
export type OwnObject =
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
  | Whole<ValidatingAdmissionPolicy>
  | Whole<ValidatingAdmissionPolicyBinding>;

/** A rendered Kubernetes object as data; `isKind` says whether it is of a kind. */
export type KubernetesObject = OwnObject | OtherObject;

/** The API version of each kind that documents render from their settings. */
const API_VERSIONS: { readonly [Kind in OwnObject['kind']]: OwnOfKind<Kind>['apiVersion'] } = {
  ClusterRole: 'rbac.authorization.k8s.io/v1',
  ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
  ConfigMap: 'v1',
  Deployment: 'apps/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  Ingress: 'networking.k8s.io/v1',
  LimitRange: 'v1',
  Namespace: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PodDisruptionBudget: 'policy/v1',
  PodMonitor: 'monitoring.coreos.com/v1',
  PrometheusRule: 'monitoring.coreos.com/v1',
  ResourceQuota: 'v1',
  Role: 'rbac.authorization.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  Secret: 'v1',
  Service: 'v1',
  ServiceAccount: 'v1',
  ServiceMonitor: 'monitoring.coreos.com/v1',
  ValidatingAdmissionPolicy: 'admissionregistration.k8s.io/v1',
  ValidatingAdmissionPolicyBinding: 'admissionregistration.k8s.io/v1',
};

/** The kinds that documents render from their settings. */
export const ownKinds = Object.entries(API_VERSIONS).map(([kind, apiVersion]) => ({ apiVersion, kind }));

type OwnOfKind<Kind extends OwnObject['kind']> = Extract<OwnObject, { readonly kind: Kind }>;

/**
 * Whether an object is of a kind that documents render from their settings, in the API version in which they do. One of
 * `spec.extraObjects` may be.
 */
export function isKind<Kind extends OwnObject['kind']>(
  object: KubernetesObject,
  kind: Kind,
): object is OwnOfKind<Kind> {
  return object.kind === kind && object.apiVersion === API_VERSIONS[kind];
}
