import { describe, expect, it } from 'vitest';

import { findings } from '../../support/findings.ts';

describe('settings of the manager', () => {
  it.each(['CONFIG_FILE', 'LISTEN_ADDRESS'])('refuses the variable %s, which is a flag', (name) => {
    expect(findings({}, { manager: { env: [{ name, value: 'x' }] } })).toEqual([
      'error REFUSED_VALUE spec.manager.env[0].name',
    ]);
  });

  it.each([
    'CI_SERVER_URL',
    'REGISTER_NON_INTERACTIVE',
    'RUNNER_EXECUTOR',
    'KUBERNETES_NAMESPACE',
    'CACHE_TYPE',
  ])('finds that only a registration reads %s', (name) => {
    const env = [{ name, value: 'x' }];
    expect(findings({}, { manager: { env } })).toEqual(['warning NO_EFFECT spec.manager.env[0].name']);
    expect(findings({}, { manager: { env, command: ['/start'] } })).toEqual([]);
  });

  it('takes variables that the manager or its libraries read, and those that an address names', () => {
    const names = ['TZ', 'AWS_REGION', 'KUBERNETES_SERVICE_HOST'];
    expect(findings({}, { manager: { env: names.map((name) => ({ name, value: 'x' })) } })).toEqual([]);
    const env = [{ name: 'CI_SERVER_URL', value: 'https://gitlab.com' }];
    expect(findings({ url: '$CI_SERVER_URL' }, { manager: { env } })).toEqual([]);
  });

  it.each([
    ['LOG_LEVEL', ['debug', 'WARN', 'warning', '$(LEVEL)'], ['verbose', '']],
    ['LOG_FORMAT', ['json', 'runner'], ['JSON', 'logfmt']],
    ['RUNNER_DEBUG', ['true', '0', ''], ['yes']],
    ['LOG_SYSLOG', ['F', 'False'], ['off']],
  ])('finds values of %s with which the manager does not start', (name, right, wrong) => {
    const found = (value: string, more: object = {}): string[] =>
      findings({}, { manager: { env: [{ name, value }], ...more } });
    for (const value of right) expect(found(value)).toEqual([]);
    for (const value of wrong) {
      expect(found(value)).toEqual(['error REFUSED_VALUE spec.manager.env[0].value']);
      expect(found(value, { command: ['/start'] })).toEqual([]);
    }
  });

  it('needs the token of its account where jobs run in its own cluster', () => {
    const manager = { automountServiceAccountToken: false };
    expect(findings({}, { manager })).toEqual([
      'error CONTRADICTION spec.manager.automountServiceAccountToken',
    ]);
    const mounted = {
      ...manager,
      volumes: [{ name: 'account', secret: { secretName: 'account' } }],
      volumeMounts: [{ name: 'account', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }],
    };
    expect(findings({}, { manager: mounted })).toEqual([]);
    const elsewhere = { kubernetes: { host: 'https://other.example.com', bearer_token: 'EXAMPLE' } };
    expect(findings(elsewhere, { manager }).filter((finding) => finding.includes('automount'))).toEqual([]);
  });

  it.each<[string, boolean]>([
    ['/etc/gitlab-runner', true],
    ['/etc/gitlab-runner/', true],
    ['/etc/gitlab-runner/.', true],
    ['//etc//gitlab-runner', true],
    ['/etc/gitlab-runner/config.toml', true],
    ['/home/gitlab-runner/./config.toml', true],
    ['/tmp/', true],
    ['/etc/gitlab-runner/more', false],
    ['/etc/gitlab-runner.d', false],
  ])('looks whether a mount at %s hides what the manager reads', (mountPath, isTaken) => {
    const manager = { volumes: [{ name: 'a', emptyDir: {} }], volumeMounts: [{ name: 'a', mountPath }] };
    expect(findings({}, { manager })).toEqual(
      isTaken ? ['error NAME_TAKEN spec.manager.volumeMounts[0].mountPath'] : [],
    );
  });

  it('sees one path in two spellings', () => {
    const volumeMounts = ['/data', '/data/'].map((mountPath) => ({ name: 'a', mountPath }));
    expect(findings({}, { manager: { volumes: [{ name: 'a', emptyDir: {} }], volumeMounts } })).toEqual([
      'error NAME_TAKEN spec.manager.volumeMounts[1].mountPath',
    ]);
  });
});
