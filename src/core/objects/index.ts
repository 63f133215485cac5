import type { Resolved } from '../resolve/resolved.ts';
import { delivered } from './delivery.ts';
import { extraObjects } from './extra-objects.ts';
import { admissionPolicies } from './jobs/admission-policies.ts';
import { daemonConfigs } from './jobs/daemon-configs.ts';
import { limitRange } from './jobs/limit-range.ts';
import { jobNamespace } from './jobs/namespace.ts';
import { jobNetworkPolicy } from './jobs/network-policy.ts';
import { resourceQuota } from './jobs/resource-quota.ts';
import { jobServiceAccount } from './jobs/service-account.ts';
import type { KubernetesObject, OtherObject, OwnObject } from './kubernetes-object.ts';
import { config } from './manager/config.ts';
import { deployment } from './manager/deployment.ts';
import { horizontalPodAutoscaler } from './manager/horizontal-pod-autoscaler.ts';
import { managerNamespace } from './manager/namespace.ts';
import { managerNetworkPolicy } from './manager/network-policy.ts';
import { podDisruptionBudget } from './manager/pod-disruption-budget.ts';
import { clusterRole, role } from './manager/role.ts';
import { clusterRoleBinding, roleBinding } from './manager/role-binding.ts';
import { managerServiceAccount } from './manager/service-account.ts';
import { tokenSecret } from './manager/token-secret.ts';
import { dashboard } from './metrics/dashboard.ts';
import { podMonitor } from './metrics/pod-monitor.ts';
import { prometheusRule } from './metrics/prometheus-rule.ts';
import { metricsService } from './metrics/service.ts';
import { serviceMonitor } from './metrics/service-monitor.ts';
import { sessionIngress } from './session/ingress.ts';
import { sessionService } from './session/service.ts';

/** The objects of a document. */
export interface Objects {
  /** Those that follow from its settings. */
  readonly own: readonly OwnObject[];
  /** Those that it brings along. */
  readonly extra: readonly OtherObject[];
  /** Both, in that order. */
  readonly all: readonly KubernetesObject[];
}

/** Returns every object of a document, in the order in which a cluster wants them. */
export function buildObjects(resolved: Resolved): Objects {
  const objects = {
    own: ownObjects(resolved).map((object) => delivered(object, resolved)),
    extra: extraObjects(resolved).map((object) => delivered(object, resolved)),
  };
  return { ...objects, all: [...objects.own, ...objects.extra] };
}

function ownObjects(resolved: Resolved): OwnObject[] {
  const { jobNamespaces } = resolved;
  const inJobNamespaces = <T>(
    build: (resolved: Resolved, namespace: (typeof jobNamespaces)[number]) => T,
  ): T[] => jobNamespaces.map((namespace) => build(resolved, namespace));
  return [
    managerNamespace(resolved),
    ...inJobNamespaces(jobNamespace),
    ...inJobNamespaces(resourceQuota),
    ...inJobNamespaces(limitRange),
    managerNetworkPolicy(resolved),
    ...inJobNamespaces(jobNetworkPolicy),
    managerServiceAccount(resolved),
    ...inJobNamespaces(jobServiceAccount),
    ...inJobNamespaces(role),
    ...inJobNamespaces(roleBinding),
    clusterRole(resolved),
    clusterRoleBinding(resolved),
    ...admissionPolicies(resolved),
    config(resolved),
    ...daemonConfigs(resolved),
    tokenSecret(resolved),
    dashboard(resolved),
    metricsService(resolved),
    sessionService(resolved),
    deployment(resolved),
    podDisruptionBudget(resolved),
    horizontalPodAutoscaler(resolved),
    sessionIngress(resolved),
    podMonitor(resolved),
    serviceMonitor(resolved),
    prometheusRule(resolved),
  ].filter((object): object is OwnObject => object !== undefined);
}
