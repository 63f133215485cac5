import type {
  NetworkPolicy,
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
} from 'kubernetes-types/networking/v1.js';

import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';
import { destination, dnsDestination, tcp } from '../network-destination.ts';

/**
 * Returns the NetworkPolicy of the manager. Nothing but the named peers reaches the metrics port, whose profiler
 * does not need a password; the kubelet's probes come from the node, which no policy keeps out.
 */
export function managerNetworkPolicy(resolved: Resolved): NetworkPolicy | undefined {
  const options = resolved.spec.networkPolicy;
  if (!options.enabled) return undefined;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata(resolved, resolved.metadata.name, { namespace: resolved.metadata.namespace }),
    spec: {
      podSelector: { matchLabels: resolved.selector },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [...ownIngress(resolved), ...(options.extraIngress ?? [])],
      egress: [...ownEgress(resolved), ...(options.extraEgress ?? [])],
    },
  };
}

function ownIngress(resolved: Resolved): NetworkPolicyIngressRule[] {
  const { spec, manager, sessions } = resolved;
  const { metricsFrom = [], sessionFrom } = spec.networkPolicy;
  const { metricsPort: metrics } = manager;
  const { port: session } = sessions;
  return [
    ...(metrics !== undefined && metricsFrom.length > 0
      ? [{ from: metricsFrom, ports: [tcp(metrics)] }]
      : []),
    ...(session === undefined ? [] : [{ ...(sessionFrom && { from: sessionFrom }), ports: [tcp(session)] }]),
  ];
}

function ownEgress(resolved: Resolved): NetworkPolicyEgressRule[] {
  const { spec, manager } = resolved;
  const { dns, apiServer, gitlab, cache } = spec.networkPolicy;
  const ports = manager.networkPorts;
  const cacheRule = destination(cache, ports.cache);
  return [
    dnsDestination(dns),
    destination(apiServer, ports.apiServer),
    destination(gitlab, ports.gitlab),
    ...((cacheRule.ports ?? []).length > 0 ? [cacheRule] : []),
  ];
}
