import type {
  NetworkPolicyEgressRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from 'kubernetes-types/networking/v1.js';

import type { CheckedNetworkDestination } from '../generated/checked-types.ts';

/** The cluster's DNS, as kubeadm and the clouds label it. */
const kubeDns: NetworkPolicyPeer = {
  namespaceSelector: {},
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};

/** Returns a TCP port as a NetworkPolicy names it. */
export function tcp(port: number): NetworkPolicyPort {
  return { protocol: 'TCP', port };
}

/** Returns the rule that lets traffic out to a destination: to every address where it names no peers. */
export function destination(
  { peers, ports }: CheckedNetworkDestination,
  usualPorts: readonly number[],
): NetworkPolicyEgressRule {
  return { ...(peers && { to: peers }), ports: ports ?? usualPorts.map(tcp) };
}

/** Returns the rule that lets name resolution out. */
export function dnsDestination({ peers, ports }: CheckedNetworkDestination): NetworkPolicyEgressRule {
  return { to: peers ?? [kubeDns], ports: ports ?? [{ protocol: 'UDP', port: 53 }, tcp(53)] };
}
