import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { mergePatch } from '../../src/core/data/merge-patch.ts';
import { isKind } from '../../src/core/objects/kubernetes-object.ts';
import {
  type ClusterState,
  diagnose,
  type Finding,
  type GitLabRunner,
  renderRunner,
} from '../../src/index.ts';
import { root } from '../support/project.ts';

const { document, state } = JSON.parse(
  readFileSync(join(root, 'test/doctor/dumps/healthy.json'), 'utf8'),
) as { document: GitLabRunner; state: ClusterState };

const found = (part: Partial<ClusterState>, own: GitLabRunner = document): readonly Finding[] =>
  diagnose(own, { ...state, ...part }).findings;
const codes = (part: Partial<ClusterState>, own?: GitLabRunner): readonly string[] =>
  found(part, own).map(({ code }) => code);

/** The state with other lines about jobs in the log of the manager, each so many seconds before the state was read. */
function logged(...lines: readonly (readonly [secondsAgo: number, text: string])[]): Partial<ClusterState> {
  const [log] = state.logs;
  const more = lines.map(
    ([ago, text]) => `${new Date(Date.parse(state.readAt) - ago * 1000).toISOString()} ${text}`,
  );
  const start = log!.text.split('\n').filter((line) => !line.includes('job'));
  return { logs: [{ ...log!, text: [...start, ...more].join('\n') }] };
}

const REFUSED =
  "WARNING: Checking for jobs... failed runner=… runner_name=default status=couldn't execute POST against https://gitlab.example.com/api/v4/jobs/request: dial tcp 192.0.2.1:443: connect: connection refused";

describe('a request for jobs that failed', () => {
  it('is a fault where it does so again and again', () => {
    expect(codes(logged([20, REFUSED], [10, REFUSED]))).toEqual(['GITLAB_UNREACHABLE']);
  });

  it('is none where it does so once, or did so long ago', () => {
    expect(codes(logged([10, REFUSED]))).toEqual([]);
    expect(codes(logged([1000, REFUSED], [10, REFUSED]))).toEqual([]);
    expect(codes(logged([1010, REFUSED], [1000, REFUSED]))).toEqual([]);
  });

  it('is none where a job has come since', () => {
    const received = 'Checking for jobs... received job=1 runner=… runner_name=default';
    expect(codes(logged([30, REFUSED], [20, REFUSED], [10, received]))).toEqual([]);
  });

  it('may be long ago where the manager seldom asks', () => {
    const patient = mergePatch(document, { spec: { config: { check_interval: 300 } } }) as GitLabRunner;
    expect(codes(logged([700, REFUSED], [300, REFUSED]), patient)).toContain('GITLAB_UNREACHABLE');
  });

  it('is read in a log of JSON', () => {
    const line =
      '{"level":"warning","msg":"Checking for jobs... failed","runner":"…","runner_name":"default","status":"Post \\"https://gitlab.example.com/api/v4/jobs/request\\": tls: failed to verify certificate: x509: certificate signed by unknown authority"}';
    const [only] = found(logged([20, line], [10, line]));
    expect(only).toMatchObject({ code: 'GITLAB_AUTHORITY', path: ['spec', 'certificates', 'ca'] });
  });

  it('is not taken for one where another host is meant', () => {
    const line =
      'WARNING: Event retrieved from the cluster: Failed to pull image "registry.example.com/a": x509: certificate signed by unknown authority';
    expect(codes(logged([20, line], [10, line]))).toEqual([]);
  });
});

