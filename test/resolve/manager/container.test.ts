import { describe, expect, it } from 'vitest';

import { objectsWith, only } from '../../support/rendered.ts';

describe('probes of the manager', () => {
  const containerOf = (manager: object) =>
    only(objectsWith({ manager }), 'Deployment').spec.template.spec.containers[0];

  it('go away for an empty mapping', () => {
    const container = containerOf({ livenessProbe: {}, startupProbe: {} });
    expect(container).not.toHaveProperty('livenessProbe');
    expect(container).not.toHaveProperty('startupProbe');
    expect(container).toHaveProperty('readinessProbe');
  });

  it('restart a manager that hangs, to which the kernel still opens connections, without waiting for its jobs', () => {
    const { livenessProbe } = containerOf({ terminationGracePeriodSeconds: 7200 });
    expect(livenessProbe.httpGet).toEqual({ path: '/metrics', port: 'metrics' });
    expect(livenessProbe.terminationGracePeriodSeconds).toBe(30);
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
