import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

describe('environments that can be suspended', () => {
  const spec = { version: '19.4.0' };
  const service = { name: 'postgres:17', suspend_data_path: '/var/lib/postgresql' };
  const feature_flags = { FF_SUSPENDABLE_ENVIRONMENTS: true };

  it('have settings that nothing reads without the flag', () => {
    expect(findings({ kubernetes: { suspend_pvc_size: '10Gi', services: [service] } }, spec)).toEqual([
      'warning NO_EFFECT kubernetes.suspend_pvc_size',
      'warning NO_EFFECT kubernetes.services[0].suspend_data_path',
    ]);
  });

  it('need the number of the runner, and services with their own command do not take part', () => {
    expect(
      findings({ feature_flags, kubernetes: { services: [{ ...service, command: ['x'] }] } }, spec),
    ).toEqual(['error NEEDS_KEY', 'warning NO_EFFECT kubernetes.services[0].suspend_data_path']);
    expect(
      findings({ feature_flags, id: 7, kubernetes: { suspend_pvc_size: '10Gi', services: [service] } }, spec),
    ).toEqual([]);
  });
});
