import { describe, expect, it } from 'vitest';

import { findings } from '../findings.ts';

describe('checkSessionServer', () => {
  const of = (session_server: object, sessionServer: object = {}): string[] =>
    findings({}, { config: { session_server }, sessionServer });
  const place = 'spec.config.session_server';

  it('finds a server that nothing turns on', () => {
    expect(of({ session_timeout: 600 })).toEqual([`warning NO_EFFECT ${place}`]);
    expect(of({ session_timeout: 600 }, { enabled: true, service: { type: 'ClusterIP' } })).not.toContain(
      `warning NO_EFFECT ${place}`,
    );
  });

  it('needs a host in one of the two addresses', () => {
    expect(of({ listen_address: ':8093' })).toEqual([`error NEEDS_KEY ${place}.listen_address`]);
    expect(of({ listen_address: ':8093', advertise_address: ':443' })).toEqual([
      `error NEEDS_KEY ${place}.listen_address`,
    ]);
    expect(of({ listen_address: ':8093', advertise_address: 'runner.example.com:443' })).toEqual([]);
    expect(of({ listen_address: '0.0.0.0:8093' })).toEqual([]);
  });
});

describe('checkUsageLog', () => {
  const of = (usage_logger: object): string[] =>
    findings({}, { config: { experimental: { usage_logger } } }).map((finding) =>
      finding.replace('spec.config.experimental.usage_logger', '…'),
    );

  it('needs the address of a collector', () => {
    expect(of({ enabled: true, writers: ['snowplow_billing'] })).toEqual(['error NEEDS_KEY ….writers']);
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
