import { describe, expect, it } from 'vitest';

import { compile } from '../../../src/core/compile.ts';
import { findings } from '../../support/findings.ts';
import { documentWith } from '../../support/rendered.ts';

const metrics = 'spec.config.listen_address';
const sessions = 'spec.config.session_server.listen_address';

describe('addresses to listen on', () => {
  it.each([
    'localhost',
    'LOCALHOST:1',
    '127.0.0.1',
    '127.9.9.9:80',
    '[::1]',
    '[::1]:9252',
    '[::ffff:127.0.0.1]:1',
  ])('refuses to listen on %s alone, and suggests something else', (listen_address) => {
    const server = { listen_address, advertise_address: 'a.example.com:8093' };
    expect(findings({}, { config: { listen_address } })).toEqual([`error LISTENS_ON_LOOPBACK ${metrics}`]);
    expect(findings({}, { config: { session_server: server } })).toContain(
      `error LISTENS_ON_LOOPBACK ${sessions}`,
    );
    for (const config of [{ listen_address }, { session_server: server }]) {
      for (const { suggestion } of compile(documentWith({ config })).diagnostics)
        expect(suggestion).not.toBe(listen_address);
    }
  });

  it.each(['', ':9252', '0.0.0.0:9252', '[::]:9252', '10.0.0.1:9252', 'localhost.example.com:9252'])(
    'takes %j',
    (listen_address) => {
      expect(findings({}, { config: { listen_address } })).toEqual([]);
    },
  );

  it('refuses one port for metrics and sessions', () => {
    const sessionServer = { enabled: true, service: { type: 'ClusterIP' } };
    expect(findings({}, { sessionServer, config: { listen_address: ':8093' } })).toEqual([
      `error CONTRADICTION ${metrics}`,
    ]);
    expect(
      findings({}, { sessionServer, config: { session_server: { listen_address: '0.0.0.0:9252' } } }),
    ).toEqual([`error CONTRADICTION ${sessions}`]);
  });
});
