import type { LabelSelector } from 'kubernetes-types/meta/v1.js';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1.js';

import { some } from './some.ts';

/** Returns what a policy lets in and out, one line for each rule. */
export function policyWords({ spec }: NetworkPolicy): readonly string[] {
  const incoming = (spec?.ingress ?? []).map(({ from, ports }) => rule('in', 'from', from, ports));
  const outgoing = (spec?.egress ?? []).map(({ to, ports }) => rule('out', 'to', to, ports));
  return [
    ...(incoming.length > 0 ? incoming : ['in: nothing']),
    ...(outgoing.length > 0 ? outgoing : ['out: nothing']),
  ];
}

function rule(
  direction: string,
  preposition: string,
  peers: readonly NetworkPolicyPeer[] | undefined,
  ports: readonly NetworkPolicyPort[] | undefined,
): string {
  const where = peers === undefined || peers.length === 0 ? 'anywhere' : some(peers.flatMap(peerWords), ', ');
  const which =
    ports === undefined || ports.length === 0 ? 'all ports' : `port ${some(ports.map(portWords), ', ')}`;
  return `${direction}: ${which} ${preposition} ${where}`;
}

function portWords({ port, endPort, protocol = 'TCP' }: NetworkPolicyPort): string {
  const range = `${port ?? 'any'}${endPort === undefined ? '' : `-${endPort}`}`;
  return protocol === 'TCP' ? range : `${range}/${protocol}`;
}

function peerWords({ ipBlock, namespaceSelector, podSelector }: NetworkPolicyPeer): readonly string[] {
  if (ipBlock !== undefined) {
    const { cidr, except = [] } = ipBlock;
    const isAll = cidr === '0.0.0.0/0' || cidr === '::/0';
    const name = isAll ? `every IPv${cidr === '::/0' ? 6 : 4} address` : cidr;
    return [except.length === 0 ? name : `${name} but ${some(except, ' ')}`];
  }
  const pods = podSelector === undefined ? 'pods' : selected('pods', podSelector);
  const namespaces =
    namespaceSelector === undefined ? 'its namespace' : selected('namespaces', namespaceSelector);
  return [`${pods} in ${namespaces}`];
}

function selected(what: string, { matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const terms = [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values }) => [key, operator, ...(values ?? [])].join(' ')),
  ];
  return terms.length === 0 ? `all ${what}` : `${what} with ${some(terms, ', ')}`;
}
