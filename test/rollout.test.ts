import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { render } from '../src/api.ts';
import { documentWith, objectsWith, only } from './support/rendered.ts';

const key = { name: 'ca', key: 'ca.crt' };
const named = { name: 'gitlab-runner', namespace: 'ci' };
const runner = { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'token', key: 'a' } } };
const session = { sessionServer: { enabled: true, service: { type: 'ClusterIP' } } };

/** A document by its spec, its runner and its metadata. */
type Spec = readonly [spec: object, runner?: object, metadata?: object];

/** Whether the Deployment rolls out when the first document becomes the second. */
function rollsOut(before: Spec, after: Spec): boolean {
  const [old, young] = [before, after].map(([spec, runner, metadata]) => {
    const rendered = render({ ...documentWith(spec, runner), metadata: { ...named, ...metadata } });
    if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
    return JSON.stringify(only(rendered.objects as never, 'Deployment').spec.template);
  });
  return old !== young;
}

/** Whether the Deployment rolls out by a change of what the table in docs/operations.md names: before, after, and whether. */
const CHANGES: Readonly<Record<string, readonly [before: Spec, after: Spec]>> = {
  concurrent: [[{}], [{ config: { concurrent: 9 } }]],
  'config.log_level': [[{}], [{ config: { log_level: 'debug' } }]],
  url: [[{}], [{}, { url: 'https://gitlab.example.com' }]],
  limit: [[{}], [{}, { limit: 1 }]],
  'kubernetes.*': [
    [{}, { kubernetes: { image: 'a:1' } }],
    [{}, { kubernetes: { image: 'a:2', pod_disruption_budget: true } }],
  ],
  dockerBuilds: [[{}], [{ dockerBuilds: { mode: 'buildah' } }]],
  'certificates.inJobs': [[{}], [{ certificates: { inJobs: { configMap: 'ca' } } }]],
  'jobs.*': [[{}], [{ jobs: { namespace: 'ci-jobs', serviceAccount: { create: true } } }]],
  'networkPolicy.*': [[{}], [{ networkPolicy: { enabled: true } }]],
  'metrics.*': [[{}], [{ metrics: { prometheusRule: { enabled: true }, podMonitor: { enabled: true } } }]],
  'podDisruptionBudget.*': [[{}], [{ manager: { replicas: 2 }, podDisruptionBudget: { enabled: true } }]],
  'manager.replicas': [[{}], [{ manager: { replicas: 3 } }]],
  'autoscaling.*': [[{}], [{ autoscaling: { enabled: true, maxReplicas: 4 } }]],
  'manager.labels': [[{}], [{ manager: { labels: { team: 'ci' } } }]],
  'manager.annotations': [[{}], [{ manager: { annotations: { team: 'ci' } } }]],
  'manager.strategy': [[{}], [{ manager: { strategy: { type: 'Recreate' } } }]],
  'config.listen_address': [[{}], [{ config: { listen_address: ':9000' } }]],
  sessionServer: [[{}], [session]],
  'config.session_server': [
    [session],
    [{ ...session, config: { session_server: { advertise_address: 'a.example.com:9000' } } }],
  ],
  'config.session_server.session_timeout': [
    [session],
    [{ ...session, config: { session_server: { session_timeout: 60 } } }],
  ],
  'token.value': [
    [{}, { token: { value: 'glrt-EXAMPLE' } }],
    [{}, { token: { value: 'glrt-OTHER' } }],
  ],
  'token.secretKeyRef': [[{}], [{}, { token: { secretKeyRef: { name: 'other', key: 'token' } } }]],
  runners: [[{ runners: { a: runner } }], [{ runners: { a: runner, b: runner }, config: { concurrent: 2 } }]],
  'config.sentry_dsn': [[{}], [{ config: { sentry_dsn: 'https://EXAMPLE@sentry.example.com/1' } }]],
  configUpdate: [[{}], [{ configUpdate: 'rollout' }]],
  version: [[{ version: '19.2.0' }], [{ version: '19.3.0' }]],
  'image.*': [[{}], [{ image: { flavor: 'ubuntu' } }]],
  'manager.*': [[{}], [{ manager: { nodeSelector: { pool: 'ci' } } }]],
  'metadata.labels': [[{}, {}, { labels: { team: 'ci' } }], [{}]],
  commonAnnotations: [[{}], [{ commonAnnotations: { team: 'ci' } }]],
  'certificates.*': [
    [{ certificates: { ca: { secretKeyRef: key } } }],
    [{ certificates: { ca: { secretKeyRef: { ...key, name: 'other' } } } }],
  ],
  'cacheCredentials.*': [
    [{}, cache()],
    [{ cacheCredentials: { s3: { accessKeyId: key, secretAccessKey: key } } }, cache()],
  ],
};

describe('a change of the document', () => {
  const page = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8');
  const [, table = ''] = /\| change \|.*?\n((?:\|.*\n)+)/.exec(page) ?? [];
  // Rows of what changes without the document name objects instead.
  const told = table.split('\n').flatMap((row) => {
    const [, change = '', effect = ''] = row.split('|');
    const rolls = /rolls out/.test(effect);
    const keys = /the content of/.test(change) ? [] : [...change.matchAll(/`([^`]+)`/g)];
    return keys.map(([, name = '']) => [name, rolls] as const);
  });

  it('is told for each that is looked at here', () => {
    expect(told.map(([name]) => name).sort()).toEqual(Object.keys(CHANGES).sort());
  });

  it.each(told)('does to running managers what the page says: %s', (name, rolls) => {
    expect(rollsOut(...CHANGES[name]!)).toBe(rolls);
  });

  it('starts new managers for anything in config.toml, where the document wants it', () => {
    expect(
      rollsOut([{ configUpdate: 'rollout' }], [{ configUpdate: 'rollout', config: { concurrent: 9 } }]),
    ).toBe(true);
  });

  it('leaves managers alone whose config.toml holds a credential before and after', () => {
    const dsn = (host: string): Spec => [{ config: { sentry_dsn: `https://EXAMPLE@${host}/1` } }];
    expect(rollsOut(dsn('a.example.com'), dsn('b.example.com'))).toBe(false);
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
