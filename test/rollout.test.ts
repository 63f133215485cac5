import { describe, expect, it } from 'vitest';

import { objectsWith, only } from './support/rendered.ts';

const key = { name: 'ca', key: 'ca.crt' };
const session = { sessionServer: { enabled: true, service: { type: 'ClusterIP' } } };

/** Whether the Deployment rolls out when the first document becomes the second. */
function rollsOut(before: [object, object?], after: [object, object?]): boolean {
  const [old, young] = [before, after].map(([spec, runner]) =>
    JSON.stringify(only(objectsWith(spec, runner), 'Deployment').spec.template),
  );
  return old !== young;
}

describe('a change of the document', () => {
  it.each<[string, [object, object?], [object, object?]]>([
    ['more jobs at once', [{}], [{ config: { concurrent: 9 } }]],
    [
      'another image for jobs',
      [{}, { kubernetes: { image: 'a:1' } }],
      [{}, { kubernetes: { image: 'a:2' } }],
    ],
    ['another GitLab', [{}], [{}, { url: 'https://gitlab.example.com' }]],
    ['another job namespace', [{}], [{ jobs: { namespace: 'ci-jobs' } }]],
    ['more rights', [{}], [{}, { kubernetes: { pod_disruption_budget: true } }]],
    ['a bundle for jobs', [{}], [{ certificates: { inJobs: { configMap: 'ca' } } }]],
    ['a network policy', [{}], [{ networkPolicy: { enabled: true } }]],
    ['alerts', [{}], [{ metrics: { prometheusRule: { enabled: true } } }]],
    ['more managers', [{}], [{ manager: { replicas: 3 } }]],
  ])('leaves running managers alone: %s', (_name, before, after) => {
    expect(rollsOut(before, after)).toBe(false);
  });

  it.each<[string, [object, object?], [object, object?]]>([
    ['another release', [{ version: '19.2.0' }], [{ version: '19.3.0' }]],
    [
      'another token in the document',
      [{}, { token: { value: 'glrt-EXAMPLE' } }],
      [{}, { token: { value: 'glrt-OTHER' } }],
    ],
    [
      'another Secret with the token',
      [{}],
      [{}, { token: { secretKeyRef: { name: 'other', key: 'token' } } }],
    ],
    ['another port for metrics', [{}], [{ config: { listen_address: ':9000' } }]],
    ['web terminals', [{}], [session]],
    [
      'another address of the session server, which is read at the start alone',
      [session],
      [{ ...session, config: { session_server: { advertise_address: 'a.example.com:9000' } } }],
    ],
    [
      'another time for sessions',
      [session],
      [{ ...session, config: { session_server: { session_timeout: 60 } } }],
    ],
    [
      'another certificate authority',
      [{ certificates: { ca: { secretKeyRef: key } } }],
      [{ certificates: { ca: { secretKeyRef: { ...key, name: 'other' } } } }],
    ],
    [
      'keys for the cache',
      [{}, cache()],
      [{ cacheCredentials: { s3: { accessKeyId: key, secretAccessKey: key } } }, cache()],
    ],
    [
      'anything in config.toml, where the document wants it',
      [{ configUpdate: 'rollout' }],
      [{ configUpdate: 'rollout', config: { concurrent: 9 } }],
    ],
  ])('starts new managers: %s', (_name, before, after) => {
    expect(rollsOut(before, after)).toBe(true);
  });

  it('gives a ConfigMap a new name only where a rollout is wanted', () => {
    const nameOf = (spec: object): string => only(objectsWith(spec), 'ConfigMap').metadata.name;
    expect(nameOf({})).toBe('gitlab-runner-config');
    expect(nameOf({ config: { concurrent: 9 } })).toBe('gitlab-runner-config');
    const names = [1, 2].map((concurrent) => nameOf({ configUpdate: 'rollout', config: { concurrent } }));
    expect(names[0]).toMatch(/^gitlab-runner-config-[0-9a-f]{12}$/);
    expect(names[0]).not.toBe(names[1]);
  });

  it('never names the session settings of a manager that serves none', () => {
    expect(JSON.stringify(objectsWith())).not.toContain('session-hash');
  });
});

function cache(): object {
  return { cache: { Type: 's3', s3: { BucketName: 'cache' } } };
}
