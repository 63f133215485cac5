import { describe, expect, it } from 'vitest';

import { findings } from '../findings.ts';

const token = { value: 'glrt-EXAMPLE' };
const url = 'https://gitlab.com';
const labels = (prefix: string, count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}-${index}`, 'x']));

describe('checkRunners', () => {
  it('counts runners against concurrent', () => {
    const runners = { a: { url, token }, b: { url, token }, c: { url, token } };
    expect(findings({}, { runners, config: { concurrent: 2 } })).toEqual([
      'warning CONCURRENT_TOO_LOW spec.config.concurrent',
    ]);
    expect(findings({}, { runners })).toEqual(['warning CONCURRENT_TOO_LOW spec.config']);
    expect(findings({}, { runners, config: { concurrent: 3 } })).toEqual([]);
  });

  it('finds a limit that is never reached', () => {
    expect(findings({ limit: 20 }, { config: { concurrent: 10 } })).toEqual(['warning NO_EFFECT limit']);
    expect(findings({ limit: 10 }, { config: { concurrent: 10 } })).toEqual([]);
  });

  it.each(['https://gitlab.example.com/ci', 'https://gitlab.example.com/ci/'])('strips %s', (address) => {
    expect(findings({ url: address })).toEqual(['warning UNUSUAL_VALUE url']);
  });

  it('looks for the variables of an address in the manager', () => {
    const address = { url: `https://\${HOST}/$BASE_PATH` };
    const env = [{ name: 'HOST', value: 'gitlab.example.com' }];
    expect(findings(address, { manager: { env } })).toEqual(['error VARIABLE_NOT_SET url']);
    expect(findings(address, { manager: { env: [...env, { name: 'BASE_PATH', value: 'git' }] } })).toEqual(
      [],
    );
    expect(findings(address, { manager: { envFrom: [{ secretRef: { name: 'address' } }] } })).toEqual([]);
    expect(findings({ ...address, token }, { version: '18.9.0' })).toEqual(['error KEY_TOO_NEW url']);
  });

  it('counts the labels of both sections together, once each', () => {
    const config = { labels: labels('both', 16) };
    expect(findings({ labels: { ...labels('own', 16), ...labels('both', 4) } }, { config })).toEqual([]);
    expect(findings({ labels: labels('own', 17) }, { config })).toEqual(['error TOO_MANY_LABELS labels']);
    expect(findings({}, { config: { labels: labels('both', 33) } })).toEqual(['error TOO_MANY_LABELS']);
  });

  it('warns that a token cannot be renewed', () => {
    const expiry = { token_expires_at: '2027-01-01T00:00:00Z' };
    expect(findings(expiry)).toEqual(['warning UNUSUAL_VALUE token_expires_at']);
    expect(findings({ token_expires_at: '0001-01-01T00:00:00Z' })).toEqual([]);
    expect(findings({ ...expiry, feature_flags: { FF_DISABLE_AUTOMATIC_TOKEN_ROTATION: true } })).toEqual([]);
  });

  it('misses the image of the trial job', () => {
    const experimental = { boot_verify: { enabled: true } };
    expect(findings({ experimental })).toEqual(['error NEEDS_KEY experimental.boot_verify']);
    expect(findings({ experimental, kubernetes: { image: 'alpine:3.22' } })).toEqual([]);
  });

  describe('with suspendable environments', () => {
    const spec = { version: '19.4.0' };
    const service = { name: 'postgres:17', suspend_data_path: '/var/lib/postgresql' };
    const feature_flags = { FF_SUSPENDABLE_ENVIRONMENTS: true };

    it('finds their keys without the flag', () => {
      expect(findings({ kubernetes: { suspend_pvc_size: '10Gi', services: [service] } }, spec)).toEqual([
        'warning NO_EFFECT kubernetes.suspend_pvc_size',
        'warning NO_EFFECT kubernetes.services[0].suspend_data_path',
      ]);
    });

    it('needs the number of the runner, and services with their own command do not take part', () => {
      expect(
        findings({ feature_flags, kubernetes: { services: [{ ...service, command: ['x'] }] } }, spec),
      ).toEqual(['error NEEDS_KEY', 'warning NO_EFFECT kubernetes.services[0].suspend_data_path']);
      expect(
        findings(
          { feature_flags, id: 7, kubernetes: { suspend_pvc_size: '10Gi', services: [service] } },
          spec,
        ),
      ).toEqual([]);
    });
  });
});
