import type { Resolved } from '../../resolve/resolved.ts';
import { managerMatchers } from './manager-matchers.ts';

/** One alert, without what the document adds to all of them. */
export interface Alert {
  readonly alert: string;
  readonly expr: string;
  /** How long the expression has to hold, as Prometheus writes it. */
  readonly for: string;
  /** What distinguishes it from the same alert on another manager or runner; its series may have their own labels. */
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
}

const WEEK = 7 * 24 * 60 * 60;

/**
 * Returns the alerts on the manager. The runner counts no errors of the Kubernetes API: it fails the job instead,
 * with a system failure. Of its tokens, it reports only GitLab's refusal.
 */
export function alerts(resolved: Resolved): Alert[] {
  const { name, namespace } = resolved.metadata;
  const labels = { namespace, manager: name };
  return [
    ...ofManager(resolved).map((alert) => ({ ...alert, labels })),
    ...expiries(resolved).map((alert) => ({ ...alert, labels: { ...labels, ...alert.labels } })),
  ];
}

function ofManager(resolved: Resolved): Omit<Alert, 'labels'>[] {
  const { name, namespace } = resolved.metadata;
  const whole = `${namespace}/${name}`;
  const { maxQueueSeconds } = resolved.spec.metrics.prometheusRule;
  const manager = managerMatchers(resolved.metadata);
  const requests = 'gitlab_runner_api_request_statuses_total';
  const refused = `${requests}{${manager},endpoint="request_job",status=~"401|403"}`;
  const config = 'gitlab_runner_configuration';
  const ofPods = `{${manager}}`;
  const failed = `sum by (pod) (${config}_loading_error_total${ofPods})`;
  return [
    {
      alert: 'GitLabRunnerDown',
      expr: `absent(up{${manager}} == 1)`,
      for: '5m',
      summary: `No manager of ${whole} answers.`,
      description: 'Jobs wait in GitLab until a manager is there. Look at the pods of the Deployment.',
    },
    {
      alert: 'GitLabRunnerConfigNotLoaded',
      // A file counts once, however long it stays: what is compared is when one failed and when one was read.
      expr: `${last(`${config}_loading_error_total${ofPods}`)} > (${last(`${config}_loaded_total${ofPods}`)} or ${failed} * 0) and ${failed} > 0`,
      for: '0m',
      summary: '{{ $labels.pod }} could not load config.toml.',
      description:
        'The manager keeps the settings it had, and ends with an error once it restarts. Its log names the line.',
    },
    {
      alert: 'GitLabRunnerTokenRefused',
      // After three refusals the manager asks again in an hour. The counter begins with the first refusal: no rise is
      // seen.
      expr: `sum by (runner) (increase(${refused}[2h]) > 0 and ${refused} or ${refused} unless ${refused} offset 2h) unless sum by (runner) (increase(${requests}{${manager},endpoint="request_job",status=~"2.."}[10m])) > 0`,
      for: '0m',
      summary: `GitLab refuses the token of runner {{ $labels.runner }} of ${whole}.`,
      description:
        'The token has expired or was reset, or the runner was deleted. Put a new token into the Secret and restart the manager.',
    },
    {
      alert: 'GitLabRunnerPaused',
      expr: `sum by (runner) (increase(gitlab_runner_worker_feed_failures_total{${manager}}[10m])) > 0`,
      for: '5m',
      summary: `Runner {{ $labels.runner }} of ${whole} asks for no jobs.`,
      description:
        'Its requests to GitLab failed several times in a row, so the manager lets it pause for its unhealthy_interval.',
    },
    {
      alert: 'GitLabRunnerApiErrors',
      // -1 is a request without an answer.
      expr: `sum(rate(${requests}{${manager},status=~"5..|-1"}[10m])) / sum(rate(${requests}{${manager}}[10m])) > 0.1`,
      for: '15m',
      summary: `GitLab answers {{ $value | humanizePercentage }} of the requests of ${whole} with an error, or not at all.`,
      description: 'Jobs start late, and their logs and results may be lost.',
    },
    {
      alert: 'GitLabRunnerSystemFailures',
      expr: `sum(increase(gitlab_runner_failed_jobs_total{${manager},failure_reason="runner_system_failure"}[30m])) / sum(increase(gitlab_runner_jobs_total{${manager}}[30m])) > 0.1`,
      for: '15m',
      summary: `{{ $value | humanizePercentage }} of the jobs of ${whole} fail because of the system they run on.`,
      description:
        'The Kubernetes API refuses the pod or is not there, or no node has room for it. The log of the job says which.',
    },
    {
      alert: 'GitLabRunnerQueueTooLong',
      expr: `histogram_quantile(0.9, sum by (le) (rate(gitlab_runner_job_queue_duration_seconds_bucket{${manager}}[15m]))) > ${maxQueueSeconds}`,
      for: '15m',
      summary: `One job in ten of ${whole} waits for {{ $value | humanizeDuration }} and more.`,
      description:
        'The managers run as many jobs as they may, or pods wait for nodes. Raise `concurrent`, or add managers or nodes.',
    },
  ];
}

/** When a counter of a manager rose last, within a day. */
function last(counter: string): string {
  return `max_over_time(timestamp(sum by (pod) (increase(${counter}[5m])) > 0)[1d:1m])`;
}

/** A token expires without a trace in the metrics, so its alert needs the date from the document. */
function expiries({ metadata: { name, namespace }, runners }: Resolved): Alert[] {
  return runners
    .filter(({ tokenExpiry }) => tokenExpiry !== undefined)
    .map(({ id, tokenExpiry }) => ({
      alert: 'GitLabRunnerTokenExpires',
      expr: `vector(${tokenExpiry}) - time() < ${WEEK}`,
      for: '0m',
      labels: { runner: id },
      summary: `The token of runner ${id} of ${namespace}/${name} expires in {{ $value | humanizeDuration }}.`,
      description: 'Reset the token in GitLab, put it into the Secret and restart the manager.',
    }));
}
