import { describe, expect, it } from 'vitest';

import { DAEMONS, inMode, UNPRIVILEGED, withOptions } from '../../support/in-mode.ts';

describe('a mode alone', () => {
  it.each(['none', ...DAEMONS, ...UNPRIVILEGED])('%s on nodes of its own needs no word', (mode) => {
    expect(inMode(mode)).toEqual([]);
  });

  it('socket is never without a warning', () => {
    expect(inMode('socket')).toEqual(['warning DOCKER_SOCKET dockerBuilds.mode']);
  });
});

describe('options', () => {
  const storage = { emptyDir: {} };
  it.each([
    ['none', { storage }, 'storage'],
    ['socket', { storage }, 'storage'],
    ['none', { dind: {} }, 'dind'],
    ['socket', { dind: {} }, 'dind'],
    ['buildah', { dind: {} }, 'dind'],
    ['buildkit-rootless', { buildah: {} }, 'buildah'],
    ['podman', { buildah: {} }, 'buildah'],
    ['dind', { podman: {} }, 'podman'],
  ])('refuses in mode %s %j', (mode, options, key) => {
    expect(withOptions({ mode, ...options })).toContain(`error BUILD_OPTION_UNUSED dockerBuilds.${key}`);
  });

  it.each([
    { mode: 'dind', storage, dind: { mtu: 1450 } },
    { mode: 'dind-rootless', storage, dind: { mtu: 1450 } },
    { mode: 'buildkit-rootless', storage },
    { mode: 'buildah', storage, buildah: { storageDriver: 'overlay' } },
    { mode: 'podman', storage, podman: { storageDriver: 'overlay' } },
  ])('takes %j', (dockerBuilds) => {
    expect(withOptions(dockerBuilds)).toEqual([]);
  });

  it.each([
    'hosts',
    'tls',
    'tlsverify',
    'tlscacert',
    'tlscert',
    'tlskey',
    'mtu',
    'registry-mirrors',
    'storage-driver',
    'data-root',
  ])('keeps %s out of daemon.json', (key) => {
    expect(withOptions({ mode: 'dind', dind: { daemonConfig: { [key]: true, debug: true } } })).toEqual([
      `error EXCLUSIVE_KEYS dockerBuilds.dind.daemonConfig.${key}`,
    ]);
  });

  it.each([
    'https://bot:EXAMPLE-do-not-leak-0123456789@example.com',
    'glpat-EXAMPLE-do-not-leak-0123456789',
    `ghp_${'EXAMPLE'.repeat(6)}`,
  ])('keeps credentials out of daemon.json: %s', (text) => {
    const daemonConfig = { proxies: { 'http-proxy': text } };
    expect(withOptions({ mode: 'dind', dind: { daemonConfig } })).toEqual([
      'error CREDENTIAL_IN_CLEAR dockerBuilds.dind.daemonConfig.proxies.http-proxy',
    ]);
  });
});
