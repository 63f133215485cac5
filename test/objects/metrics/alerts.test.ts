import { describe, expect, it } from 'vitest';
import { knownMetrics, labelsIn, metricsIn, selectors, targetLabels } from '../../support/promql.ts';
import { objectsWith, only } from '../../support/rendered.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: { readonly summary: string; readonly description: string };
}

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly {
    readonly refId: string;
    readonly expr: string;
    readonly legendFormat: string;
  }[];
}

const on = { enabled: true };
const expiring = {
  token_expires_at: '2027-01-31T13:30:00.5+01:30',
  feature_flags: { FF_DISABLE_AUTOMATIC_TOKEN_ROTATION: true },
  kubernetes: { autoscaler: { policy: [{ idle_count: 1 }] } },
};

function rules(options: object = {}, runner: object = {}): Rule[] {
  const objects = objectsWith({ metrics: { prometheusRule: { ...on, ...options } } }, runner);
  const { groups } = only(objects, 'PrometheusRule').spec;
  return groups.flatMap((group: { rules: Rule[] }) => group.rules);
}

function dashboard(runner: object = {}) {
  const objects = objectsWith({ metrics: { dashboard: on } }, runner);
  const found = objects.find(({ metadata }) => metadata.name === 'gitlab-runner-dashboard');
  return JSON.parse(found?.data['gitlab-runner.json']);
}

const panelsOf = (runner: object = {}): Panel[] => dashboard(runner).panels;
const expressions = [
  ...rules({}, expiring).map(({ alert, expr }) => [alert, expr] as const),
  ...panelsOf(expiring).flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
];

describe.each(expressions)('%s', (_name, expression) => {
  it('names metrics that exist, by labels that they have', () => {
    const metrics = metricsIn(expression);
    expect(metrics.filter((name) => knownMetrics[name] === undefined)).toEqual([]);
    const labels = [...targetLabels, ...metrics.flatMap((name) => knownMetrics[name] ?? [])];
    expect(labelsIn(expression).filter((label) => !labels.includes(label))).toEqual([]);
  });

  it('looks at this manager alone', () => {
    const found = expression.match(selectors) ?? [];
    expect(found).toHaveLength(expression.match(/\b(up|process_\w+|gitlab_runner_\w+)\{/g)?.length ?? 0);
    for (const selector of found) expect(selector).toContain('namespace="ci",pod=~"gitlab-runner-');
  });

  it('closes what it opens', () => {
    for (const [open, close] of ['()', '{}', '[]']) {
      expect(expression.split(open as string).length).toBe(expression.split(close as string).length);
    }
  });
});

describe('the pattern for the pods of the manager', () => {
  const [, pattern = ''] = /pod=~"([^"]*)"/.exec(rules()[0]?.expr ?? '') ?? [];
  const isManager = (pod: string): boolean => new RegExp(`^(?:${pattern})$`).test(pod);

  it('knows the pods of a Deployment', () => {
    expect(isManager('gitlab-runner-7c9d8f6b5d-x2x7k')).toBe(true);
  });

  it.each([
    'gitlab-runner-arm-7c9d8f6b5d-x2x7k',
    'runner-abcdef-project-1-concurrent-0-x2x7k',
    'blue-gitlab-runner-7c9d8f6b5d-x2x7k',
  ])('leaves %s out', (pod) => {
    expect(isManager(pod)).toBe(false);
  });
});