describe('a job that failed', () => {
  const failed = (why: string): string =>
    `ERROR: Job failed (system failure): prepare environment: ${why}. Check https://docs.gitlab.com/x  duration_s=1`;

  it('is a fault for ten minutes', () => {
    const line = failed('setting up build pod: pods "a" is forbidden: exceeded quota: pods');
    expect(codes(logged([500, line]))).toEqual(['QUOTA']);
    expect(codes(logged([700, line]))).toEqual([]);
  });

  it('for lack of a right is one only where rights could not be read', () => {
    const line = failed(
      'setting up build pod: pods is forbidden: User "system:serviceaccount:ci:runner" cannot create resource "pods"',
    );
    expect(codes(logged([10, line]))).toEqual([]);
    expect(codes({ ...logged([10, line]), notRead: [{ what: 'rights', why: 'forbidden' }] })).toEqual([
      'PERMISSION_ABSENT',
    ]);
  });

  it('whose script failed is none', () => {
    expect(codes(logged([10, 'WARNING: Job failed: command terminated with exit code 1  job=1']))).toEqual(
      [],
    );
  });
});

describe('a fence around the pods of jobs', () => {
  const API = 'admissionregistration.k8s.io/v1';
  const own = mergePatch(document, { spec: { jobs: { admissionPolicy: {} } } }) as GitLabRunner;
  const policies = renderRunner(own).filter(({ apiVersion }) => apiVersion === API);
  const there = { objects: [...state.objects, ...policies] as ClusterState['objects'] };
  const without = (kind: string) => ({
    objects: there.objects.filter((object) => object.kind !== kind),
  });
  const policy = 'ci.runner.ci.pods';
  const message =
    'GitLabRunner ci/runner makes no container privileged (spec.runners.*.kubernetes.privileged)';
  const says = (words: string, name = policy): string =>
    `ValidatingAdmissionPolicy '${name}' with binding '${name}'${words}`;
  const refused = (name?: string): string =>
    `ERROR: Job failed (system failure): prepare environment: setting up build pod: pods "a" is forbidden: ${says(` denied request: ${message}`, name)}. Check https://docs.gitlab.com/x  duration_s=1 error=prepare environment: pods "a" is forbidden: ${says(` denied request: ${message}`, name)} job=1`;

  it('is healthy where it holds', () => {
    expect(codes(there, own)).toEqual([]);
  });

  it('is not to be had before Kubernetes 1.30', () => {
    const served = state.served!.filter((kind) => !kind.startsWith(`${API} ValidatingAdmissionPolicy`));
    const [only, ...others] = found({ served, serverVersion: 'v1.29.9' }, own);
    expect(others.map(({ code }) => code)).toEqual(['KIND_NOT_SERVED']);
    expect(only).toMatchObject({
      code: 'KIND_NOT_SERVED',
      seen: ['the API server is v1.29.9'],
      how: expect.stringContaining('Kubernetes 1.30'),
    });
  });

  it('is broken where a policy or a binding is not there', () => {
    const [only, ...others] = found(without('ValidatingAdmissionPolicyBinding'), own);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ code: 'FENCE_BROKEN', seen: { length: 3 } });
    expect(codes({}, own)).toEqual(['FENCE_BROKEN']);
  });

  it('is not said to be broken where it could not be read', () => {
    const notRead = ['validatingadmissionpolicies', 'validatingadmissionpolicybindings'].map((what) => ({
      what,
      why: 'forbidden',
    }));
    expect(codes({ notRead }, own)).toEqual([]);
  });

  it('is broken where managers have another account, whatever the document says', () => {
    const objects = there.objects.map((object) =>
      object.kind === 'Deployment'
        ? mergePatch(object, { spec: { template: { spec: { serviceAccountName: 'other' } } } })
        : object,
    ) as ClusterState['objects'];
    const [, broken] = found({ objects }, own).toSorted((one, other) => (one.code < other.code ? 1 : -1));
    expect(broken).toMatchObject({ code: 'FENCE_BROKEN' });
    expect(broken!.seen[0]).toMatch(/is about system:serviceaccount:ci:runner, and managers are \S+:other$/);
  });

  it('is broken where it no longer refuses, or is of another policy', () => {
    const changed = (spec: object): Partial<ClusterState> => ({
      objects: there.objects.map((object) =>
        object.kind === 'ValidatingAdmissionPolicyBinding' ? mergePatch(object, { spec }) : object,
      ) as ClusterState['objects'],
    });
    for (const spec of [{ validationActions: ['Audit'] }, { policyName: 'other' }])
      expect(codes(changed(spec), own)).toEqual(['FENCE_BROKEN']);
    expect(codes(changed({ validationActions: ['Deny', 'Audit'] }), own)).toEqual(['OBJECT_DIFFERS']);
  });

  it('names the setting by which it refuses, in text, in JSON and in a warning, each reason once', () => {
    const lines = [
      refused(),
      refused(),
      `{"error":"prepare environment: pods \\"a\\" is forbidden: ${says(` denied request: ${message}`)}","level":"error","msg":"Job failed (system failure): pods"}`,
    ];
    for (const line of [lines, lines.slice(0, 1), lines.slice(2)]) {
      const all = found({ ...there, ...logged(...line.map((text) => [10, text] as const)) }, own);
      expect(all.map(({ code, seen }) => [code, seen])).toEqual([['POD_FENCED', [message]]]);
      expect(all[0]!.how).toContain('(spec.runners.*.kubernetes.privileged)');
    }
    const warned = `I1126 07:49:49.840644       7 warnings.go:107] "Warning: Validation failed for ${says(`: ${message}`)}"`;
    expect(found({ ...there, ...logged([10, warned]) }, own)).toMatchObject([
      {
        code: 'POD_FENCED',
        happens: `Admission policy ${policy} would refuse the pod of a job.`,
        seen: [message],
      },
    ]);
  });

  it('reads a message that names no setting', () => {
    const objects = policies
      .filter((one) => isKind(one, 'ValidatingAdmissionPolicy'))
      .find(({ metadata }) => metadata.name === 'ci.runner.ci.objects')!;
    const message = objects.spec!.validations![0]!.message!;
    const line = `WARNING: Error cleaning up: secrets "a" is forbidden: ${says(` denied request: ${message}`, 'ci.runner.ci.objects')} job=1 project=1`;
    expect(found({ ...there, ...logged([10, line]) }, own)).toMatchObject([
      { code: 'POD_FENCED', seen: [message] },
    ]);
  });

  it('is not taken for that of another manager, nor for what it once was', () => {
    expect(codes({ ...there, ...logged([10, refused('other.runner.ci.pods')]) }, own)).toEqual(['ADMISSION']);
    expect(codes({ ...there, ...logged([700, refused()]) }, own)).toEqual([]);
    const loose = mergePatch(own, { spec: { runners: { default: { kubernetes: { privileged: true } } } } });
    const objects = [
      ...state.objects,
      ...renderRunner(loose as GitLabRunner).filter(({ apiVersion }) => apiVersion === API),
    ] as ClusterState['objects'];
    expect(codes({ objects, ...logged([10, refused()]) }, own)).not.toContain('POD_FENCED');
  });
});

