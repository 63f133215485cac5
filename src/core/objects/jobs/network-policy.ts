import type { LabelSelector } from 'kubernetes-types/meta/v1.js';
import type { NetworkPolicy, NetworkPolicyPeer } from 'kubernetes-types/networking/v1.js';

import type { JobNamespace } from '../../resolve/job-namespaces.ts';
import { jobPodLabel } from '../../resolve/labels.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';
import { dnsDestination } from '../network-destination.ts';

/** Returns the NetworkPolicy of job pods in one namespace. */
export function jobNetworkPolicy(resolved: Resolved, namespace: JobNamespace): NetworkPolicy | undefined {
  const { networkPolicy: options } = namespace.options;
  if (!options.enabled) return undefined;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata(resolved, `${resolved.metadata.name}-jobs`, { namespace: namespace.name }),
    spec: {
      podSelector: namespace.isManagers ? jobPodSelector(resolved) : {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: options.extraIngress ?? [],
      egress: [
        dnsDestination(options.dns),
        { to: everywhereBut(options.deniedCidrs) },
        ...(options.extraEgress ?? []),
      ],
    },
  };
}

function jobPodSelector(resolved: Resolved): LabelSelector {
  return { matchExpressions: [{ key: jobPodLabel(resolved), operator: 'Exists' }] };
}

function everywhereBut(cidrs: readonly string[]): NetworkPolicyPeer[] {
  const isIpv6 = (cidr: string): boolean => cidr.includes(':');
  return [
    ipBlock(
      '0.0.0.0/0',
      cidrs.filter((cidr) => !isIpv6(cidr)),
    ),
    ipBlock('::/0', cidrs.filter(isIpv6)),
  ];
}

function ipBlock(cidr: string, except: string[]): NetworkPolicyPeer {
  return { ipBlock: { cidr, ...(except.length > 0 && { except }) } };
}
