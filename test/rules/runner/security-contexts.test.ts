import { describe, expect, it } from 'vitest';

import { findings, kubernetesFindings, withoutBuildModes } from '../../support/findings.ts';

describe('security settings of job pods', () => {
  it('takes a hardened pod', () => {
    const container = {
      run_as_user: 1000,
      run_as_non_root: true,
      allow_privilege_escalation: false,
      capabilities: { drop: ['ALL'] },
      seccomp_profile: { type: 'RuntimeDefault' },
    };
    expect(
      kubernetesFindings({
        pod_security_context: {
          run_as_non_root: true,
          run_as_user: 1000,
          seccomp_profile: { type: 'Localhost', localhost_profile: 'ci.json' },
        },
        build_container_security_context: container,
        helper_container_security_context: container,
        service_container_security_context: container,
        init_permissions_container_security_context: container,
      }),
    ).toEqual([]);
  });

  it.each(['seccomp_profile', 'app_armor_profile'])(
    'misses the profile of %s with type Localhost, in pod and containers',
    (key) => {
      expect(
        kubernetesFindings({
          pod_security_context: { [key]: { type: 'Localhost' } },
          helper_container_security_context: { [key]: { type: 'Localhost' } },
        }),
      ).toEqual([
        `error NEEDS_KEY pod_security_context.${key}`,
        `error NEEDS_KEY helper_container_security_context.${key}`,
      ]);
    },
  );

  it('finds a profile that its type does not read', () => {
    expect(
      kubernetesFindings({
        build_container_security_context: { seccomp_profile: { type: 'Unconfined', localhost_profile: 'x' } },
      }),
    ).toEqual(['warning NO_EFFECT build_container_security_context.seccomp_profile.localhost_profile']);
  });

  it.each([[['SYS_ADMIN']], [[]]])('finds that dropping %j gives NET_RAW back', (drop) => {
    expect(kubernetesFindings({ build_container_security_context: { capabilities: { drop } } })).toEqual([
      'warning CAPABILITY_REGAINED build_container_security_context.capabilities.drop',
    ]);
  });

  it.each([
    [{ build_container_security_context: { capabilities: { drop: ['NET_RAW'] } } }],
    [{ build_container_security_context: { capabilities: { add: ['NET_RAW'], drop: ['SYS_ADMIN'] } } }],
    [{ cap_add: ['NET_RAW'], build_container_security_context: { capabilities: { drop: ['SYS_ADMIN'] } } }],
    [{ build_container_security_context: { capabilities: { add: ['SYS_PTRACE'] } } }],
  ])('lets %j be', (kubernetes) => {
    expect(kubernetesFindings(kubernetes)).toEqual([]);
  });

  it('finds a capability in both lists', () => {
    expect(kubernetesFindings({ cap_add: ['SYS_PTRACE', 'CHOWN'], cap_drop: ['CHOWN'] })).toEqual([
      'warning NO_EFFECT cap_add[1]',
    ]);
  });

  it('refuses user 0 where root is refused, with the pod as default of the containers', () => {
    expect(kubernetesFindings({ pod_security_context: { run_as_user: 0, run_as_non_root: true } })).toEqual([
      'error CONTRADICTION pod_security_context.run_as_user',
    ]);
    expect(
      kubernetesFindings({
        pod_security_context: { run_as_non_root: true },
        init_permissions_container_security_context: { run_as_user: 0 },
        helper_container_security_context: { run_as_user: 0, run_as_non_root: false },
      }),
    ).toEqual(['error CONTRADICTION init_permissions_container_security_context.run_as_user']);
  });

  it('refuses privileged containers without privilege escalation, told once where the key is shared', () => {
    const dind = { dockerBuilds: { mode: 'dind' } };
    expect(
      withoutBuildModes(kubernetesFindings({ privileged: true, allow_privilege_escalation: false }, dind)),
    ).toEqual(['error CONTRADICTION allow_privilege_escalation']);
    expect(
      withoutBuildModes(
        kubernetesFindings({
          build_container_security_context: { privileged: true, allow_privilege_escalation: false },
        }),
      ),
    ).toEqual(['error CONTRADICTION build_container_security_context.allow_privilege_escalation']);
  });

  it('sees the privileges that a build mode brings', () => {
    const hardened = { allow_privilege_escalation: false };
    expect(findings({ kubernetes: hardened })).toEqual([]);
    expect(withoutBuildModes(findings({ kubernetes: hardened, dockerBuilds: { mode: 'dind' } }))).toEqual([
      'error CONTRADICTION kubernetes.allow_privilege_escalation',
    ]);
  });
});
