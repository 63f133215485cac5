import type { LabelSelector } from 'kubernetes-types/meta/v1.js';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1.js';
import type { Path } from '../../data/path.ts';
import type { JobNamespace } from '../../resolve/job-namespaces.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { onDocument, onResolved } from '../rule.ts';

/** Peers that the API server refuses. */
export const peers = onDocument(({ spec: { networkPolicy, jobs }, at, find }) => {
  const policies = [
    [networkPolicy, at.below('spec', 'networkPolicy')],
    [jobs.networkPolicy, at.below('spec', 'jobs', 'networkPolicy')],
  ] as const;
  for (const [policy, atPolicy] of policies) {
    if (!policy.enabled) continue;
    for (const [keys, list = []] of peerLists(policy)) {
      list.forEach(({ ipBlock, podSelector, namespaceSelector }, index) => {
        if (ipBlock === undefined || (podSelector ?? namespaceSelector) === undefined) return;
        find(
          'CONTRADICTION',
          atPolicy(...keys, index),
          'A peer is either an address range or a choice of pods, not both.',
          'Make two peers of it.',
        );
      });
    }
  }
});

/** The lists of peers in a policy, with the keys that lead to them. */
function peerLists(
  policy: Partial<Resolved['spec']['networkPolicy']>,
): (readonly [Path, readonly NetworkPolicyPeer[] | undefined])[] {
  const { extraIngress = [], extraEgress = [] } = policy;
  return [
    ...(['dns', 'apiServer', 'gitlab', 'cache'] as const).map(
      (key) => [[key, 'peers'], policy[key]?.peers] as const,
    ),
    ...(['metricsFrom', 'sessionFrom'] as const).map((key) => [[key], policy[key]] as const),
    ...extraIngress.map(({ from }, index) => [['extraIngress', index, 'from'], from] as const),
    ...extraEgress.map(({ to }, index) => [['extraEgress', index, 'to'], to] as const),
  ];
}

/** Denied address ranges that the API server takes for no exception. */
export const deniedCidrs = onDocument(({ spec, at, find }) => {
  const { enabled, deniedCidrs } = spec.jobs.networkPolicy;
  if (!enabled) return;
  deniedCidrs.forEach((cidr, index) => {
    if (!cidr.endsWith('/0')) return;
    find(
      'CONTRADICTION',
      at('spec', 'jobs', 'networkPolicy', 'deniedCidrs', index),
      `An exception has to be smaller than what it is taken from, and "${cidr}" is all of it.`,
      'Deny its two halves, such as 0.0.0.0/1 and 128.0.0.0/1.',
    );
  });
});

/** Jobs that would reach the manager's metrics port, which serves a profiler without a password. */
export const metricsOpenToJobs = onResolved(({ spec, manager, jobNamespaces, at, find }) => {
  const { enabled, metricsFrom = [] } = spec.networkPolicy;
  if (!enabled || manager.metricsPort === undefined) return;
  metricsFrom.forEach((peer, index) => {
    const open = jobNamespaces.find((namespace) => admitsJobs(peer, namespace));
    if (open === undefined) return;
    find(
      'METRICS_OPEN_TO_JOBS',
      at('spec', 'networkPolicy', 'metricsFrom', index),
      `This peer lets jobs in the namespace "${open.name}" reach the metrics port, which serves a profiler without a password.`,
      'Choose the pods of Prometheus by their labels and their namespace.',
    );
  });
});

function admitsJobs(
  { ipBlock, podSelector, namespaceSelector }: NetworkPolicyPeer,
  jobs: JobNamespace,
): boolean {
  if (ipBlock) return ipBlock.cidr.endsWith('/0') && (ipBlock.except ?? []).length === 0;
  const isNamespace = namespaceSelector ? selectsNamespace(namespaceSelector, jobs) : jobs.isManagers;
  return isNamespace && choosesAll(podSelector);
}

/** Jobs have labels that nobody knows beforehand: only a choice by labels can leave them out. */
function choosesAll({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

/** Whether a selector is sure to choose a job namespace: by its name, or by labels that we give it. */
function selectsNamespace(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  { name, options }: JobNamespace,
): boolean {
  const labels: Readonly<Record<string, string>> = {
    ...options.labels,
    'kubernetes.io/metadata.name': name,
  };
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      const isSet = value !== undefined;
      const isListed = isSet && values.includes(value);
      const holds = { In: isListed, NotIn: !isListed, Exists: isSet, DoesNotExist: !isSet };
      return holds[operator as keyof typeof holds];
    })
  );
}
