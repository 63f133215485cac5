import { describe, expect, it } from 'vitest';

import { render } from '../../../src/api.ts';
import { expiring, rules } from '../../support/metrics.ts';
import { documentWith, only } from '../../support/rendered.ts';

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
    const labels = { severity: 'page', team: 'platform', namespace: 'ci', manager: 'gitlab-runner' };
    for (const rule of rules({ severity: 'page', alertLabels: { team: 'platform' } })) {
      expect(rule.labels).toEqual(labels);
    }
    expect(rules()[0]?.labels).toEqual({ ...labels, severity: 'warning', team: undefined });
    expect(rules({ alertLabels: { manager: 'mine' } })[0]?.labels.manager).toBe('mine');
  });

  it('are told apart by their labels, for each runner and each manager', () => {
    const entry = (key: string): object => ({
      url: 'https://gitlab.com',
      token: { secretKeyRef: { name: 'token', key } },
      ...expiring,
    });
    const spec = {
      config: { concurrent: 2 },
      runners: { a: entry('a'), b: entry('b') },
      metrics: { prometheusRule: { enabled: true } },
    };
    const places = [
      { name: 'one', namespace: 'ci' },
      { name: 'two', namespace: 'ci' },
      { name: 'one', namespace: 'other' },
    ];
    const identities = places.flatMap((metadata) => {
      const rendered = render({ ...documentWith(spec), metadata });
      if (!rendered.ok) throw new Error('the document has errors');
      const { groups } = only(rendered.objects as never, 'PrometheusRule').spec;
      return groups[0].rules.map(({ alert, labels }: { alert: string; labels: object }) =>
        JSON.stringify([alert, labels]),
      );
    });
    expect(identities).toHaveLength(3 * 9);
    expect(new Set(identities).size).toBe(identities.length);
  });

  it('see a refusal with which its counter begins, which is no rise, until a request succeeds', () => {
    const { expr } = rules().find(({ alert }) => alert === 'GitLabRunnerTokenRefused')!;
    const [counter = ''] = /\w+_total\{\S+status=~"401\|403"\}/.exec(expr) ?? [];
    expect(expr).toContain(`or ${counter} unless ${counter} offset 2h) unless sum by (runner) (`);
    expect(expr).toMatch(/status=~"2\.\."\}\[10m\]\)\) > 0$/);
  });

  it('tell of a file that cannot be read until one is read, since it counts once', () => {
    const { expr } = rules().find(({ alert }) => alert === 'GitLabRunnerConfigNotLoaded')!;
    const [failed, read] = ['loading_error', 'loaded'].map((what) =>
      expr.indexOf(`configuration_${what}_total`),
    );
    expect(failed).toBeLessThan(expr.indexOf(' > (max_over_time(timestamp('));
    expect(read).toBeGreaterThan(expr.indexOf(' > (max_over_time(timestamp('));
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
