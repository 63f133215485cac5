import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const reachable = { enabled: true, service: { type: 'ClusterIP' } };
/** One that the user brings along. */
const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'own', namespace: 'gitlab-runner' } };
const sessionFindings = (sessionServer: object, spec: object = {}): string[] =>
  findings({}, { sessionServer, ...spec });

describe('sessions', () => {
  it.each<[string, object, object?]>([
    ['a Service inside the cluster', reachable],
    ['a headless one', { enabled: true, service: { type: 'Headless' } }],
    ['a load balancer with an address', { enabled: true, service: { loadBalancerIP: '192.0.2.1' } }],
    ['an Ingress with a host', { enabled: true, ingress: { enabled: true, host: 'a.example.com' } }],
    [
      'a load balancer whose address is told',
      { enabled: true },
      { config: { session_server: { advertise_address: 'a.example.com:9000' } } },
    ],
    ['no session server with many managers', { enabled: false }, { manager: { replicas: 9 } }],
  ])('takes %s', (_name, sessionServer, spec) => {
    expect(sessionFindings(sessionServer, spec)).toEqual([]);
  });

  it.each<[string, object, object, string[]]>([
    [
      'several managers',
      reachable,
      { manager: { replicas: 2 } },
      ['error SESSION_REPLICAS spec.manager.replicas'],
    ],
    [
      'managers that an autoscaler adds',
      reachable,
      { autoscaling: { enabled: true } },
      ['error SESSION_REPLICAS spec.autoscaling.maxReplicas'],
    ],
    [
      'several managers behind a Service of the user',
      {},
      {
        manager: { replicas: 2 },
        config: { session_server: { listen_address: '0.0.0.0:8093' } },
        extraObjects: { own: service },
      },
      ['error SESSION_REPLICAS spec.manager.replicas'],
    ],
    [
      'a load balancer that gets its address later',
      { enabled: true },
      {},
      ['error SESSION_ADDRESS_UNKNOWN spec.sessionServer'],
    ],
    [
      'a port on any node',
      { enabled: true, service: { type: 'NodePort' } },
      {},
      ['error SESSION_ADDRESS_UNKNOWN spec.sessionServer'],
    ],
    [
      'an Ingress without a host',
      { enabled: true, ingress: { enabled: true } },
      {},
      ['error SESSION_ADDRESS_UNKNOWN spec.sessionServer'],
    ],
    [
      'an Ingress to nothing',
      { ingress: { enabled: true, host: 'a.example.com' } },
      {},
      ['warning NO_EFFECT spec.sessionServer.ingress.enabled'],
    ],
    [
      'an address that turns the server off',
      reachable,
      { config: { session_server: { listen_address: '' } } },
      ['error NEEDS_KEY spec.config.session_server.listen_address'],
    ],
    [
      'an address with a scheme',
      reachable,
      { config: { session_server: { advertise_address: 'https://a.example.com:9000' } } },
      ['error WRONG_FORMAT spec.config.session_server.advertise_address'],
    ],
    [
      'an address without a port to listen on',
      reachable,
      { config: { session_server: { listen_address: '0.0.0.0' } } },
      ['error WRONG_FORMAT spec.config.session_server.listen_address'],
    ],
  ])('tells of %s', (_name, sessionServer, spec, expected) => {
    expect(sessionFindings(sessionServer, spec)).toEqual(expected);
  });
});

describe('the section session_server', () => {
  const of = (session_server: object, sessionServer: object = {}, spec: object = {}): string[] =>
    findings({}, { config: { session_server }, sessionServer, ...spec });
  const place = 'spec.config.session_server';

  it('finds a server that nothing turns on', () => {
    expect(of({ session_timeout: 600 })).toEqual([`warning NO_EFFECT ${place}`]);
    expect(of({ session_timeout: 600 }, { enabled: true, service: { type: 'ClusterIP' } })).not.toContain(
      `warning NO_EFFECT ${place}`,
    );
  });

  it('needs a host in one of the two addresses', () => {
    const own = { extraObjects: { own: service } };
    expect(of({ listen_address: ':8093' }, {}, own)).toEqual([`error NEEDS_KEY ${place}.listen_address`]);
    expect(of({ listen_address: ':8093', advertise_address: ':443' }, {}, own)).toEqual([
      `error NEEDS_KEY ${place}.listen_address`,
    ]);
    expect(of({ listen_address: ':8093', advertise_address: 'runner.example.com:443' }, {}, own)).toEqual([]);
    expect(of({ listen_address: '0.0.0.0:8093' }, {}, own)).toEqual([]);
  });

  it('tells of a session server to which no Service leads', () => {
    const session_server = { listen_address: '0.0.0.0:8093', advertise_address: 'a.example.com:8093' };
    const config = { session_server };
    expect(findings({}, { config })).toEqual(['warning NO_EFFECT spec.config.session_server.listen_address']);
    expect(findings({}, { config, extraObjects: { own: service } })).toEqual([]);
    expect(findings({}, { config, sessionServer: reachable })).toEqual([]);
  });
});
