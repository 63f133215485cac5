import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

describe('the section session_server', () => {
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
