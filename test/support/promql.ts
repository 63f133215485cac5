/**
 * Metrics that the alerts and the dashboard may name, with their labels beside those of the target. Those of the
 * runner stand in its sources: commands/builds_helper.go, commands/multi.go, commands/internal/configfile/metrics.go,
 * network/api_requests_collector.go, helpers/prometheus, executors/kubernetes/autoscaler/metrics.go.
 */
export const knownMetrics: Readonly<Record<string, readonly string[]>> = {
  // Prometheus' own
  up: [],
  process_cpu_seconds_total: [],
  process_resident_memory_bytes: [],
  // the runner's
  gitlab_runner_api_request_duration_seconds_bucket: [
    'runner',
    'system_id',
    'endpoint',
    'status_class',
    'le',
  ],
  gitlab_runner_api_request_statuses_total: ['runner', 'system_id', 'endpoint', 'status', 'method'],
  gitlab_runner_concurrent: [],
  gitlab_runner_configuration_loaded_total: [],
  gitlab_runner_configuration_loading_error_total: [],
  gitlab_runner_errors_total: ['level'],
  gitlab_runner_failed_jobs_total: ['runner', 'failure_reason'],
  gitlab_runner_job_duration_seconds_bucket: ['runner', 'system_id', 'le'],
  gitlab_runner_job_queue_duration_seconds_bucket: ['runner', 'system_id', 'project_jobs_running', 'le'],
  gitlab_runner_jobs: ['runner', 'system_id', 'state', 'stage', 'executor_stage'],
  gitlab_runner_jobs_total: ['runner', 'system_id'],
  gitlab_runner_kubernetes_autoscaler_pause_pods_current: ['runner', 'runner_name', 'system_id'],
  gitlab_runner_kubernetes_autoscaler_pause_pods_desired: ['runner', 'runner_name', 'system_id'],
  gitlab_runner_worker_feed_failures_total: ['runner', 'runner_name', 'system_id'],
};

/** Labels that the Prometheus operator gives to every target. */
export const targetLabels: readonly string[] = [
  'namespace',
  'pod',
  'container',
  'job',
  'instance',
  'endpoint',
];

/** Functions and words of PromQL that are no metrics. */
const words = new Set([
  'absent',
  'and',
  'by',
  'histogram_quantile',
  'increase',
  'le',
  'max_over_time',
  'or',
  'rate',
  'sum',
  'time',
  'timestamp',
  'unless',
  'vector',
]);

/** The choice of labels behind a metric, whose texts may hold braces themselves. */
export const selectors: RegExp = /\{(?:[^{}"]|"[^"]*")*\}/g;

/** Returns the metrics that a PromQL expression names. */
export function metricsIn(expression: string): string[] {
  const bare = expression
    .replace(selectors, '')
    .replace(/\[[^\]]*\]|offset \w+/g, '')
    .replace(/by \([^)]*\)/g, '');
  return [...new Set(bare.match(/[a-z_][a-z0-9_]*/g) ?? [])].filter((word) => !words.has(word));
}

/** Returns the labels by which a PromQL expression chooses or groups series. */
export function labelsIn(expression: string): string[] {
  const chosen = [...expression.matchAll(/([a-z_]+)(?:=~|!~|!=|=)"/g)].map(([, label]) => label as string);
  const grouped = [...expression.matchAll(/by \(([^)]*)\)/g)].flatMap(([, labels = '']) =>
    labels.split(', '),
  );
  return [...new Set([...chosen, ...grouped])];
}
