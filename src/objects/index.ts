import type { Resolved } from '../resolve/resolve.ts';
import { config } from './config.ts';
import { daemonConfigs } from './daemon-configs.ts';
import { dashboard } from './dashboard.ts';
import { deployment } from './deployment.ts';
import { extraObjects } from './extra-objects.ts';
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts';
import { jobNetworkPolicy } from './job-network-policy.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { limitRange } from './limit-range.ts';
import { managerNetworkPolicy } from './manager-network-policy.ts';
import { metricsService } from './metrics-service.ts';
import { jobNamespace, managerNamespace } from './namespace.ts';
import { podDisruptionBudget } from './pod-disruption-budget.ts';
import { podMonitor } from './pod-monitor.ts';
import { podTemplate } from './pod-template.ts';
import { prometheusRule } from './prometheus-rule.ts';
import { resourceQuota } from './resource-quota.ts';
import { clusterRole, role } from './role.ts';
import { clusterRoleBinding, roleBinding } from './role-binding.ts';
import { jobServiceAccount, managerServiceAccount } from './service-account.ts';
import { serviceMonitor } from './service-monitor.ts';
import { sessionIngress } from './session-ingress.ts';
import { sessionService } from './session-service.ts';
import { tokenSecret } from './token-secret.ts';

/** Returns every object of a document, in the order in which a cluster wants them. */
export function objects(resolved: Resolved): KubernetesObject[] {
  const { jobNamespaces } = resolved;
  const manager = podTemplate(resolved);
  const inJobNamespaces = <T>(
    build: (resolved: Resolved, namespace: (typeof jobNamespaces)[number]) => T,
  ): T[] => jobNamespaces.map((namespace) => build(resolved, namespace));
  const roles = inJobNamespaces(role).filter((each) => each !== undefined);
  const clusterWide = clusterRole(resolved);
  return [
    managerNamespace(resolved, manager),
    ...inJobNamespaces(jobNamespace),
    ...inJobNamespaces(resourceQuota),
    ...inJobNamespaces(limitRange),
    managerNetworkPolicy(resolved),
    ...inJobNamespaces(jobNetworkPolicy),
    managerServiceAccount(resolved),
    ...inJobNamespaces(jobServiceAccount),
    ...roles,
    ...roles.map((each) => roleBinding(resolved, each)),
    clusterWide,
    clusterWide && clusterRoleBinding(resolved, clusterWide),
    config(resolved),
    ...daemonConfigs(resolved),
    tokenSecret(resolved),
    dashboard(resolved),
    metricsService(resolved),
    sessionService(resolved),
    deployment(resolved, manager),
    podDisruptionBudget(resolved),
    horizontalPodAutoscaler(resolved),
    sessionIngress(resolved),
    podMonitor(resolved),
    serviceMonitor(resolved),
    prometheusRule(resolved),
    ...extraObjects(resolved),
  ].filter((object): object is KubernetesObject => object !== undefined);
}
