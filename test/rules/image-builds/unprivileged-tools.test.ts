import { describe, expect, it } from 'vitest';

import { inMode, UNPRIVILEGED } from '../../support/in-mode.ts';

describe('what a builder needs', () => {
  const build = 'build_container_security_context';
  it.each(UNPRIVILEGED)('mode %s maps user ids', (mode) => {
    const about = (context: object): string[] => inMode(mode, { [build]: context });
    expect(about({ allow_privilege_escalation: false })).toEqual([
      `error BUILDER_BLOCKED kubernetes.${build}.allow_privilege_escalation`,
    ]);
    expect(about({ run_as_user: 1001 })).toEqual([`error BUILDER_BLOCKED kubernetes.${build}.run_as_user`]);
    expect(about({ capabilities: { drop: ['NET_RAW', 'SETUID'] } })).toEqual([
      `error BUILDER_BLOCKED kubernetes.${build}.capabilities.drop[1]`,
    ]);
    expect(about({ seccomp_profile: { type: 'RuntimeDefault' } })).toEqual([
      `error BUILDER_BLOCKED kubernetes.${build}.seccomp_profile`,
    ]);
    expect(about({ app_armor_profile: { type: 'RuntimeDefault' } })).toEqual([
      `error BUILDER_BLOCKED kubernetes.${build}.app_armor_profile`,
    ]);
    const own = { type: 'Localhost', localhost_profile: 'builder.json' };
    expect(about({ seccomp_profile: own, app_armor_profile: own })).toEqual([]);
  });

  it.each(UNPRIVILEGED)('mode %s works in pods that are hardened otherwise', (mode) => {
    expect(
      inMode(mode, {
        allow_privilege_escalation: false,
        cap_drop: ['ALL'],
        pod_security_context: {
          run_as_user: 2000,
          run_as_non_root: true,
          seccomp_profile: { type: 'RuntimeDefault' },
        },
      }),
    ).toEqual([]);
  });

  it('the BuildKit image starts its daemon where entrypoints are honored', () => {
    const feature_flags = { FF_KUBERNETES_HONOR_ENTRYPOINT: true };
    const environment = ['FF_KUBERNETES_HONOR_ENTRYPOINT=true'];
    const at = 'error BUILDER_BLOCKED';
    expect(inMode('buildkit-rootless', {}, { feature_flags })).toEqual([
      `${at} feature_flags.FF_KUBERNETES_HONOR_ENTRYPOINT`,
    ]);
    expect(inMode('buildkit-rootless', {}, { environment })).toEqual([`${at} environment[0]`]);
    expect(inMode('buildah', {}, { feature_flags })).toEqual([]);
  });

  it.each([
    ['buildkit-rootless', 'BUILDKITD_FLAGS=--oci-worker-no-process-sandbox --debug', []],
    ['buildkit-rootless', 'BUILDKITD_FLAGS=--oci-worker-no-process-sandbox=true', []],
    ['buildkit-rootless', 'BUILDKITD_FLAGS=--debug', ['error BUILDER_BLOCKED environment[0]']],
    ['buildah', 'BUILDAH_ISOLATION=rootless', ['error BUILDER_BLOCKED environment[0]']],
    ['podman', 'BUILDAH_ISOLATION=oci', ['error BUILDER_BLOCKED environment[0]']],
    ['podman', 'BUILDAH_FORMAT=oci', []],
  ])('mode %s answers to %s', (mode, assignment, expected) => {
    expect(inMode(mode, {}, { environment: [assignment] })).toEqual(expected);
    expect(inMode(mode, { [build]: { proc_mount: 'unmasked' } }, { environment: [assignment] })).toEqual([]);
  });
});

describe('releases', () => {
  it.each(UNPRIVILEGED)('mode %s has no profiles before 18.11', (mode) => {
    const about = (version: string): string[] => inMode(mode, {}, {}, { version });
    expect(about('18.10.1')).toEqual(['warning NO_SECURITY_PROFILES dockerBuilds.mode']);
    expect(about('18.11.0')).toEqual([]);
  });
});
