import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

import { objectsWith, only } from '../../support/rendered.ts';

describe('a token that GitLab can never take', () => {
  const { command, env } = only(objectsWith(), 'Deployment').spec.template.spec.initContainers[0];
  const [, ...args] = command.slice(0, 3);
  const check = (RUNNER_TOKEN_DEFAULT: string) =>
    spawnSync('/bin/sh', [...args, 'echo', 'linked'], { env: { RUNNER_TOKEN_DEFAULT }, encoding: 'utf8' });

  it.each(['', ' ', 'glrt-EXAMPLE\n', 'glrt-EXAMPLE\r\n', ' glrt-EXAMPLE', 'glrt-\tEXAMPLE'])(
    'keeps the manager from starting: %j',
    (token) => {
      const { status, stdout, stderr } = check(token);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^RUNNER_TOKEN_DEFAULT: the Secret has no token, or a blank or line break/);
      expect(stderr).not.toContain('glrt-');
    },
  );

  it.each(['glrt-EXAMPLE', 'glrt-t1_a.b-c_d', '$HOME*'])('is none of these: %s', (token) => {
    expect(check(token)).toMatchObject({ status: 0, stdout: 'linked\n' });
  });

  it('is looked for in the variables of the manager, by a text that the kubelet leaves as it is', () => {
    expect(env).toEqual([
      {
        name: 'RUNNER_TOKEN_DEFAULT',
        valueFrom: { secretKeyRef: { name: 'gitlab-runner-token', key: 'token' } },
      },
    ]);
    expect(args[1]).not.toMatch(/\$\$|\$\(|\$\{/);
  });

  it('stands in config.toml itself before 18.10, where there is nothing to look at', () => {
    const old = objectsWith({ version: '18.9.0' }, { token: { value: 'glrt-EXAMPLE' } });
    const [link] = only(old, 'Deployment').spec.template.spec.initContainers;
    expect(link.command[0]).toBe('ln');
    expect(link).not.toHaveProperty('env');
  });
});
