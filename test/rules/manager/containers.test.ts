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

describe('amounts of containers in the pod of the manager', () => {
  const managerFindings = (manager: object): string[] => findings({}, { manager });

  it('keep below a limit, ours where the document has none', () => {
    expect(managerFindings({ resources: { requests: { memory: '1Gi' } } })).toEqual([
      'error REQUEST_ABOVE_LIMIT spec.manager.resources.requests.memory',
    ]);
    expect(managerFindings({ resources: { requests: { memory: '1Gi' }, limits: {} } })).toEqual([]);
    expect(managerFindings({ resources: { limits: { cpu: '50m' } } })).toEqual([
      'error REQUEST_ABOVE_LIMIT spec.manager.resources.requests.cpu',
    ]);
  });

  it('are doubted where they are hardly meant', () => {
    expect(
      managerFindings({
        resources: {
          requests: { cpu: '100m', memory: '512m', 'ephemeral-storage': '10' },
          limits: { cpu: '500M', memory: '1Gi' },
        },
      }),
    ).toEqual([
      'warning UNUSUAL_VALUE spec.manager.resources.requests.ephemeral-storage',
      'warning UNUSUAL_VALUE spec.manager.resources.requests.memory',
      'warning UNUSUAL_VALUE spec.manager.resources.limits.cpu',
    ]);
  });

  it.each<[object, string[]]>([
    [{ requests: { cpu: '-1' } }, ['error WRONG_FORMAT spec.manager.resources.requests.cpu']],
    [{ limits: { memory: '-1Gi' } }, ['error WRONG_FORMAT spec.manager.resources.limits.memory']],
    [
      { limits: { 'nvidia.com/gpu': '1.5' } },
      ['error REFUSED_VALUE spec.manager.resources.limits["nvidia.com/gpu"]'],
    ],
    [
      { requests: { 'nvidia.com/gpu': '1' } },
      ['error CONTRADICTION spec.manager.resources.requests["nvidia.com/gpu"]'],
    ],
    [
      { requests: { 'nvidia.com/gpu': '1' }, limits: { 'nvidia.com/gpu': '2' } },
      ['error CONTRADICTION spec.manager.resources.requests["nvidia.com/gpu"]'],
    ],
    [
      { requests: { 'hugepages-2Mi': '1Gi' } },
      ['error CONTRADICTION spec.manager.resources.requests.hugepages-2Mi'],
    ],
    [{ limits: { 'nvidia.com/gpu': 1, 'hugepages-2Mi': '4Mi', 'kubernetes.io/batch-cpu': '1.5' } }, []],
    [{ requests: { 'nvidia.com/gpu': '1' }, limits: { 'nvidia.com/gpu': 1 } }, []],
  ])('are such as Kubernetes takes: %j', (resources, expected) => {
    expect(managerFindings({ resources })).toEqual(expected);
  });

  it('are looked at in other containers too', () => {
    const container = { name: 'proxy', image: 'registry.example.com/proxy:1' };
    const resources = { requests: { cpu: '2' }, limits: { cpu: '1' } };
    expect(managerFindings({ containers: [{ ...container, resources }] })).toEqual([
      'error REQUEST_ABOVE_LIMIT spec.manager.containers[0].resources.requests.cpu',
    ]);
  });
});
