import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const rule = { to: [{ podSelector: {} }] };
const jobFindings = (runner: object, policy: object = {}): string[] =>
  findings(runner, { jobs: { networkPolicy: { enabled: true, ...policy } } });
const cache = (ServerAddress: string): object => ({
  cache: { Type: 's3', s3: { ServerAddress, BucketName: 'cache' } },
});

describe('hosts that jobs need', () => {
  it.each([
    'http://gitlab',
    'http://gitlab:8080',
    'https://gitlab.gitlab.svc',
    'https://gitlab.gitlab.svc.cluster.local',
    'https://10.1.2.3',
    'https://172.31.0.1:8443/gitlab',
    'https://[fd12::3]:8443',
  ])('are cut off at %s', (url) => {
    expect(jobFindings({ url })).toEqual(['warning HOST_CUT_OFF url']);
    expect(jobFindings({ url }, { extraEgress: [rule] })).toEqual([]);
    expect(jobFindings({ url }, { enabled: false })).toEqual([]);
    expect(jobFindings({ url }, { deniedCidrs: ['169.254.0.0/16'] })).toEqual([]);
  });

  it.each([
    'https://gitlab.example.com',
    'https://172.32.0.1',
    'https://[2001:db8::1]',
    'https://svc.example',
  ])('are within reach at %s', (url) => {
    expect(jobFindings({ url })).toEqual([]);
  });

  it('include the cache and where repositories are cloned from', () => {
    expect(jobFindings({ ...cache('minio.minio.svc:9000'), clone_url: 'http://gitlab' })).toEqual([
      'warning HOST_CUT_OFF clone_url',
      'warning HOST_CUT_OFF cache.s3.ServerAddress',
    ]);
  });

  it('do not matter where the policy does not hold', () => {
    const url = 'http://gitlab';
    expect(jobFindings({ url, kubernetes: { host: 'https://api.example.com' } })).toEqual([]);
  });
});

describe('the proxy of the manager', () => {
  const proxyFindings = (policy: object, name = 'HTTPS_PROXY'): string[] =>
    findings(
      {},
      {
        networkPolicy: { enabled: true, ...policy },
        manager: {
          env: [
            { name, value: 'http://proxy.example.com:3128' },
            { name: 'no_proxy', value: '$(KUBERNETES_SERVICE_HOST)' },
          ],
        },
      },
    );

  it.each(['HTTP_PROXY', 'HTTPS_PROXY', 'https_proxy'])('is cut off in %s', (name) => {
    expect(proxyFindings({}, name)).toEqual(['warning HOST_CUT_OFF spec.manager.env[0]']);
  });

  it('is within reach where a rule or a port says so', () => {
    expect(proxyFindings({ extraEgress: [rule] })).toEqual([]);
    expect(proxyFindings({ gitlab: { ports: [{ port: 3128 }] } })).toEqual([]);
    expect(proxyFindings({ enabled: false })).toEqual([]);
    expect(proxyFindings({}, 'NO_PROXY')).toEqual([]);
  });
});

describe('servers that the document names for the manager', () => {
  const serverFindings = (policy: object, runner: object = {}, spec: object = {}): string[] =>
    findings(runner, { networkPolicy: { enabled: true, ...policy }, ...spec }).filter((found) =>
      found.includes('HOST_CUT_OFF'),
    );
  const sentry = { config: { sentry_dsn: 'https://public@sentry.example.com:9443/1' } };
  const peers = [{ ipBlock: { cidr: '192.0.2.0/24' } }];

  it('are within reach by our ports', () => {
    expect(serverFindings({}, { url: 'http://gitlab:8080', ...cache('minio:9000') }, sentry)).toEqual([]);
    expect(serverFindings({}, { kubernetes: { host: 'https://api.example.com:16443' } })).toEqual([]);
    expect(serverFindings({ gitlab: { peers } })).toEqual([]);
    expect(
      serverFindings({ gitlab: { ports: [{ port: 9000, endPort: 9999 }, { port: 443 }] } }, {}, sentry),
    ).toEqual([]);
    expect(serverFindings({ gitlab: { peers }, extraEgress: [rule] }, {}, sentry)).toEqual([]);
    expect(serverFindings({ gitlab: { ports: [{ port: 8443 }] } }, { url: '$CI_SERVER_URL' })).toEqual([]);
  });

  it('are cut off by other ports', () => {
    const ports = [{ port: 8443 }];
    expect(serverFindings({ gitlab: { peers } }, {}, sentry)).toEqual([
      'warning HOST_CUT_OFF spec.config.sentry_dsn',
    ]);
    expect(
      serverFindings(
        { gitlab: { peers } },
        {},
        {
          manager: { env: [{ name: 'SENTRY_DSN', value: 'http://public@sentry.example.com/1' }] },
        },
      ),
    ).toEqual(['warning HOST_CUT_OFF spec.manager.env[0]']);
    expect(serverFindings({ gitlab: { ports } }, { url: 'http://gitlab' })).toEqual([
      'warning HOST_CUT_OFF url',
    ]);
    expect(
      serverFindings({ apiServer: { ports } }, { kubernetes: { host: 'https://api.example.com:16443' } }),
    ).toEqual(['warning HOST_CUT_OFF kubernetes.host']);
    expect(serverFindings({ cache: { ports } }, cache('minio:9000'))).toEqual([
      'warning HOST_CUT_OFF cache.s3.ServerAddress',
    ]);
  });
});

describe('the way to the API server', () => {
  const proxy = { name: 'HTTPS_PROXY', value: 'http://proxy.example.com:3128' };
  const told = (env: readonly object[], runner: object = {}, manager: object = {}): string[] =>
    findings(runner, { manager: { env, ...manager } });

  it('does not go through a proxy', () => {
    expect(told([proxy])).toEqual(['warning UNUSUAL_VALUE spec.manager.env[0].name']);
    expect(told([{ ...proxy, name: 'https_proxy' }, proxy])).toEqual([
      'warning UNUSUAL_VALUE spec.manager.env[0].name',
    ]);
  });

  it('is left alone where there is an exception, another cluster, or no proxy for HTTPS', () => {
    expect(told([proxy, { name: 'NO_PROXY', value: '10.0.0.1' }])).toEqual([]);
    expect(told([{ ...proxy, name: 'HTTP_PROXY' }])).toEqual([]);
    expect(told([{ ...proxy, value: '' }])).toEqual([]);
    expect(told([proxy], {}, { envFrom: [{ configMapRef: { name: 'proxy' } }] })).toEqual([]);
    const elsewhere = { kubernetes: { host: 'https://other.example.com', bearer_token: 'EXAMPLE' } };
    expect(told([proxy], elsewhere).filter((finding) => finding.includes('spec.manager'))).toEqual([]);
  });
});