describe('alerts', () => {
  it('are there for what stops jobs', () => {
    expect(rules().map(({ alert }) => alert)).toEqual([
      'GitLabRunnerDown',
      'GitLabRunnerConfigNotLoaded',
      'GitLabRunnerTokenRefused',
      'GitLabRunnerPaused',
      'GitLabRunnerApiErrors',
      'GitLabRunnerSystemFailures',
      'GitLabRunnerQueueTooLong',
    ]);
  });

  it('have the labels of the document', () => {
    const labels = { severity: 'page', team: 'platform' };
    for (const rule of rules({ severity: 'page', alertLabels: { team: 'platform' } })) {
      expect(rule.labels).toEqual(labels);
    }
    expect(rules()[0]?.labels).toEqual({ severity: 'warning' });
  });

  it('wait for the queue as long as the document says', () => {
    const queue = rules({ maxQueueSeconds: 42 }).find(({ alert }) => alert === 'GitLabRunnerQueueTooLong');
    expect(queue?.expr).toMatch(/> 42$/);
  });

  it('tells of no token that expires before 1970, which is how Go writes no time', () => {
    const never = { ...expiring, token_expires_at: '0001-01-01T00:00:00Z' };
    expect(rules({}, never).map(({ alert }) => alert)).not.toContain('GitLabRunnerTokenExpires');
  });

  it('tell of a token that expires where the document knows the date', () => {
    const token = rules({}, expiring).find(({ alert }) => alert === 'GitLabRunnerTokenExpires');
    expect(token?.expr).toBe(`vector(${Date.UTC(2027, 0, 31, 12) / 1000}) - time() < ${7 * 24 * 3600}`);
    expect(token?.annotations.summary).toContain('runner default');
  });

  it('never take a name from the document for a template', () => {
    const text = rules({}, { ...expiring, name: '{{ .Secret }}' }).map(({ annotations }) => annotations);
    expect(JSON.stringify(text)).not.toContain('Secret }}');
  });
});

describe('the dashboard', () => {
  it('lays its panels out without gaps or overlaps', () => {
    const cells = panelsOf(expiring).flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { gridPos } of panelsOf(expiring)) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });

  it('gives panels and their series ids of their own', () => {
    const panels = panelsOf(expiring);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { targets } of panels) {
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    }
  });

  it('shows pause pods only where there are any', () => {
    expect(panelsOf(expiring).map(({ title }) => title)).toContain('Pause pods');
    expect(panelsOf().map(({ title }) => title)).not.toContain('Pause pods');
  });

  it('has an id of its own for each manager, as long as Grafana takes', () => {
    const { uid } = dashboard();
    expect(uid).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
    const other = objectsWith({ metrics: { dashboard: on } });
    expect(JSON.stringify(other)).toContain(uid);
  });
});

describe('monitors', () => {
  it('find the Service of the metrics port and not that of the session server', () => {
    const objects = objectsWith({
      metrics: { service: on, serviceMonitor: on },
      sessionServer: { ...on, service: { type: 'ClusterIP' } },
    });
    const { matchLabels } = only(objects, 'ServiceMonitor').spec.selector;
    const found = objects.filter(
      ({ kind, metadata }) =>
        kind === 'Service' &&
        Object.entries(matchLabels).every(([key, value]) => metadata.labels?.[key] === value),
    );
    expect(found.map(({ metadata }) => metadata.name)).toEqual(['gitlab-runner-metrics']);
  });

  it('look into the namespace of the manager from wherever they stand', () => {
    const objects = objectsWith({ metrics: { podMonitor: { ...on, namespace: 'monitoring' } } });
    expect(only(objects, 'PodMonitor')).toMatchObject({
      metadata: { namespace: 'monitoring' },
      spec: { namespaceSelector: { matchNames: ['ci'] }, podMetricsEndpoints: [{ port: 'metrics' }] },
    });
  });

  it('select by labels that never change', () => {
    const objects = objectsWith({ version: '19.2.0', metrics: { podMonitor: on } });
    expect(only(objects, 'PodMonitor').spec.selector).toEqual({
      matchLabels: {
        'app.kubernetes.io/instance': 'gitlab-runner',
        'app.kubernetes.io/name': 'gitlab-runner',
      },
    });
  });

  it('keep their Service whatever labels the document has', () => {
    const objects = objectsWith({
      metrics: {
        service: { ...on, labels: { 'app.kubernetes.io/component': 'ci' } },
        serviceMonitor: on,
      },
    });
    expect(only(objects, 'Service').metadata.labels?.['app.kubernetes.io/component']).toBe('metrics');
  });
});
