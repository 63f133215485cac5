import { isMapping } from '../../../core/data/is-mapping.ts';
import type { Chart, Found } from '../chart.ts';

/** Replicas, resources, hooks, and what else of the manager's pod is another way in the chart. */
export function* manager(chart: Chart): Iterable<Found> {
  const { fullname, release } = chart.facts;
  const replicas = chart.own('replicas');
  if (replicas !== undefined) {
    if (chart.own('hpa') === undefined) yield chart.setting('spec.manager.replicas', replicas, 'replicas');
    else
      yield chart.remark(
        'dead',
        'replicas',
        'The chart ignores it if `hpa` is set, and so does the document.',
      );
  }
  yield* resources(chart);
  yield* autoscaling(chart);
  if (chart.get('unregisterRunners') === true && chart.own('deploymentLifecycle') === undefined) {
    yield chart.remark(
      'changed',
      'unregisterRunners',
      "When the chart's manager stopped, it unregistered the runner. The new manager finishes its jobs and stops; GitLab removes it as stale later.",
    );
  }
  if (chart.own('preEntrypointScript') !== undefined) {
    yield chart.remark(
      'decide',
      'preEntrypointScript',
      'The manager starts without a shell. Do what the script does in a container in spec.manager.initContainers, or set spec.manager.command.',
    );
  }
  yield chart.remark(
    'changed',
    ['securityContext'],
    'The pod is hardened: it has a read-only root filesystem, with volumes for the home directory and /tmp, and the seccomp profile RuntimeDefault. It requests 100m CPU and 128Mi memory unless you set `resources`, and managers are spread over nodes.',
  );
  if (chart.options.keepLabels === true) {
    for (const [label, value] of Object.entries({ app: fullname, release: release.name, heritage: 'Helm' }))
      yield chart.setting(['spec', 'manager', 'podLabels', label], value);
  }
}

function* resources(chart: Chart): Iterable<Found> {
  const own = chart.own('resources');
  const { limits, requests } = isMapping(own) ? own : {};
  yield limits === undefined
    ? chart.setting('spec.manager.resources.limits', {})
    : chart.setting('spec.manager.resources.limits', limits, ['resources', 'limits']);
  if (requests !== undefined) {
    yield chart.setting('spec.manager.resources.requests', requests, ['resources', 'requests']);
  } else if (limits !== undefined) {
    // Kubernetes uses the limits as requests where there are none.
    yield chart.setting('spec.manager.resources.requests', {});
  }
}

function* autoscaling(chart: Chart): Iterable<Found> {
  if (!isMapping(chart.own('hpa'))) return;
  yield chart.setting('spec.autoscaling.enabled', true, 'hpa');
  const metrics = chart.own('hpa.metrics');
  const list = Array.isArray(metrics) ? metrics : CPU;
  const now = list.map(asVersion2);
  yield chart.setting('spec.autoscaling.metrics', now, Array.isArray(metrics) ? 'hpa.metrics' : undefined);
  if (now.some((metric, index) => metric !== list[index])) {
    yield chart.remark(
      'changed',
      'hpa.metrics',
      'The metrics are converted from autoscaling/v2beta1, which Kubernetes 1.25 removed, to autoscaling/v2.',
    );
  }
}

/** What Kubernetes scales on where nothing is said. */
const CPU = [
  { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
];

/** A metric in the form of autoscaling/v2; the same one where it is that. */
function asVersion2(metric: unknown): unknown {
  if (!isMapping(metric)) return metric;
  const { type, pods, resource } = metric;
  if (isMapping(pods) && typeof pods.metricName === 'string') {
    const { metricName: name, targetAverageValue, selector } = pods;
    return {
      type,
      pods: {
        metric: { name, ...(selector !== undefined && { selector }) },
        target: { type: 'AverageValue', averageValue: String(targetAverageValue) },
      },
    };
  }
  if (isMapping(resource) && resource.target === undefined) {
    const { name, targetAverageUtilization, targetAverageValue } = resource;
    const target =
      targetAverageUtilization === undefined
        ? { type: 'AverageValue', averageValue: String(targetAverageValue) }
        : { type: 'Utilization', averageUtilization: targetAverageUtilization };
    return { type, resource: { name, target } };
  }
  return metric;
}
