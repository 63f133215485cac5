import { describe, expect, it } from 'vitest';

import { objectsWith, only } from '../../support/rendered.ts';

const on = { enabled: true };
const session = { sessionServer: { ...on, service: { type: 'ClusterIP' } } };
const manager = (options: object, spec: object = {}, runner: object = {}) =>
  only(objectsWith({ networkPolicy: { ...on, ...options }, ...spec }, runner), 'NetworkPolicy').spec;
const ports = (rules: readonly { ports: readonly { port: number }[] }[]): number[][] =>
  rules.map((rule) => rule.ports.map(({ port }) => port));

describe('the NetworkPolicy of the manager', () => {
  it('lets nobody in by default', () => {
    expect(manager({})).toMatchObject({ policyTypes: ['Ingress', 'Egress'], ingress: [] });
  });

  it('lets the named peers scrape, and nobody else reach that port', () => {
    const metricsFrom = [{ podSelector: { matchLabels: { app: 'prometheus' } } }];
    expect(manager({ metricsFrom }, session).ingress).toEqual([
      { from: metricsFrom, ports: [{ protocol: 'TCP', port: 9252 }] },
      { ports: [{ protocol: 'TCP', port: 8093 }] },
    ]);
  });

  it('lets the named peers reach the session server', () => {
    const sessionFrom = [{ ipBlock: { cidr: '192.0.2.0/24' } }];
    expect(manager({ sessionFrom }, session).ingress).toEqual([
      { from: sessionFrom, ports: [{ protocol: 'TCP', port: 8093 }] },
    ]);
  });

  it('follows the ports of the document', () => {
    const config = { listen_address: ':9000', session_server: { listen_address: ':9443' } };
    const spec = { ...session, config };
    expect(
      ports(manager({ metricsFrom: [{ podSelector: { matchLabels: { a: 'b' } } }] }, spec).ingress),
    ).toEqual([[9000], [9443]]);
  });

  it('lets out DNS, the API server and GitLab', () => {
    expect(ports(manager({}).egress)).toEqual([[53, 53], [443, 6443], [443]]);
  });

  it('lets out Sentry and a collector of usage records, unless GitLab alone has its place', () => {
    const usage_logger = {
      enabled: true,
      writers: ['snowplow_billing'],
      snowplow_billing: { collector_uri: 'http://collector.example.com' },
    };
    const config = {
      sentry_dsn: 'https://public@sentry.example.com:9443/1',
      experimental: { usage_logger },
    };
    expect(ports(manager({}, { config }).egress).at(-1)).toEqual([80, 443, 9443]);
    const peers = [{ ipBlock: { cidr: '192.0.2.0/24' } }];
    expect(ports(manager({ gitlab: { peers } }, { config }).egress).at(-1)).toEqual([443]);
  });

  it.each<[string, object, number[][]]>([
    ['another port of GitLab', { url: 'https://gitlab.example.com:8443/path' }, [[8443]]],
    ['GitLab without TLS', { url: 'http://gitlab.example.com' }, [[80]]],
    ['a cache in Amazon', { cache: { Type: 's3', s3: { BucketName: 'a' } } }, [[443], [443]]],
    [
      'a store of your own',
      { cache: { Type: 's3', s3: { BucketName: 'a', ServerAddress: 'minio:9000', Insecure: true } } },
      [[443], [9000]],
    ],
    [
      'a store of your own without TLS at the usual port',
      { cache: { Type: 's3', s3: { BucketName: 'a', ServerAddress: 'minio', Insecure: true } } },
      [[443], [80]],
    ],
    ['a cache in Google', { cache: { Type: 'gcs', gcs: { BucketName: 'a' } } }, [[443], [443]]],
  ])('lets out %s', (_name, runner, expected) => {
    expect(ports(manager({}, {}, runner).egress).slice(2)).toEqual(expected);
  });

  it('lets out the API server of another cluster', () => {
    const kubernetes = { host: 'https://k8s.example.com:16443' };
    expect(ports(manager({}, {}, { kubernetes }).egress)[1]).toEqual([443, 6443, 16443]);
  });

  it('takes destinations as the document has them', () => {
    const peers = [{ ipBlock: { cidr: '192.0.2.1/32' } }];
    const [dns, apiServer, gitlab, cache] = manager({
      dns: { peers, ports: [{ protocol: 'UDP', port: 5353 }] },
      apiServer: { peers },
      gitlab: { peers, ports: [{ port: 8443 }] },
      cache: { peers, ports: [{ port: 9000 }] },
    }).egress;
    expect(dns).toEqual({ to: peers, ports: [{ protocol: 'UDP', port: 5353 }] });
    expect(apiServer).toMatchObject({ to: peers, ports: [{ port: 443 }, { port: 6443 }] });
    expect(gitlab).toEqual({ to: peers, ports: [{ port: 8443 }] });
    expect(cache).toEqual({ to: peers, ports: [{ port: 9000 }] });
  });

  it('never has a rule that lets everything through', () => {
    for (const rule of [...manager({}, session).ingress, ...manager({}, session).egress]) {
      expect(rule.ports.length).toBeGreaterThan(0);
    }
  });
});
