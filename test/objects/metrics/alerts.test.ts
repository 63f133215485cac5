import { describe, expect, it } from 'vitest';

import { expiring, rules } from '../../support/metrics.ts';

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
