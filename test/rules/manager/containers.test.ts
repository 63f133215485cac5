import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

const contradiction = (path: string): string => `error CONTRADICTION spec.manager.${path}.runAsUser`;

describe("containers of the manager's pod", () => {
  const root = { runAsUser: 0 };
  const rootAllowed = { runAsUser: 0, runAsNonRoot: false };

  it.each<[object, string[]]>([
    [{ securityContext: root }, [contradiction('securityContext')]],
    [{ securityContext: rootAllowed }, []],
    [{ securityContext: root, podSecurityContext: { runAsNonRoot: false } }, []],
    [{ podSecurityContext: root }, [contradiction('podSecurityContext')]],
    [{ podSecurityContext: rootAllowed }, []],
    [{ podSecurityContext: root, securityContext: { runAsUser: 100 } }, []],
    [
      { podSecurityContext: root, containers: [{ name: 'side', image: 'side' }] },
      [contradiction('podSecurityContext')],
    ],
    [
      { initContainers: [{ name: 'first', image: 'first', securityContext: root }] },
      [contradiction('initContainers[0].securityContext')],
    ],
  ])('finds root where the kubelet refuses it: %j', (manager, expected) => {
    expect(findings({}, { manager })).toEqual(expected);
  });

  it('finds a privileged container that may not gain privileges', () => {
    const securityContext = { privileged: true, allowPrivilegeEscalation: false };
    expect(findings({}, { manager: { securityContext } })).toEqual([
      'error CONTRADICTION spec.manager.securityContext.allowPrivilegeEscalation',
    ]);
  });
});
