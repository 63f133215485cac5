import { describe, expect, it } from 'vitest';

import { render } from '../../src/api.ts';
import { diffObjects } from '../../src/operate/diff/diff.ts';
import { EFFECTS, type EffectCode } from '../../src/operate/diff/effects.ts';
import { documentWith, objectsWith, only } from '../support/rendered.ts';

const key = { name: 'ca', key: 'ca.crt' };
const named = { name: 'gitlab-runner', namespace: 'ci' };
const runner = { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'token', key: 'a' } } };
const session = { sessionServer: { enabled: true, service: { type: 'ClusterIP' } } };

/** A document by its spec, its runner and its metadata. */
type Spec = readonly [spec: object, runner?: object, metadata?: object];

function objectsOf([spec, runner, metadata]: Spec): readonly object[] {
  const rendered = render({ ...documentWith(spec, runner), metadata: { ...named, ...metadata } });
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
  return rendered.objects;
}

/** What becomes of the first document's objects where the second's are applied. */
function effectsOf(before: Spec, after: Spec): readonly EffectCode[] {
  return diffObjects(objectsOf(before), objectsOf(after)).effects.map(({ code }) => code);
}

const file = (text: string): object => ({
  extraObjects: {
    file: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'file' }, data: { key: text } },
  },
});
const frozen = (text: string): object => ({
  extraObjects: {
    file: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'file' },
      data: { key: text },
      immutable: true,
    },
  },
});
const policy = (name: string): object => ({
  extraObjects: {
    policy: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {},
    },
  },
});
const fence = (...validationActions: readonly string[]): object => ({
  jobs: { admissionPolicy: { validationActions } },
});
const daemon = (downloads: number): object => ({
  dockerBuilds: { mode: 'dind', dind: { daemonConfig: { 'max-concurrent-downloads': downloads } } },
});
const rules = { rbac: { extraRules: [{ apiGroups: [''], resources: ['endpoints'], verbs: ['get'] }] } };
const role = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/a' };
const by = (controller: string): object => ({ delivery: { controller } });
const recreate = { strategy: { type: 'Recreate' } };
const scaling = { autoscaling: { enabled: true, maxReplicas: 4 } };

