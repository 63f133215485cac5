import type { NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1.js';
import type { Path } from '../../data/path.ts';
import { isPartOf } from '../../formats/ip.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { onDocument } from '../rule.ts';

type Policy = Partial<Resolved['spec']['networkPolicy']>;
type Lists<T> = (readonly [keys: Path, list: readonly T[] | undefined])[];

/** Peers and ports that the API server refuses. */
export const refusedByApiServer = onDocument(({ spec: { networkPolicy, jobs }, at, find }) => {
  const policies = [
    [networkPolicy, at.below('spec', 'networkPolicy')],
    [jobs.networkPolicy, at.below('spec', 'jobs', 'networkPolicy')],
  ] as const;
  for (const [policy, atPolicy] of policies) {
    if (!policy.enabled) continue;
    for (const [keys, list = []] of peerLists(policy)) {
      list.forEach(({ ipBlock, podSelector, namespaceSelector }, index) => {
        if (ipBlock === undefined) return;
        if ((podSelector ?? namespaceSelector) !== undefined) {
          find(
            'CONTRADICTION',
            atPolicy(...keys, index),
            'A peer is either an address range or a choice of pods, not both.',
            'Make two peers of it.',
          );
        }
        ipBlock.except?.forEach((except, number) => {
          if (isPartOf(except, ipBlock.cidr)) return;
          find(
            'CONTRADICTION',
            atPolicy(...keys, index, 'ipBlock', 'except', number),
            `"${except}" is not a part of "${ipBlock.cidr}"; an exception must be narrower than its block.`,
            'Remove it, or write the part of `cidr` that is meant.',
          );
        });
      });
    }
    for (const [keys, list = []] of portLists(policy)) {
      list.forEach(({ port, endPort }, index) => {
        if (endPort === undefined || (typeof port === 'number' && port <= endPort)) return;
        find(
          'CONTRADICTION',
          atPolicy(...keys, index, 'endPort'),
          'A range of ports begins with a number in `port`, which is not above `endPort`.',
          port === undefined || typeof port === 'string'
            ? 'Write the first port of the range as `port`, or remove `endPort`.'
            : 'Exchange the two.',
        );
      });
    }
  }
});

/** The lists of peers in a policy, with the keys that lead to them. */
function peerLists(policy: Policy): Lists<NetworkPolicyPeer> {
  const { extraIngress = [], extraEgress = [] } = policy;
  return [
    ...DESTINATIONS.map((key) => [[key, 'peers'], policy[key]?.peers] as const),
    ...(['metricsFrom', 'sessionFrom'] as const).map((key) => [[key], policy[key]] as const),
    ...extraIngress.map(({ from }, index) => [['extraIngress', index, 'from'], from] as const),
    ...extraEgress.map(({ to }, index) => [['extraEgress', index, 'to'], to] as const),
  ];
}

/** The lists of ports in a policy. */
function portLists(policy: Policy): Lists<NetworkPolicyPort> {
  return [
    ...DESTINATIONS.map((key) => [[key, 'ports'], policy[key]?.ports] as const),
    ...(['extraIngress', 'extraEgress'] as const).flatMap((key) =>
      (policy[key] ?? []).map(({ ports }, index) => [[key, index, 'ports'], ports] as const),
    ),
  ];
}

const DESTINATIONS = ['dns', 'apiServer', 'gitlab', 'cache'] as const;

/** Denied address ranges that the API server does not accept as an exception. */
export const deniedCidrs = onDocument(({ spec, at, find }) => {
  const { enabled, deniedCidrs } = spec.jobs.networkPolicy;
  if (!enabled) return;
  deniedCidrs.forEach((cidr, index) => {
    if (!cidr.endsWith('/0')) return;
    find(
      'CONTRADICTION',
      at('spec', 'jobs', 'networkPolicy', 'deniedCidrs', index),
      `"${cidr}" covers every address; a denied range must be narrower.`,
      'Deny its two halves, such as 0.0.0.0/1 and 128.0.0.0/1.',
    );
  });
});
