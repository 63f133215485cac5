import type { PodTemplateSpec, ResourceRequirements } from 'kubernetes-types/core/v1.js';

import { METRICS_PORT } from '../../config-toml/defaults.ts';
import { addressOf } from '../../formats/address.ts';
import type { ManagerFacts } from '../manager-facts.ts';
import { type NetworkPorts, networkPorts } from '../network-ports.ts';
import { loosest, type PodSecurityLevel, podSecurityLevel } from '../pod-security.ts';
import { managerServiceAccountName } from '../service-accounts.ts';
import { type ManagerParts, managerParts, managerResources } from './parts.ts';
import { managerPod } from './pod.ts';

/** The program that asks GitLab for jobs, and its pod. */
export interface Manager {
  /** Name of the ServiceAccount that its pod runs with. */
  readonly serviceAccount: string;
  /** How many managers there are at least and at most. */
  readonly replicas: { readonly fewest: number; readonly most: number };
  /** The port on which metrics and health are served; `undefined` when `listen_address` is empty. */
  readonly metricsPort: number | undefined;
  /** What its pod has of itself, before what the document adds. */
  readonly own: ManagerParts;
  /** CPU and memory of its container. */
  readonly resources: ResourceRequirements;
  /** The ports that it calls. */
  readonly networkPorts: NetworkPorts;
  /**
   * Its pod, which passes the Pod Security level "restricted" unless the document says otherwise. `podPatch`, which can
   * make anything of it, is not applied yet.
   */
  readonly pod: PodTemplateSpec;
  /** The strictest Pod Security level that admits its pod, and the jobs that run beside it. */
  readonly podSecurityLevel: PodSecurityLevel;
}

/** Returns the manager of a document. */
export function resolveManager(resolved: ManagerFacts): Manager {
  const { spec, jobNamespaces } = resolved;
  const { autoscaling, manager } = spec;
  const { listen_address: address } = spec.config;
  const serviceAccount = managerServiceAccountName(resolved);
  const metricsPort = address === '' ? undefined : (addressOf(address ?? '').port ?? METRICS_PORT);
  const parts = managerParts(resolved, metricsPort);
  const pod = managerPod(resolved, parts, serviceAccount);
  const beside = jobNamespaces.filter(({ isManagers }) => isManagers);
  return {
    serviceAccount,
    replicas: autoscaling.enabled
      ? { fewest: autoscaling.minReplicas, most: autoscaling.maxReplicas }
      : { fewest: manager.replicas, most: manager.replicas },
    metricsPort,
    own: parts,
    resources: managerResources(spec),
    networkPorts: networkPorts(resolved),
    pod,
    podSecurityLevel: loosest([podSecurityLevel(pod), ...beside.map(({ podSecurityLevel: level }) => level)]),
  };
}
