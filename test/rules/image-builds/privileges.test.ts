import { describe, expect, it } from 'vitest';

import { DAEMONS, inMode, UNPRIVILEGED } from '../../support/in-mode.ts';

describe('privileges', () => {
  const contexts = ['build', 'helper', 'service', 'init_permissions'].map(
    (name) => `${name}_container_security_context`,
  );

  it.each(['none', ...UNPRIVILEGED])('mode %s refuses them, for every container', (mode) => {
    expect(inMode(mode, { privileged: true })).toEqual([
      'error PRIVILEGED_WITHOUT_MODE kubernetes.privileged',
    ]);
    for (const context of contexts) {
      expect(inMode(mode, { [context]: { privileged: true } })).toEqual([
        `error PRIVILEGED_WITHOUT_MODE kubernetes.${context}.privileged`,
      ]);
    }
  });

  it.each(DAEMONS)('mode %s gives them to services, and wants them nowhere else', (mode) => {
    const kind = mode === 'dind' ? 'warning PRIVILEGED_BEYOND_MODE' : 'error PRIVILEGED_WITHOUT_MODE';
    expect(inMode(mode, { service_container_security_context: { privileged: true } })).toEqual([]);
    expect(inMode(mode, { privileged: true })).toEqual([`${kind} kubernetes.privileged`]);
    expect(inMode(mode, { build_container_security_context: { privileged: true } })).toEqual([
      `${kind} kubernetes.build_container_security_context.privileged`,
    ]);
  });

  it('reach services of jobs that mode dind-rootless would keep away', () => {
    expect(inMode('dind-rootless', { allowed_services: ['postgres:*'] })).toEqual([
      'warning PRIVILEGED_SERVICES kubernetes.allowed_services',
    ]);
    expect(inMode('dind', { allowed_services: ['postgres:*'] })).toEqual([]);
  });
});
