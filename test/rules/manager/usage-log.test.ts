import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

describe('the usage log', () => {
  const of = (usage_logger: object): string[] =>
    findings({}, { config: { experimental: { usage_logger } } }).map((finding) =>
      finding.replace('spec.config.experimental.usage_logger', '…'),
    );

  it('needs the address of a collector', () => {
    expect(of({ enabled: true, writers: ['logrotate', 'snowplow_billing'] })).toEqual([
      'error NEEDS_KEY ….writers[1]',
    ]);
    expect(
      of({
        enabled: true,
        writers: ['snowplow_billing'],
        snowplow_billing: { collector_uri: 'c.example.com' },
      }),
    ).toEqual([]);
    expect(of({ enabled: false, writers: ['snowplow_billing'] })).toEqual([]);
  });

  it('finds settings of a writer that is not used', () => {
    expect(of({ enabled: true, snowplow_billing: { collector_uri: 'c.example.com' } })).toEqual([
      'warning NO_EFFECT ….snowplow_billing',
    ]);
    expect(of({ enabled: true, logrotate: { max_backup_files: 3 } })).toEqual([]);
  });
});
