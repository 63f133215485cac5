import { chmodSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

import { renderRunner } from '../../src/index.ts';
import { directory, root } from '../support/project.ts';
import { run } from '../support/run.ts';

const others = `# first a comment
apiVersion: v1
kind: Pod
metadata:
  name: other
spec:
  volumes:
    - name: a # a secret
      secret:
        secretName: x
        defaultMode: 0644
    - {name: b, configMap: {name: y, defaultMode: 012}}
  containers:
    - name: "c"
      image: 'x'
      args: [yes, 'no', "on", 1_000, 0x1F, 2024-01-01, 1.20, ~, 12:30:45, 12345678901234567890]
---
{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "json"}, "data": {"a": "line\\n\\ttab\\n"}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: texts}
data:
  a: |+
    - kind: ConfigMap

      b

  c: >-
    folded
    text
`;

/** A directory with files of others and a document that names the function. */
function files(command: string): string {
  return directory({
    'others.yaml': others,
    'document.yaml': `# of ours
apiVersion: gitlab-runner-manifests.dev/v1alpha1
kind: GitLabRunner
metadata:
  name: gitlab-runner
  annotations:
    config.kubernetes.io/function: |
      exec: {path: ${command}}
spec:
  runners:
    default:
      url: https://gitlab.com # here
      token: {secretKeyRef: {name: gitlab-runner-token}}
`,
  });
}

/** The files of a directory, by their names. */
function contents(path: string): Record<string, string> {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(path, name), 'utf8')]));
}

const krm = join(root, 'kustomize-plugin/gitlab-runner-krm');

it('does to files of others what a function does that gives back what it is given', () => {
  const nothing = directory({ 'nothing.sh': '#!/bin/sh\ncat\n' });
  chmodSync(join(nothing, 'nothing.sh'), 0o755);
  const [ours, untouched] = [files(krm), files(join(nothing, 'nothing.sh'))];
  for (const path of [ours, untouched]) {
    expect(run('kustomize', ['fn', 'run', path, '--enable-exec'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
  }
  expect(contents(ours)['others.yaml']).toBe(contents(untouched)['others.yaml']);
  expect(contents(ours)['others.yaml']).toContain('defaultMode: 0644');
  expect(contents(ours)['document.yaml']).toContain('# here');
});

it('writes each object into a file that people can read, and finds it again', () => {
  const path = files(krm);
  const again = (): Record<string, string> => {
    expect(run('kustomize', ['fn', 'run', path, '--enable-exec'])).toMatchObject({ exitCode: 0, stderr: '' });
    return contents(path);
  };
  const first = again();
  const document = parse(first['document.yaml']!);
  const { 'others.yaml': _others, 'document.yaml': _document, ...rendered } = first;
  const byName = (objects: unknown[]): string[] => objects.map((object) => JSON.stringify(object)).sort();
  expect(byName(Object.values(rendered).map((text) => parse(text)))).toEqual(byName(renderRunner(document)));
  expect(rendered['gitlab-runner/configmap_gitlab-runner-config.yaml']).toContain('\n  config.toml: |\n');
  expect(again()).toEqual(first);

  const [name, moved] = ['gitlab-runner/role_gitlab-runner.yaml', 'role.yaml'];
  renameSync(join(path, name), join(path, moved));
  writeFileSync(join(path, moved), first[name]!.replace('rules:', 'stale: yes\nrules:'));
  const { [name]: role, ...rest } = first;
  expect(again()).toEqual({ ...rest, [moved]: role });
});
