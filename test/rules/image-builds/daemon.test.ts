import { describe, expect, it } from 'vitest';

import { DAEMONS, inMode, PLACED, UNPRIVILEGED, withOptions } from '../../support/in-mode.ts';

describe('options of the daemon', () => {
  it.each([
    { mtu: 1450 },
    { registryMirrors: ['https://mirror.example.com'] },
    { storageDriver: 'vfs' },
    { daemonConfig: {} },
  ])('says that the runner drops the flag for %j where it honors entrypoints', (dind) => {
    const feature_flags = { FF_KUBERNETES_HONOR_ENTRYPOINT: true };
    expect(withOptions({ mode: 'dind', dind }, { feature_flags })).toEqual([
      'error EXCLUSIVE_KEYS dockerBuilds.dind',
    ]);
    expect(withOptions({ mode: 'dind', dind: { image: 'docker:28-dind' } }, { feature_flags })).toEqual([]);
  });

  it.each([{ namespace_per_job: true }, { host: 'https://other.example.com:6443' }])(
    'has nowhere to put daemon.json with %j',
    (kubernetes) => {
      const dockerBuilds = { mode: 'dind', dind: { daemonConfig: { debug: true } } };
      expect(withOptions(dockerBuilds, { kubernetes: { ...PLACED, ...kubernetes } })).toContain(
        'error EXCLUSIVE_KEYS dockerBuilds.dind.daemonConfig',
      );
    },
  );
});

describe('what the daemon needs', () => {
  it('the daemon is root, unless it is rootless', () => {
    const pod = 'pod_security_context';
    const service = 'service_container_security_context';
    const at = 'error BUILDER_BLOCKED kubernetes';
    expect(inMode('dind', { [pod]: { run_as_user: 1000 } })).toEqual([`${at}.${pod}.run_as_user`]);
    expect(inMode('dind', { [pod]: { run_as_non_root: true } })).toEqual([`${at}.${pod}.run_as_non_root`]);
    expect(inMode('dind', { [service]: { run_as_user: 1000 } })).toEqual([`${at}.${service}.run_as_user`]);
    expect(inMode('dind', { [service]: { read_only_root_filesystem: true } })).toEqual([
      `${at}.${service}.read_only_root_filesystem`,
    ]);
    expect(
      inMode('dind', {
        [pod]: { run_as_user: 1000, run_as_non_root: true },
        [service]: { run_as_user: 0, run_as_non_root: false },
      }),
    ).toEqual([]);
    expect(inMode('dind-rootless', { [pod]: { run_as_user: 2000, run_as_non_root: true } })).toEqual([]);
    expect(inMode('dind-rootless', { [service]: { run_as_user: 2000 } })).toEqual([
      `${at}.${service}.run_as_user`,
    ]);
  });
});

describe('a daemon without privileges', () => {
  const context = { service_container_security_context: { privileged: false } };

  it.each(DAEMONS)('cannot start in mode %s', (mode) => {
    expect(inMode(mode, context)).toEqual([
      'error BUILDER_BLOCKED kubernetes.service_container_security_context.privileged',
    ]);
  });

  it.each(UNPRIVILEGED)('is not needed in mode %s', (mode) => {
    expect(inMode(mode, context)).toEqual([]);
  });
});

describe('releases', () => {
  it.each(DAEMONS)('mode %s is not waited for before 15.10', (mode) => {
    const about = (version: string): string[] =>
      inMode(mode, {}, {}, { version }).filter((finding) => finding.includes('dockerBuilds'));
    expect(about('15.9.0')).toEqual(['warning DAEMON_NOT_AWAITED dockerBuilds.mode']);
    expect(about('15.10.0')).toEqual([]);
  });
});

describe('a proxy between a job and the daemon', () => {
  const told = (environment: string[], mode = 'dind'): string[] =>
    withOptions({ mode }, { environment }).filter((found) => found.includes('environment'));
  const proxy = 'HTTPS_PROXY=http://proxy.example.com:3128';

  it('is told of where nothing excepts the daemon', () => {
    expect(told([proxy])).toEqual(['warning UNUSUAL_VALUE environment[0]']);
    expect(told(['A=1', proxy, 'NO_PROXY=.svc,docker.example.com'])).toEqual([
      'warning UNUSUAL_VALUE environment[1]',
    ]);
    expect(told([proxy.toLowerCase()], 'dind-rootless')).toEqual(['warning UNUSUAL_VALUE environment[0]']);
  });

  it('is left alone where it does not come between', () => {
    for (const exception of ['docker', '.svc, docker:2376', '*', '$NO_PROXY_OF_ALL']) {
      expect(told([proxy, `NO_PROXY=${exception}`])).toEqual([]);
    }
    expect(told([proxy.replace('HTTPS', 'HTTP')])).toEqual([]);
    expect(told([proxy, 'DOCKER_HOST=tcp://localhost:2376'])).toEqual([]);
    expect(told([proxy], 'buildkit-rootless')).toEqual([]);
  });
});