/** A change of each key that an effect has as its cause; of a key with several effects, one for an effect where it takes another. */
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
  'networkPolicy.*': [[{}], [{ networkPolicy: { enabled: true } }]],
  'metrics.podMonitor': [[{}], [{ metrics: { podMonitor: { enabled: true } } }]],
  'metrics.prometheusRule': [[{}], [{ metrics: { prometheusRule: { enabled: true } } }]],
  'metrics.dashboard': [[{}], [{ metrics: { dashboard: { enabled: true } } }]],
  'metrics.service': [[{}], [{ metrics: { service: { enabled: true } } }]],
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
  'metadata.name': [[{}], [{}, {}, { name: 'other' }]],
  'metadata.namespace': [[{}], [{}, {}, { namespace: 'other' }]],
  'manager-pruned: metadata.name': [[by('Flux')], [by('Flux'), {}, { name: 'other' }]],
  'manager-pruned: metadata.namespace': [[by('Flux')], [by('Flux'), {}, { namespace: 'other' }]],
  'manager-drained: metadata.name': [[by('ArgoCD')], [by('ArgoCD'), {}, { name: 'other' }]],
  'manager-drained: metadata.namespace': [[by('ArgoCD')], [by('ArgoCD'), {}, { namespace: 'other' }]],
  'delivery.*': [[{}], [by('ArgoCD')]],
  'object-pruned: delivery.controller': [[{ ...by('Flux'), networkPolicy: { enabled: true } }], [by('Flux')]],
  'manager-stopped: manager.replicas': [
    [{ manager: { replicas: 0 } }],
    [{ manager: { replicas: 0 } }, {}, { name: 'other' }],
  ],
  'serviceAccount.name': [[{}], [{ serviceAccount: { name: 'other' } }]],
  'serviceAccount.annotations': [[{}], [{ serviceAccount: { annotations: role } }]],
  'serviceAccount.imagePullSecrets': [
    [{}],
    [{ serviceAccount: { imagePullSecrets: [{ name: 'registry' }] } }],
  ],
  'jobs.serviceAccount': [[{}], [{ jobs: { serviceAccount: { create: true } } }]],
  'jobs.admissionPolicy': [[{}], [fence('Deny')]],
  'fence-holds: jobs.admissionPolicy.validationActions': [[fence('Warn')], [fence('Deny', 'Audit')]],
  'jobs.admissionPolicy.validationActions': [[fence('Deny')], [fence('Audit', 'Warn')]],
  'fence-changed: kubernetes.*': [
    [fence('Deny')],
    [fence('Deny'), { kubernetes: { allow_privilege_escalation: true } }],
  ],
  'fence-changed: dockerBuilds': [[fence('Deny')], [{ ...fence('Deny'), dockerBuilds: { mode: 'buildah' } }]],
  'fence-changed: jobs.serviceAccount': [
    [fence('Deny')],
    [{ jobs: { admissionPolicy: {}, serviceAccount: { create: true } } }],
  ],
  'fence-left: jobs.admissionPolicy': [[fence('Deny')], [{}]],
  'jobs.namespace': [[{}], [{ jobs: { namespace: 'ci-jobs' } }]],
  'jobs.create': [[{ jobs: { namespace: 'ci-jobs' } }], [{ jobs: { namespace: 'ci-jobs', create: false } }]],
  'jobs.networkPolicy': [[{}], [{ jobs: { networkPolicy: { enabled: true } } }]],
  'jobs.resourceQuota': [[{}], [{ jobs: { resourceQuota: { hard: { pods: '20' } } } }]],
  'jobs.limitRange': [
    [{}],
    [{ jobs: { limitRange: { limits: [{ type: 'Container', max: { memory: '1Gi' } }] } } }],
  ],
  'jobs.podSecurity': [
    [{ jobs: { namespace: 'ci-jobs' } }],
    [{ jobs: { namespace: 'ci-jobs', podSecurity: { enforce: 'privileged' } } }],
  ],
  'namespace.podSecurity': [[{}], [{ namespace: { podSecurity: { enforce: 'privileged' } } }]],
  'namespace.create': [[{}], [{ namespace: { create: false } }]],
  'rbac.extraRules': [[{}], [rules]],
  'permissions-removed: rbac.extraRules': [[rules], [{}]],
  'autoscaling.enabled': [[{ manager: { replicas: 3 } }], [scaling]],
  'autoscaler-removed: autoscaling.enabled': [[scaling], [{}]],
  'managers-restart: manager.strategy': [
    [{ manager: recreate }],
    [{ manager: { ...recreate, nodeSelector: { pool: 'ci' } } }],
  ],
  'manager.minReadySeconds': [[{}], [{ manager: { minReadySeconds: 5 } }]],
  'manager.revisionHistoryLimit': [[{}], [{ manager: { revisionHistoryLimit: 2 } }]],
  'manager.progressDeadlineSeconds': [[{}], [{ manager: { progressDeadlineSeconds: 900 } }]],
  'sessionServer.service.type': [
    [session],
    [{ sessionServer: { enabled: true, service: { type: 'Headless' } } }],
  ],
  'dockerBuilds.*': [[daemon(1)], [daemon(2)]],
  'runner-removed: runners': [
    [{ runners: { a: runner, b: runner }, config: { concurrent: 2 } }],
    [{ runners: { a: runner }, config: { concurrent: 2 } }],
  ],
  extraObjects: [[file('a')], [file('b')]],
  'immutable-replaced: extraObjects': [[frozen('a')], [frozen('b')]],
  'admission-policy-changed: extraObjects': [[{}], [policy('a')]],
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

/** Each effect with each key that it has as its cause. */
const causes = Object.entries(EFFECTS).flatMap(([code, { by }]) =>
  [...by.matchAll(/`([^`]+)`/g)].map(([, name = '']) => [code as EffectCode, name] as const),
);
const keyOf = (code: EffectCode, name: string): string =>
  Object.hasOwn(CHANGES, `${code}: ${name}`) ? `${code}: ${name}` : name;

describe('a change of the document', () => {
  it('is there for each cause of an effect', () => {
    expect(Object.keys(CHANGES).sort()).toEqual([...new Set(causes.map((cause) => keyOf(...cause)))].sort());
  });

  it.each(causes)('has the effect %s where it is one of %s', (code, name) => {
    const found = effectsOf(...CHANGES[keyOf(code, name)]!);
    expect(found).toContain(code);
    if (code === 'config-read') expect(found).not.toContain('managers-roll-out');
  });

  it('starts new managers for anything in config.toml, where the document wants it', () => {
    expect(
      effectsOf([{ configUpdate: 'rollout' }], [{ configUpdate: 'rollout', config: { concurrent: 9 } }]),
    ).toContain('managers-roll-out');
  });

  it('leaves managers alone whose config.toml holds a credential before and after', () => {
    const dsn = (host: string): Spec => [{ config: { sentry_dsn: `https://EXAMPLE@${host}/1` } }];
    expect(effectsOf(dsn('a.example.com'), dsn('b.example.com'))).toEqual(['config-read']);
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