describe('tokens of several runners in one Secret', () => {
  const of = (key: string): object => ({
    ...document.spec.runners.default,
    token: { secretKeyRef: { name: 'tokens', key } },
  });
  const own = mergePatch(document, {
    spec: { runners: { default: null, small: of('small'), large: of('large'), spare: of('small') } },
  }) as GitLabRunner;
  const create = 'kubectl create secret generic tokens --namespace ci';
  const commands = [
    ['large', 'large'],
    ['small', 'small and the token of runner spare'],
  ].flatMap(([key, runners]) => [
    `read -rs RUNNER_TOKEN   # paste the token of runner ${runners}`,
    `printf %s "$RUNNER_TOKEN" | ${create} --from-file=${key}=/dev/stdin --dry-run=client --output=yaml | kubectl apply --server-side --force-conflicts --field-manager=register-${key} -f -`,
  ]);
  const secret = (...keys: ClusterState['secrets'][number]['keys']): Partial<ClusterState> => ({
    secrets: [...state.secrets, { namespace: 'ci', name: 'tokens', labels: {}, keys }],
  });
  const good = { length: 26, hasBlank: false, endsInLineBreak: false, tokenKind: 'runner' } as const;

  it('are written one by one, each without the others, where there is no Secret', () => {
    expect(found({}, own)[0]).toMatchObject({ code: 'SECRET_ABSENT', commands });
  });

  it('are written one by one where the Secret has another key', () => {
    expect(found(secret({ key: 'other', ...good }), own)[0]).toMatchObject({
      code: 'SECRET_KEY_ABSENT',
      happens: expect.stringContaining('has no key large, small.'),
      commands,
    });
  });

  it('are written without the one that is there', () => {
    expect(found(secret({ key: 'small', ...good }), own)[0]).toMatchObject({
      code: 'SECRET_KEY_ABSENT',
      commands: commands.slice(0, 2),
    });
    const blank = { key: 'large', ...good, hasBlank: true };
    expect(found(secret({ key: 'small', ...good }, blank), own)[0]).toMatchObject({
      code: 'TOKEN_BLANK',
      commands: commands.slice(0, 2),
    });
  });

  it('are written after the files of a Secret that holds both', () => {
    const certificates = { ca: { secretKeyRef: { name: 'tokens', key: 'ca.crt' } } };
    const both = mergePatch(own, { spec: { certificates } }) as GitLabRunner;
    expect(found({}, both)[0]).toMatchObject({
      code: 'SECRET_ABSENT',
      commands: [`${create} --from-file=ca.crt=FILE`, ...commands],
    });
  });
});

