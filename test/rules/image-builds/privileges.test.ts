import { describe, expect, it } from 'vitest';

import { DAEMONS, inMode, UNPRIVILEGED } from '../../support/in-mode.ts';
import { objectsWith } from '../../support/rendered.ts';

const PATCHES = { feature_flags: { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true } };
const PATCH = 'containers:\n- name: build\n  securityContext:\n    privileged: true\n';

describe('privileges', () => {
  const contexts = ['build', 'helper', 'service', 'init_permissions'].map(
    (name) => `${name}_container_security_context`,
  );

  it('are possible without a mode, with one warning', () => {
    expect(inMode('none', { privileged: true })).toEqual([
      'warning PRIVILEGED_WITHOUT_MODE kubernetes.privileged',
    ]);
    for (const context of contexts) {
      expect(inMode('none', { [context]: { privileged: true } })).toEqual([
        `warning PRIVILEGED_WITHOUT_MODE kubernetes.${context}.privileged`,
      ]);
    }
    const everywhere = Object.fromEntries(contexts.map((context) => [context, { privileged: true }]));
    const services = [{ name: 'docker:29-dind', alias: 'docker' }];
    expect(
      inMode(
        'none',
        { privileged: true, services, ...everywhere },
        { environment: ['DOCKER_HOST=tcp://docker:2375'] },
      ),
    ).toEqual(['warning PRIVILEGED_WITHOUT_MODE kubernetes.privileged']);
  });

  it('bring the namespace of the jobs down to their level', () => {
    const privileged = (kubernetes: object, runner: object = {}): unknown =>
      objectsWith({ jobs: { namespace: 'ci-jobs' } }, { kubernetes, ...runner }).find(
        ({ kind, metadata }) => kind === 'Namespace' && metadata.name === 'ci-jobs',
      )?.metadata.labels?.['pod-security.kubernetes.io/enforce'];
    expect(privileged({})).toBe('baseline');
    expect(privileged({ privileged: true })).toBe('privileged');
    expect(privileged({ service_container_security_context: { privileged: true } })).toBe('privileged');
    expect(privileged({ pod_spec: [{ patch: PATCH }] }, PATCHES)).toBe('privileged');
  });

  it.each(UNPRIVILEGED)('mode %s refuses them, for every container', (mode) => {
    expect(inMode(mode, { privileged: true })).toEqual(['error BUILD_MODES_MIXED kubernetes.privileged']);
    for (const context of contexts) {
      expect(inMode(mode, { [context]: { privileged: true } })).toEqual([
        `error BUILD_MODES_MIXED kubernetes.${context}.privileged`,
      ]);
    }
  });

  it.each(DAEMONS)('mode %s gives them to services, and wants them nowhere else', (mode) => {
    const kind = mode === 'dind' ? 'warning PRIVILEGED_BEYOND_MODE' : 'error BUILD_MODES_MIXED';
    expect(inMode(mode, { service_container_security_context: { privileged: true } })).toEqual([]);
    expect(inMode(mode, { privileged: true })).toEqual([`${kind} kubernetes.privileged`]);
    expect(inMode(mode, { build_container_security_context: { privileged: true } })).toEqual([
      `${kind} kubernetes.build_container_security_context.privileged`,
    ]);
  });

  it.each<[string, string?]>([
    [PATCH],
    ['{"containers":[{"name":"build","securityContext":{"privileged":true}}]}'],
    ['containers: [{name: build, securityContext: {privileged: yes}}]', 'merge'],
    ['- {op: add, path: /containers/0/securityContext/privileged, value: true}', 'json'],
    ['[{"op":"replace","value":true,"path":"/initContainers/0/securityContext/privileged"}]', 'json'],
    ['- op: add\n  path: /containers/-\n  value: {name: x, securityContext: {privileged: true}}', 'json'],
  ])('are seen in the patch %j', (patch, patch_type) => {
    const pod_spec = [
      { patch: patch_type === 'json' ? '[]' : '{}', ...(patch_type && { patch_type }) },
      { patch, ...(patch_type && { patch_type }) },
    ];
    const found = (mode: string): string[] => inMode(mode, { pod_spec }, PATCHES);
    expect(found('none')).toEqual(['warning PRIVILEGED_WITHOUT_MODE kubernetes.pod_spec[1].patch']);
    for (const mode of [...DAEMONS, ...UNPRIVILEGED]) {
      expect(found(mode)).toEqual(['warning PRIVILEGED_BEYOND_MODE kubernetes.pod_spec[1].patch']);
    }
  });

  it.each<[string, string?]>([
    ['containers: [{name: build, securityContext: {privileged: false}}]'],
    ['hostUsers: false # privileged: true'],
    ['priorityClassName: not-privileged'],
    ['- {op: remove, path: /containers/0/securityContext/privileged}', 'json'],
    ['- {op: add, path: /hostUsers, value: true}', 'json'],
  ])('are not seen in the patch %j', (patch, patch_type) => {
    const pod_spec = [{ patch, ...(patch_type && { patch_type }) }];
    expect(inMode('none', { pod_spec }, PATCHES)).toEqual([]);
  });

  it('reach services of jobs that mode dind-rootless would keep away', () => {
    expect(inMode('dind-rootless', { allowed_services: ['postgres:*'] })).toEqual([
      'warning PRIVILEGED_SERVICES kubernetes.allowed_services',
    ]);
    expect(inMode('dind', { allowed_services: ['postgres:*'] })).toEqual([]);
  });
});
