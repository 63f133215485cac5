import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { cli } from '../support/cli.ts';

const DOCUMENT = JSON.stringify({
  apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
  kind: 'GitLabRunner',
  metadata: { name: 'runner', namespace: 'ci' },
  spec: {
    version: '19.3.0',
    runners: {
      default: {
        url: 'https://gitlab.example.com',
        token: { secretKeyRef: { name: 'runner-token', key: 'token' } },
      },
    },
  },
});

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Puts a shell script in the place of `kubectl`. It writes down what it was called with. */
function kubectl(script: string): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const program = join(bin, 'kubectl');
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$*" >>'${folder}/calls'\n${script}\n`);
  chmodSync(program, 0o755);
  vi.stubEnv('PATH', `${bin}:/usr/bin:/bin`);
}

const calls = (): string[] => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n').sort();

const VERSION = `case "$*" in *version*) echo '{"serverVersion":{"gitVersion":"v1.34.4"}}'; exit;; esac`;

it('without kubectl says what to do', async () => {
  vi.stubEnv('PATH', folder);
  expect(await cli(['doctor', '-'], DOCUMENT)).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /cannot ask the cluster: kubectl is not on the PATH\. Install it, or .*--format dump.*--from\n$/,
    ),
  });
});

it('says in the words of kubectl why a cluster does not answer, and asks nothing else', async () => {
  kubectl(`echo '{"clientVersion":{}}'
echo 'E1126 01:00:00.000000 1 memcache.go:265] "Unhandled Error"' >&2
echo 'Unable to connect to the server: dial tcp 192.0.2.1:443: i/o timeout' >&2; exit 1`);
  expect(await cli(['doctor', '-', '--context', 'prod'], DOCUMENT)).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringContaining(
      'cannot ask the cluster: Unable to connect to the server: dial tcp 192.0.2.1:443: i/o timeout',
    ),
  });
  expect(calls()).toEqual([expect.stringMatching(/^--context=prod .*\bversion\b/)]);
});

it('takes nothing for absent that could not be read for another reason', async () => {
  kubectl(`${VERSION}
echo 'Error from server (Timeout): the server was unable to return a response in the time allotted' >&2; exit 1`);
  const { exitCode, stderr } = await cli(['doctor', '-'], DOCUMENT);
  expect(stderr).toContain('not checked: deployments in namespace ci: Error from server (Timeout)');
  expect(stderr).toContain('ci/runner: no problem in what could be read;');
  expect(exitCode).toBe(0);
});

it('reports what the person may not read, and finds nothing by it', async () => {
  kubectl(`${VERSION}
case "$*" in
  *api-resources*) exit;;
  *create*) echo 'Error from server (Forbidden): serviceaccounts "runner" is forbidden: User "me" cannot impersonate resource "serviceaccounts" in API group "" in the namespace "ci"' >&2;;
  *) for resource in namespaces pods events deployments replicasets configmaps secrets serviceaccounts roles rolebindings services; do
    echo "Error from server (Forbidden): $resource is forbidden: User \\"me\\" cannot list resource \\"$resource\\" in API group \\"\\" in the namespace \\"ci\\"" >&2
  done;;
esac
exit 1`);
  const { exitCode, stderr } = await cli(['doctor', '-'], DOCUMENT);
  expect(stderr).toContain('not checked: secrets in namespace ci: forbidden');
  expect(stderr).toContain('not checked: rights: ');
  expect(stderr).not.toMatch(/ABSENT/);
  expect(exitCode).toBe(0);
});

it('calls kubectl to read alone', async () => {
  kubectl(`${VERSION}\nexit 0`);
  await cli(['doctor', '-'], DOCUMENT);
  const verbs = calls().map((call) => call.replace(/^(--\S+ )*/, ''));
  expect(verbs.length).toBeGreaterThan(4);
  for (const verb of verbs) {
    expect(verb).toMatch(
      /^(?:version|api-resources|get|logs) |^create --filename=- .*--as=system:serviceaccount:ci:runner/,
    );
  }
});

it.each([
  ['what is no JSON', 'no dump'],
  ['what is no dump', '{"kind":"ClusterState"}'],
])('refuses %s', async (_, text) => {
  const file = join(folder, 'dump.json');
  writeFileSync(file, text);
  expect(await cli(['doctor', '-', '--from', file], DOCUMENT)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('is not a dump of a cluster'),
  });
});

it('refuses the dump of another document, and names both', async () => {
  const file = join(folder, 'dump.json');
  const state = {
    apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
    kind: 'ClusterState',
    readAt: '2026-11-26T01:00:00Z',
    documents: ['ci/other'],
    ...Object.fromEntries(
      ['objects', 'secrets', 'logs', 'metrics', 'rights', 'notRead'].map((key) => [key, []]),
    ),
  };
  writeFileSync(file, JSON.stringify(state));
  expect(await cli(['doctor', '-', '--from', file], DOCUMENT)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/was read for ci\/other, and not for ci\/runner/),
  });
});

it('reads a cluster or a dump', async () => {
  for (const option of [
    ['--context', 'prod'],
    ['--format', 'dump'],
  ]) {
    expect(await cli(['doctor', '-', '--from', 'dump.json', ...option], DOCUMENT)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--from reads a dump'),
    });
  }
});

it('reports what is wrong with a document, and asks nothing', async () => {
  kubectl('exit 0');
  const { exitCode, stderr } = await cli(['doctor', '-'], DOCUMENT.replace('19.3.0', 'newest'));
  expect(exitCode).toBe(1);
  expect(stderr).toContain('error');
  expect(calls).toThrow();
});
