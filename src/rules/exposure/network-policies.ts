import type { LabelSelector } from 'kubernetes-types/meta/v1.js';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1.js';
import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type { JobNamespace } from '../../resolve/job-namespaces.ts';
import { metricsPort } from '../../resolve/manager-pod.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** Peers that the API server refuses, and jobs that would reach the manager's metrics port. */
export function checkNetworkPolicies(resolved: Resolved, report: Report): void {
  const { networkPolicy, jobs } = resolved.spec;
  const path = ['spec', 'networkPolicy'];
  if (networkPolicy.enabled) {
    for (const key of ['dns', 'apiServer', 'gitlab', 'cache'] as const) {
      checkPeers(networkPolicy[key].peers, [...path, key, 'peers'], report);
    }
    checkPeers(networkPolicy.metricsFrom, [...path, 'metricsFrom'], report);
    checkPeers(networkPolicy.sessionFrom, [...path, 'sessionFrom'], report);
    checkRules(networkPolicy, path, report);
    checkMetricsFrom(resolved, report);
  }
  if (jobs.networkPolicy.enabled) {
    const jobPath = ['spec', 'jobs', 'networkPolicy'];
    checkPeers(jobs.networkPolicy.dns.peers, [...jobPath, 'dns', 'peers'], report);
    checkRules(jobs.networkPolicy, jobPath, report);
    jobs.networkPolicy.deniedCidrs.forEach((cidr, index) => {
      if (!cidr.endsWith('/0')) return;
      report({
        code: 'CONTRADICTION',
        severity: 'error',
        message: `An exception has to be smaller than what it is taken from, and "${cidr}" is all of it.`,
        path: [...jobPath, 'deniedCidrs', index],
        help: 'Deny its two halves, such as 0.0.0.0/1 and 128.0.0.0/1.',
      });
    });
  }
}

interface ExtraRules {
  readonly extraIngress?: readonly { readonly from?: readonly NetworkPolicyPeer[] }[];
  readonly extraEgress?: readonly { readonly to?: readonly NetworkPolicyPeer[] }[];
}

function checkRules({ extraIngress = [], extraEgress = [] }: ExtraRules, path: Path, report: Report): void {
  extraIngress.forEach(({ from }, index) => {
    checkPeers(from, [...path, 'extraIngress', index, 'from'], report);
  });
  extraEgress.forEach(({ to }, index) => {
    checkPeers(to, [...path, 'extraEgress', index, 'to'], report);
  });
}

function checkPeers(peers: readonly NetworkPolicyPeer[] = [], path: Path, report: Report): void {
  peers.forEach(({ ipBlock, podSelector, namespaceSelector }, index) => {
    if (ipBlock === undefined || (podSelector === undefined && namespaceSelector === undefined)) return;
    report({
      code: 'CONTRADICTION',
      severity: 'error',
      message: 'A peer is either an address range or a choice of pods, not both.',
      path: [...path, index],
      help: 'Make two peers of it.',
    });
  });
}

/** The metrics port serves a profiler without a password. */
function checkMetricsFrom({ document, spec, jobNamespaces }: Resolved, report: Report): void {
  const { metricsFrom = [] } = spec.networkPolicy;
  if (metricsFrom.length === 0 || metricsPort(document) === undefined) return;
  metricsFrom.forEach((peer, index) => {
    const open = jobNamespaces.find((namespace) => admitsJobs(peer, namespace));
    if (open === undefined) return;
    report({
      code: 'METRICS_OPEN_TO_JOBS',
      severity: 'error',
      message: `This peer lets jobs in the namespace "${open.name}" reach the metrics port, which serves a profiler without a password.`,
      path: ['spec', 'networkPolicy', 'metricsFrom', index],
      help: 'Choose the pods of Prometheus by their labels and their namespace.',
    });
  });
}

function admitsJobs(
  { ipBlock, podSelector, namespaceSelector }: NetworkPolicyPeer,
  jobs: JobNamespace,
): boolean {
  if (ipBlock) return ipBlock.cidr.endsWith('/0') && (ipBlock.except ?? []).length === 0;
  const isNamespace = namespaceSelector ? selectsNamespace(namespaceSelector, jobs) : jobs.isManagers;
  return isNamespace && choosesAll(podSelector);
}

/** Jobs have labels that nobody knows beforehand: only a choice by labels can leave them out. */
function choosesAll(selector: LabelSelector = {}): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector;
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
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}
