import { describe, expect, it } from 'vitest';

import { objectsWith, only } from '../../support/rendered.ts';

describe('the image of the manager', () => {
  const imageOf = (image: object): string =>
    only(objectsWith({ image }), 'Deployment').spec.template.spec.containers[0].image;

  it.each<[object, string]>([
    [{}, 'registry.gitlab.com/gitlab-org/gitlab-runner:alpine-v19.3.0'],
    [{ flavor: 'ubuntu' }, 'registry.gitlab.com/gitlab-org/gitlab-runner:ubuntu-v19.3.0'],
    [{ flavor: 'ubi-fips' }, 'registry.gitlab.com/gitlab-org/gitlab-runner:ubi-fips-v19.3.0'],
    [
      { flavor: 'ocp' },
      'registry.gitlab.com/gitlab-org/ci-cd/gitlab-runner-ubi-images/gitlab-runner-ocp:v19.3.0',
    ],
    [{ flavor: 'ocp', repository: 'registry.example.com/ocp' }, 'registry.example.com/ocp:v19.3.0'],
    [{ repository: 'registry.example.com/runner', tag: 'mine' }, 'registry.example.com/runner:mine'],
    [
      { tag: 'mine', digest: `sha256:${'a'.repeat(64)}` },
      `registry.gitlab.com/gitlab-org/gitlab-runner@sha256:${'a'.repeat(64)}`,
    ],
  ])('follows from %j', (image, expected) => {
    expect(imageOf(image)).toBe(expected);
  });
});

describe('probes of the manager', () => {
  const containerOf = (manager: object) =>
    only(objectsWith({ manager }), 'Deployment').spec.template.spec.containers[0];

  it('are ours unless the document has its own', () => {
    const own = { tcpSocket: { port: 'metrics' }, periodSeconds: 60 };
    expect(containerOf({ livenessProbe: own }).livenessProbe).toEqual(own);
    expect(containerOf({}).livenessProbe).toMatchObject({ tcpSocket: { port: 'metrics' } });
  });

  it('go away for an empty mapping', () => {
    const container = containerOf({ livenessProbe: {}, startupProbe: {} });
    expect(container).not.toHaveProperty('livenessProbe');
    expect(container).not.toHaveProperty('startupProbe');
    expect(container).toHaveProperty('readinessProbe');
  });
});

describe('nodes, CPU and memory of the manager', () => {
  const podOf = (spec: object) => only(objectsWith(spec), 'Deployment').spec.template.spec;

  it('keep to Linux beside what the document asks for', () => {
    expect(podOf({}).nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
    expect(podOf({ manager: { nodeSelector: { pool: 'ci' } } }).nodeSelector).toEqual({
      'kubernetes.io/os': 'linux',
      pool: 'ci',
    });
  });

  it.each<[object, object]>([
    [{}, { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '512Mi' } }],
    [
      { limits: { memory: '1Gi' } },
      { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '1Gi' } },
    ],
    [{ requests: { cpu: '200m' } }, { requests: { cpu: '200m' }, limits: { cpu: '1', memory: '512Mi' } }],
    [{ limits: {} }, { requests: { cpu: '100m', memory: '128Mi' }, limits: {} }],
  ])('take the lists of %j in place of ours', (resources, expected) => {
    const { initContainers, containers } = podOf({ manager: { resources } });
    expect(containers[0].resources).toEqual(expected);
    expect(initContainers[0].resources).toEqual(expected);
  });

  it('spread managers over nodes by the labels of this runner alone, however many there are', () => {
    const { selector, template } = only(objectsWith(), 'Deployment').spec;
    expect(template.spec.topologySpreadConstraints).toEqual([
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: selector.matchLabels },
      },
    ]);
    const same = template.spec.topologySpreadConstraints;
    expect(podOf({ manager: { replicas: 2 } }).topologySpreadConstraints).toEqual(same);
    expect(podOf({ autoscaling: { enabled: true } }).topologySpreadConstraints).toEqual(same);
  });

  it('leave the spreading to the document where it has a say', () => {
    const affinity = { podAntiAffinity: {} };
    expect(podOf({ manager: { replicas: 2, affinity } })).not.toHaveProperty('topologySpreadConstraints');
    const none = { replicas: 2, topologySpreadConstraints: [] };
    expect(podOf({ manager: none }).topologySpreadConstraints).toEqual([]);
  });
});

describe('labels', () => {
  it("of an object win over the document's, but not over the recommended ones", () => {
    const objects = objectsWith({
      manager: { labels: { team: 'own', 'app.kubernetes.io/name': 'mine' } },
    });
    expect(only(objects, 'Deployment').metadata.labels).toMatchObject({
      team: 'own',
      'app.kubernetes.io/name': 'gitlab-runner',
    });
  });
});

describe('security settings of the manager container', () => {
  const contextsOf = (manager: object): object[] => {
    const { initContainers, containers } = only(objectsWith({ manager }), 'Deployment').spec.template.spec;
    return [...initContainers, ...containers].map(({ securityContext }) => securityContext);
  };

  it('restrict nothing that a privileged container has anyway', () => {
    const context = { readOnlyRootFilesystem: true, runAsNonRoot: true, privileged: true };
    expect(contextsOf({ securityContext: { privileged: true } })).toEqual([context, context]);
  });

  it('let the containers run as root where the pod may', () => {
    const allowed = expect.objectContaining({ runAsNonRoot: false });
    const podSecurityContext = { runAsUser: 0, runAsNonRoot: false };
    expect(contextsOf({ podSecurityContext })).toEqual([allowed, allowed]);
  });
});
