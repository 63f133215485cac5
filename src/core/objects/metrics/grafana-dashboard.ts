import { keepsPausePods } from '../../config-toml/sections.ts';
import { contentHash } from '../../data/hash.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { managerMatchers } from './manager-matchers.ts';

/** A dashboard as Grafana imports it. */
export type Dashboard = Readonly<Record<string, unknown>>;

interface Panel {
  readonly title: string;
  /** `stat` shows the last value, `timeseries` its course. */
  readonly type: 'stat' | 'timeseries';
  /** Unit in Grafana's words. */
  readonly unit: string;
  /** PromQL expressions by the legend of their series. */
  readonly series: Readonly<Record<string, string>>;
}

/** Grafana lays panels out on a grid of 24 columns. */
const COLUMNS = 24;
const SIZES = { stat: { w: 6, h: 4 }, timeseries: { w: 12, h: 8 } };
const datasource = { type: 'prometheus', uid: '$datasource' };

/** Returns the Grafana dashboard of the manager. */
export function grafanaDashboard(resolved: Resolved): Dashboard {
  const { name, namespace } = resolved.metadata;
  return {
    // Grafana identifies dashboards by it.
    uid: `gitlab-runner-${contentHash(`${namespace}/${name}`)}`,
    title: `GitLab Runner ${namespace}/${name}`,
    tags: ['gitlab-runner'],
    schemaVersion: 39,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    templating: {
      list: [{ name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus' }],
    },
    panels: layOut(panels(resolved)),
  };
}

function panels(resolved: Resolved): Panel[] {
  const manager = managerMatchers(resolved.metadata);
  const rate = (metric: string, labels: string, more = ''): string =>
    `sum by (${labels}) (rate(${metric}{${manager}${more}}[$__rate_interval]))`;
  const quantiles = (metric: string): Record<string, string> =>
    Object.fromEntries(
      ['0.5', '0.9', '0.99'].map((share) => [
        `${Number(share) * 100} %`,
        `histogram_quantile(${share}, ${rate(`${metric}_bucket`, 'le')})`,
      ]),
    );
  const pausePods = 'gitlab_runner_kubernetes_autoscaler_pause_pods';
  return [
    stat('Managers', `sum(up{${manager}})`),
    stat('Running jobs', `sum(gitlab_runner_jobs{${manager}})`),
    stat('Most jobs at once', `sum(gitlab_runner_concurrent{${manager}})`),
    stat('Failed by the system, last hour', systemFailures(manager)),
    graph('Running jobs', 'short', {
      '{{state}}': `sum by (state) (gitlab_runner_jobs{${manager},state!="idle"})`,
      'most at once': `sum(gitlab_runner_concurrent{${manager}})`,
    }),
    graph('Started jobs', 'ops', { '{{runner}}': rate('gitlab_runner_jobs_total', 'runner') }),
    graph('Time in the queue', 's', quantiles('gitlab_runner_job_queue_duration_seconds')),
    graph('Duration of jobs', 's', quantiles('gitlab_runner_job_duration_seconds')),
    graph('Failed jobs', 'ops', {
      '{{failure_reason}}': rate('gitlab_runner_failed_jobs_total', 'failure_reason'),
    }),
    graph('Requests to GitLab', 'reqps', {
      '{{endpoint}} {{status}}': rate('gitlab_runner_api_request_statuses_total', 'endpoint, status'),
    }),
    graph('Duration of requests to GitLab', 's', quantiles('gitlab_runner_api_request_duration_seconds')),
    graph('Warnings and errors in the log', 'ops', {
      '{{level}}': rate('gitlab_runner_errors_total', 'level'),
    }),
    graph('Memory of the managers', 'bytes', { '{{pod}}': `process_resident_memory_bytes{${manager}}` }),
    graph('CPU of the managers', 'short', { '{{pod}}': rate('process_cpu_seconds_total', 'pod') }),
    ...(resolved.runners.some(({ section }) => keepsPausePods(section))
      ? [
          graph('Pause pods', 'short', {
            'there are': `sum(${pausePods}_current{${manager}})`,
            wanted: `sum(${pausePods}_desired{${manager}})`,
          }),
        ]
      : []),
  ];
}

function systemFailures(manager: string): string {
  const failures = `gitlab_runner_failed_jobs_total{${manager},failure_reason="runner_system_failure"}`;
  return `sum(increase(${failures}[1h])) or vector(0)`;
}

function stat(title: string, expr: string): Panel {
  return { title, type: 'stat', unit: 'short', series: { '': expr } };
}

function graph(title: string, unit: string, series: Panel['series']): Panel {
  return { title, type: 'timeseries', unit, series };
}

/** Panels fill rows from left to right; those of one type are of one size. */
function layOut(all: readonly Panel[]): object[] {
  let [x, y] = [0, 0];
  return all.map(({ title, type, unit, series }, index) => {
    const { w, h } = SIZES[type];
    const gridPos = { x, y, w, h };
    x = (x + w) % COLUMNS;
    if (x === 0) y += h;
    return {
      id: index + 1,
      title,
      type,
      datasource,
      gridPos,
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      targets: Object.entries(series).map(([legendFormat, expr], target) => ({
        refId: String.fromCharCode(65 + target),
        datasource,
        expr,
        legendFormat,
      })),
    };
  });
}
