import { describe, expect, it } from 'vitest';

import { objectsWith, only } from '../../support/rendered.ts';

describe('the hooks of the manager', () => {
  const hooks = (manager: object = {}) =>
    only(objectsWith({ manager }), 'Deployment').spec.template.spec.containers[0].lifecycle;
  const hook = { exec: { command: ['a'] } };
  const ours = hooks().preStop;

  it('ask the manager to let its jobs end, and wait', () => {
    expect(ours.exec.command).toEqual(['/bin/sh', '-c', 'kill -QUIT 1; while :; do sleep 1; done']);
  });

  it('stay beside one of another kind', () => {
    expect(hooks({ lifecycle: { postStart: hook } })).toEqual({ preStop: ours, postStart: hook });
    expect(hooks({ lifecycle: { preStop: hook } })).toEqual({ preStop: hook });
  });

  it('look for the manager where containers see the processes of each other', () => {
    const { command } = hooks({ shareProcessNamespace: true }).preStop.exec;
    expect(command[2]).toContain('"$n" = gitlab-runner');
    expect(command[2]).not.toContain('-QUIT 1;');
    expect(hooks({ shareProcessNamespace: false }).preStop).toEqual(ours);
  });
});
