import { objectsWith, only } from './rendered.ts';

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

interface Dashboard {
  readonly uid: string;
  readonly panels: readonly Panel[];
}

const on = { enabled: true };

/** A runner whose token expires, and which keeps pause pods: with it there are all alerts and all panels. */
export const expiring = {
  token_expires_at: '2027-01-31T13:30:00.5+01:30',
  feature_flags: { FF_DISABLE_AUTOMATIC_TOKEN_ROTATION: true },
  kubernetes: { autoscaler: { policy: [{ idle_count: 1 }] } },
};

/** Returns the alerts that are rendered. */
export function rules(options: object = {}, runner: object = {}): Rule[] {
  const objects = objectsWith({ metrics: { prometheusRule: { ...on, ...options } } }, runner);
  const { groups } = only(objects, 'PrometheusRule').spec;
  return groups.flatMap((group: { rules: Rule[] }) => group.rules);
}

/** Returns the dashboard that is rendered, as Grafana reads it. */
export function dashboard(runner: object = {}): Dashboard {
  const objects = objectsWith({ metrics: { dashboard: on } }, runner);
  const found = objects.find(({ metadata }) => metadata.name === 'gitlab-runner-dashboard');
  return JSON.parse(found?.data['gitlab-runner.json']) as Dashboard;
}