describe('what was not read', () => {
  it('is not taken for absent, and is listed', () => {
    const notRead = [{ what: 'secrets', namespace: 'ci', why: 'forbidden' }];
    expect(codes({ secrets: [] })).toEqual(['SECRET_ABSENT']);
    expect(diagnose(document, { ...state, secrets: [], notRead })).toMatchObject({
      findings: [],
      notChecked: notRead,
    });
  });

  it('is known by the resource in the plural', () => {
    const objects = state.objects.filter(({ kind }) => kind !== 'Role');
    expect(codes({ objects })).toEqual(['OBJECT_ABSENT']);
    expect(codes({ objects, notRead: [{ what: 'roles', namespace: 'ci', why: 'forbidden' }] })).toEqual([]);
  });
});

describe('evidence', () => {
  it('holds no credential, whoever wrote it', () => {
    const token = 'glrt-t1_EXAMPLE0123456789abc';
    const own = mergePatch(document, {
      spec: { runners: { default: { token: { secretKeyRef: null, value: token } } } },
    }) as GitLabRunner;
    const line = `${REFUSED} token=${token} password=hunter2hunter2`;
    const text = JSON.stringify(diagnose(own, { ...state, ...logged([20, line], [10, line]) }));
    expect(text).toContain('GITLAB_UNREACHABLE');
    expect(text).not.toMatch(/EXAMPLE0123|hunter2/);
  });
});

it('bears a state in which nothing is as it should be', () => {
  const odd: readonly unknown[] = [null, 1, 'text', [], {}, [null], { name: null }];
  const objects = [
    'Pod',
    'Event',
    'Deployment',
    'ReplicaSet',
    'Namespace',
    'ConfigMap',
    'Role',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
  ].flatMap((kind) =>
    odd.flatMap((value) => [
      { kind, metadata: value },
      {
        kind,
        apiVersion: 'apps/v1',
        metadata: { name: 'runner', namespace: 'ci', labels: value },
        spec: value,
        status: value,
        data: value,
      },
    ]),
  );
  const fenced = mergePatch(document, { spec: { jobs: { admissionPolicy: {} } } });
  expect(() => diagnose(fenced, { ...state, objects } as ClusterState)).not.toThrow();
});
