import type { NetworkPolicyIngressRule, NetworkPolicyPeer } from 'kubernetes-types/networking/v1.js';

import type { Place } from '../../findings/diagnostic.ts';
import type { Objects } from '../../objects/index.ts';
import { METRICS_PORT_NAME } from '../../resolve/manager/parts.ts';
import { overwritePattern } from '../../resolve/overwrite-pattern.ts';
import type { Runner } from '../../resolve/runners.ts';
import { isAtLeast, LABELS_JOB_PODS } from '../../runner-release.ts';
import { type At, onObjects } from '../rule.ts';
import { admits, type Caller, holdsPods, type KnownLabels, NAMESPACE_NAME } from './admits.ts';

/** Jobs that would reach the manager's metrics port, which serves a profiler without a password. */
export const metricsOpenToJobs = onObjects((look) => {
  const { metadata, spec, manager, runners, jobNamespaces, objects, at, find } = look;
  const { enabled, metricsFrom = [], extraIngress = [] } = spec.networkPolicy;
  const { metricsPort: port } = manager;
  if (!enabled || port === undefined) return;
  const called = { namespace: metadata.namespace, port, portName: METRICS_PORT_NAME };
  const jobs: readonly (readonly [where: string, caller: Caller])[] = [
    ...jobNamespaces.flatMap(({ name, runners: users }) => {
      const namespace = namespaceLabels(name, objects);
      return users.map(
        (runner) =>
          [`jobs in the namespace "${name}"`, { pod: podLabels(runner, spec.version), namespace }] as const,
      );
    }),
    ...runners
      .filter(({ jobsIn }) => jobsIn === 'their own namespaces')
      .map(
        (runner) =>
          [
            `jobs of the runner "${runner.id}"`,
            { pod: podLabels(runner, spec.version), namespace: OWN_NAMESPACE },
          ] as const,
      ),
  ];
  for (const [place, rule] of rules(metricsFrom, extraIngress, at.below('spec', 'networkPolicy'))) {
    const open = jobs.find(([, caller]) => admits(rule, caller, called));
    if (open === undefined) continue;
    const block = rule.from?.find(({ ipBlock }) => ipBlock && holdsPods(ipBlock))?.ipBlock;
    find(
      'METRICS_OPEN_TO_JOBS',
      place,
      block === undefined
        ? `This lets ${open[0]} reach the metrics port, which serves a profiler without a password.`
        : `Clusters give pods addresses such as those in "${block.cidr}", so this lets ${open[0]} reach the metrics port, which serves a profiler without a password.`,
      block === undefined
        ? 'Choose the pods of Prometheus by their labels and their namespace.'
        : 'Choose the pods of Prometheus by their labels and their namespace, or name the addresses of its hosts alone.',
    );
  }
});

/** The rules by which something may reach the port, one for each peer, with their places. */
function rules(
  metricsFrom: readonly NetworkPolicyPeer[],
  extraIngress: readonly NetworkPolicyIngressRule[],
  at: At,
): (readonly [Place, NetworkPolicyIngressRule])[] {
  const alone = (place: Place, from: NetworkPolicyPeer[], rest: NetworkPolicyIngressRule = {}) =>
    [place, { ...rest, from }] as const;
  return [
    ...metricsFrom.map((peer, index) => alone(at('metricsFrom', index), [peer])),
    ...extraIngress.flatMap((rule, index) => {
      const { from = [] } = rule;
      return from.length === 0
        ? [alone(at('extraIngress', index), [], rule)]
        : from.map((peer, number) => alone(at('extraIngress', index, 'from', number), [peer], rule));
    }),
  ];
}

/** A namespace that the runner makes for one job. */
const OWN_NAMESPACE: KnownLabels = { labels: { [NAMESPACE_NAME]: undefined }, mayHaveMore: true };

function namespaceLabels(name: string, objects: Objects): KnownLabels {
  const rendered = objects.all.find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === name);
  return {
    labels: { ...(rendered?.metadata.labels as KnownLabels['labels']), [NAMESPACE_NAME]: name },
    mayHaveMore: rendered === undefined,
  };
}

/** Labels that the runner gives the pods of jobs, with values that depend on the job. */
const RUNNER_LABELS = [
  'job.runner.gitlab.com/pod',
  'manager.runner.gitlab.com/id-short',
  'manager.runner.gitlab.com/name',
  'project.runner.gitlab.com/id',
  'project.runner.gitlab.com/name',
  'project.runner.gitlab.com/namespace',
  'project.runner.gitlab.com/namespace-id',
  'project.runner.gitlab.com/root-namespace',
];

function podLabels({ section: { kubernetes } }: Runner, version: string): KnownLabels {
  const keys = isAtLeast(version, LABELS_JOB_PODS) ? RUNNER_LABELS : ['pod'];
  const { pod_labels: own = {}, pod_labels_overwrite_allowed: allowed } = kubernetes;
  const choice = allowed ? overwritePattern(allowed) : undefined;
  return {
    labels: {
      ...Object.fromEntries(
        Object.entries(own).map(([key, value]) => [key, value.includes('$') ? undefined : value]),
      ),
      ...Object.fromEntries(keys.map((key) => [key, undefined])),
    },
    mayHaveMore: false,
    ...(choice && { mayBeGiven: choice.admits }),
  };
}
