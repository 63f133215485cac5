import { describe, expect, it } from 'vitest';

import { DAEMONS, inMode, MODES, PLACED, UNPRIVILEGED, withOptions } from '../../support/in-mode.ts';

describe('modes do not mix', () => {
  it.each([
    '/var/run/docker.sock',
    '/run/docker.sock',
    '/var/run',
    '/var/run/',
    '/run/containerd',
    '/run/crio/crio.sock',
    '/',
  ])('%s of the node belongs to mode socket', (path) => {
    const volumes = { host_path: [{ name: 'node', mount_path: '/node', host_path: path }] };
    for (const mode of ['none', ...MODES.slice(1)]) {
      expect(inMode(mode, { volumes })).toEqual(['error BUILD_MODES_MIXED kubernetes.volumes.host_path[0]']);
    }
  });

  it('other paths of the node belong to no mode', () => {
    const volumes = {
      host_path: [
        { name: 'node', mount_path: '/var/runner' },
        { name: 'b', mount_path: '/run/x' },
      ],
    };
    expect(inMode('dind', { volumes })).toEqual([]);
  });

  it.each([
    'docker:dind',
    'docker:28-dind',
    'docker:29.1-dind-rootless',
    'registry.example.com:5000/mirror/docker:28-dind',
  ])('the service %s is a daemon of its own', (name) => {
    const services = [{ name: 'postgres:17' }, { name }];
    for (const mode of MODES) {
      expect(inMode(mode, { services })).toContain('error BUILD_MODES_MIXED kubernetes.services[1]');
    }
    expect(inMode('none', { services })).toEqual(['warning UNUSUAL_VALUE kubernetes.services[1]']);
    expect(inMode('none', { services, runtime_class_name: 'sysbox-runc' })).toEqual([]);
    expect(inMode('none', { services, service_container_security_context: { privileged: true } })).toEqual([
      'warning PRIVILEGED_WITHOUT_MODE kubernetes.service_container_security_context.privileged',
    ]);
  });

  it.each(DAEMONS)('mode %s needs the name docker for itself', (mode) => {
    expect(inMode(mode, { services: [{ name: 'example/proxy:1', alias: 'proxy, docker' }] })).toEqual([
      'error BUILD_MODES_MIXED kubernetes.services[0]',
    ]);
    expect(inMode(mode, { services: [{ name: 'example/docker:1' }] })).toEqual([]);
    const services = [{ name: 'example/daemon:1' }];
    expect(
      withOptions({ mode, dind: { image: 'example/daemon:1' } }, { kubernetes: { ...PLACED, services } }),
    ).toEqual(['error BUILD_MODES_MIXED kubernetes.services[0]']);
  });

  it.each([
    'DOCKER_HOST=tcp://docker:2375',
    'DOCKER_HOST=unix:///var/run/docker.sock',
    'DOCKER_HOST=tcp://build-farm.example.com:2376',
    'DOCKER_TLS_CERTDIR=',
    'DOCKER_TLS_VERIFY=',
    'DOCKER_CERT_PATH=/elsewhere',
  ])('mode dind does not work with %s', (assignment) => {
    for (const mode of DAEMONS) {
      expect(inMode(mode, {}, { environment: ['A=b', assignment] })).toEqual([
        'error BUILD_MODES_MIXED environment[1]',
      ]);
    }
  });

  it.each(['DOCKER_HOST=tcp://localhost:2376', 'DOCKER_TLS_VERIFY=1', 'DOCKER_BUILDKIT=1'])(
    'mode dind works with %s',
    (assignment) => {
      expect(inMode('dind', {}, { environment: [assignment] })).toEqual([]);
    },
  );

  it('without a mode the job may bring the daemon', () => {
    expect(inMode('none', {}, { environment: ['DOCKER_HOST=tcp://docker:2375'] })).toEqual([]);
  });

  it.each(UNPRIVILEGED)('mode %s has no daemon to talk to', (mode) => {
    const environment = ['DOCKER_HOST=tcp://docker:2375'];
    expect(inMode(mode, {}, { environment })).toEqual(['error BUILD_MODES_MIXED environment[0]']);
    expect(inMode(mode, {}, { environment: ['DOCKER_HOST=tcp://build-farm.example.com:2376'] })).toEqual([]);
    expect(
      inMode(mode, { services: [{ name: 'example/daemon:1', alias: 'docker' }] }, { environment }),
    ).toEqual([]);
  });

  it('mode socket talks to its socket alone', () => {
    const about = (host: string): string[] =>
      inMode('socket', {}, { environment: [`DOCKER_HOST=${host}`] }).filter((finding) =>
        finding.startsWith('error'),
      );
    expect(about('tcp://docker:2376')).toEqual(['error BUILD_MODES_MIXED environment[0]']);
    expect(about('unix:///var/run/docker.sock')).toEqual([]);
  });

  it('TLS variables need the volume with the certificates', () => {
    const environment = ['DOCKER_TLS_VERIFY=1', 'DOCKER_CERT_PATH=/certs/client'];
    const mountedAt = (mount_path: string): string[] =>
      inMode('none', { volumes: { secret: [{ name: 'docker-client', mount_path }] } }, { environment });
    expect(inMode('none', {}, { environment })).toEqual(['error BUILD_MODES_MIXED environment[1]']);
    expect(mountedAt('/certs/client')).toEqual([]);
    expect(mountedAt('/certs/')).toEqual([]);
    expect(mountedAt('/certs/cl')).toEqual(['error BUILD_MODES_MIXED environment[1]']);
    expect(
      inMode('none', {}, { environment: ['DOCKER_TLS_VERIFY=', 'DOCKER_CERT_PATH=/certs/client'] }),
    ).toEqual([]);
  });

  it.each(DAEMONS)('mode %s shares its certificates where it says', (mode) => {
    const own = (name: string, mount_path: string): string[] =>
      inMode(mode, { volumes: { empty_dir: [{ name, mount_path }] } });
    expect(own('docker-certs', '/elsewhere')).toEqual([
      'error NAME_TAKEN kubernetes.volumes.empty_dir[0].name',
    ]);
    expect(own('docker-certs', '/certs/client')).toEqual([]);
    expect(own('certificates', '/certs/client')).toEqual([
      'error MOUNT_PATH_TAKEN kubernetes.volumes.empty_dir[0].mount_path',
    ]);
  });
});
