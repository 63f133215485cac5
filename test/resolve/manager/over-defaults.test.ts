import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';
import { objectsWith, only } from '../../support/rendered.ts';

const podOf = (manager: object, spec: object = {}) =>
  only(objectsWith({ manager, ...spec }), 'Deployment').spec.template.spec;
const containerOf = (manager: object, spec: object = {}) => podOf(manager, spec).containers[0];

describe('security settings of the document, over ours', () => {
  it('add capabilities and leave the rest dropped', () => {
    const { initContainers, containers } = podOf({
      securityContext: { capabilities: { add: ['NET_BIND_SERVICE'] } },
    });
    for (const { securityContext } of [...initContainers, ...containers]) {
      expect(securityContext.capabilities).toEqual({ add: ['NET_BIND_SERVICE'], drop: ['ALL'] });
    }
  });

  it('replace a list', () => {
    const { securityContext } = containerOf({ securityContext: { capabilities: { drop: ['NET_RAW'] } } });
    expect(securityContext.capabilities).toEqual({ drop: ['NET_RAW'] });
  });

  it('replace a profile as a whole', () => {
    const seccompProfile = { type: 'Localhost', localhostProfile: 'runner.json' };
    expect(podOf({ podSecurityContext: { seccompProfile } }).securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile,
    });
    const unconfined = { type: 'Unconfined' };
    expect(
      podOf({ podSecurityContext: { seccompProfile: unconfined } }).securityContext.seccompProfile,
    ).toEqual(unconfined);
  });
});

describe('amounts of the document, over ours', () => {
  it('replace a list of amounts, so that a limit can go away', () => {
    expect(containerOf({ resources: { limits: { memory: '1Gi' } } }).resources).toEqual({
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { memory: '1Gi' },
    });
  });
});

describe('probes of the document, over ours', () => {
  const ours = containerOf({});

  it.each(['livenessProbe', 'readinessProbe', 'startupProbe'])('change numbers of the %s', (key) => {
    const numbers = { timeoutSeconds: 70, periodSeconds: 90 };
    expect(findings({}, { manager: { [key]: numbers } })).toEqual([]);
    expect(containerOf({ [key]: numbers })[key]).toEqual({ ...ours[key], ...numbers });
  });

  it.each<[string, object]>([
    ['another action', { exec: { command: ['true'] } }],
    ['the same action with another port', { tcpSocket: { port: 9252 } }],
    ['a request', { httpGet: { port: 'metrics', path: '/metrics' } }],
  ])('take %s, and leave the numbers', (_name, action) => {
    const { httpGet: _action, ...numbers } = ours.livenessProbe;
    expect(containerOf({ livenessProbe: action }).livenessProbe).toEqual({ ...numbers, ...action });
    const { httpGet: _request, ...ofReadiness } = ours.readinessProbe;
    expect(containerOf({ readinessProbe: action }).readinessProbe).toEqual({ ...ofReadiness, ...action });
  });

  it('need an action where ours is not there, and have one at most', () => {
    const livenessProbe = { timeoutSeconds: 70 };
    expect(findings({}, { config: { listen_address: '' }, manager: { livenessProbe } })).toEqual([
      'error PROBE_ACTIONS spec.manager.livenessProbe',
    ]);
    const two = { exec: { command: ['true'] }, tcpSocket: { port: 'metrics' } };
    expect(findings({}, { manager: { livenessProbe: two } })).toEqual([
      'error PROBE_ACTIONS spec.manager.livenessProbe',
    ]);
  });
});

describe('hooks of the document, over ours', () => {
  const { preStop } = containerOf({}).lifecycle;

  it('leave the drain where they say nothing of the stop', () => {
    const postStart = { exec: { command: ['true'] } };
    expect(containerOf({ lifecycle: { postStart } }).lifecycle).toEqual({ postStart, preStop });
  });

  it('take the place of the drain where they do', () => {
    for (const own of [{ exec: { command: ['true'] } }, { sleep: { seconds: 5 } }]) {
      expect(containerOf({ lifecycle: { preStop: own } }).lifecycle).toEqual({ preStop: own });
    }
  });

  it('go away for an empty mapping', () => {
    expect(containerOf({ lifecycle: {} })).not.toHaveProperty('lifecycle');
  });
});
