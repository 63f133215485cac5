import { describe, expect, it } from 'vitest';

import { dashboard, expiring, rules } from '../../support/metrics.ts';
import { knownMetrics, labelsIn, metricsIn, selectors, targetLabels } from '../../support/promql.ts';

const expressions = [
  ...rules({}, expiring).map(({ alert, expr }) => [alert, expr] as const),
  ...dashboard(expiring).panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => [title, expr] as const),
  ),
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
