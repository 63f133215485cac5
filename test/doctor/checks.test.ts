import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { mergePatch } from '../../src/data/merge-patch.ts';
import { type ClusterState, diagnose, type Finding, type GitLabRunner } from '../../src/index.ts';
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
  const objects = ['Pod', 'Event', 'Deployment', 'ReplicaSet', 'Namespace', 'ConfigMap', 'Role'].flatMap(
    (kind) =>
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
  expect(() => diagnose(document, { ...state, objects } as ClusterState)).not.toThrow();
});
