import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';

import { main } from '../../src/cli/main.ts';
import { type GitLabRunner, renderRunner, toYaml } from '../../src/index.ts';
import { directory } from '../support/project.ts';
import { run } from '../support/run.ts';

interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function cli(args: readonly string[], stdin = ''): Outcome {
  let stdout = '';
  let stderr = '';
  const exitCode = main(args, {
    stdin: () => Buffer.from(stdin),
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    color: false,
    columns: undefined,
  });
  return { exitCode, stdout, stderr };
}

const document: GitLabRunner = {
  apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
  kind: 'GitLabRunner',
  metadata: { name: 'gitlab-runner' },
  spec: {
    config: { concurrent: 2 },
    runners: {
      default: { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'gitlab-runner-token' } } },
    },
  },
};
const yaml = stringify(document);
const toml = `
apiVersion = "gitlab-runner-manifests.dev/v1alpha1"
kind = "GitLabRunner"
metadata.name = "gitlab-runner"
[spec.config]
concurrent = 2
[spec.runners.default]
url = "https://gitlab.com"
token.secretKeyRef.name = "gitlab-runner-token"
`;
const wrong = yaml.replace('concurrent: 2', 'concurrent: two');

describe('render', () => {
  it.each([
    ['YAML', 'runner.yaml', yaml],
    ['JSON', 'runner.json', JSON.stringify(document)],
    ['TOML', 'runner.toml', toml],
  ])('reads %s', (_language, file, text) => {
    const path = join(directory({ [file]: text }), file);
    expect(cli(['render', path])).toEqual({
      exitCode: 0,
      stdout: toYaml(renderRunner(document)),
      stderr: '',
    });
  });

  it('reads standard input, in the language it is told or finds', () => {
    for (const [args, stdin] of [
      [['render', '-'], yaml],
      [['render', '-'], JSON.stringify(document)],
      [['render', '-', '--input', 'toml'], toml],
    ] as const) {
      expect(cli(args, stdin)).toEqual({ exitCode: 0, stdout: toYaml(renderRunner(document)), stderr: '' });
    }
  });

  it('prints JSON that kubectl takes', () => {
    const { stdout } = cli(['render', '-', '--format', 'json'], yaml);
    expect(JSON.parse(stdout)).toEqual({ apiVersion: 'v1', kind: 'List', items: renderRunner(document) });
  });

  it.each(['yaml', 'json'])(
    'writes one %s file for each object, and a kustomization that builds the same',
    (format) => {
      const path = directory({ 'runner.yaml': yaml });
      const target = join(path, 'deep/manifests');
      const { exitCode, stdout } = cli([
        'render',
        join(path, 'runner.yaml'),
        '-o',
        target,
        '--format',
        format,
      ]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
      const { resources } = parse(readFileSync(join(target, 'kustomization.yaml'), 'utf8')) as {
        resources: string[];
      };
      expect(resources).toHaveLength(renderRunner(document).length);
      expect(readdirSync(target).sort()).toEqual([...resources, 'kustomization.yaml'].sort());
      resources.forEach((file, index) => {
        expect(parse(readFileSync(join(target, file), 'utf8'))).toEqual(renderRunner(document)[index]);
      });
      expect(run('kustomize', ['build', target])).toMatchObject({ exitCode: 0, stderr: '' });
    },
  );

  it('gives objects with one kind and name in two namespaces a file each', () => {
    const two = structuredClone(document) as { spec: { jobs?: object } };
    two.spec.jobs = { namespaces: { 'jobs-a': {}, 'jobs-b': {} } };
    const one = document.spec.runners.default!;
    const config = {
      ...document,
      spec: {
        ...document.spec,
        runners: {
          a: { ...one, kubernetes: { namespace: 'jobs-a' } },
          b: { ...one, kubernetes: { namespace: 'jobs-b' } },
        },
      },
    };
    const path = directory({ 'runner.yaml': stringify(config) });
    expect(cli(['render', join(path, 'runner.yaml'), '-o', path]).exitCode).toBe(0);
    const { resources } = parse(readFileSync(join(path, 'kustomization.yaml'), 'utf8')) as {
      resources: string[];
    };
    expect(new Set(resources).size).toBe(renderRunner(config).length);
  });

  it('prints nothing but the report for a wrong document', () => {
    const { exitCode, stdout, stderr } = cli(['render', '-'], wrong);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('<stdin>:7:17: error WRONG_TYPE');
  });

  it('prints warnings to standard error and renders', () => {
    const { exitCode, stdout, stderr } = cli(['render', '-'], `${yaml}  dockerBuilds: {mode: socket}\n`);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('kind: Deployment');
    expect(stderr).toContain('warning DOCKER_SOCKET');
  });
});

describe('validate', () => {
  it('says so when all is well', () => {
    expect(cli(['validate', '-'], yaml)).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '<stdin>: no problems found\n',
    });
  });

  it('reports all files', () => {
    const path = directory({ 'good.yaml': yaml, 'bad.yaml': wrong, 'worse.yaml': 'kind: [' });
    const files = ['good.yaml', 'bad.yaml', 'worse.yaml'].map((file) => join(path, file));
    const { exitCode, stdout, stderr } = cli(['validate', ...files]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('bad.yaml:7:17: error');
    expect(stderr).toContain('worse.yaml:');
    expect(stderr).not.toContain('good.yaml:');
  });

  it('prints JSON to standard output', () => {
    const { exitCode, stdout, stderr } = cli(['validate', '-', '--format', 'json'], wrong);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject([
      {
        code: 'WRONG_TYPE',
        severity: 'error',
        path: ['spec', 'config', 'concurrent'],
        file: '<stdin>',
        range: { start: { line: 7, column: 17 } },
      },
    ]);
  });
});

describe('permissions', () => {
  it('prints a table with reasons', () => {
    const { exitCode, stdout } = cli(['permissions', '-'], yaml);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^VERBS +RESOURCE +NAMESPACE +BECAUSE\n/);
    expect(stdout).toMatch(/^create,delete,get,list,watch +pods +gitlab-runner +every job is a pod/m);
  });

  it('prints JSON', () => {
    expect(JSON.parse(cli(['permissions', '-', '--format', 'json'], yaml).stdout)).toContainEqual(
      expect.objectContaining({
        namespace: 'gitlab-runner',
        apiGroup: '',
        resource: 'pods/attach',
        verbs: ['create'],
      }),
    );
  });
});

describe('the command line', () => {
  it('prints help and version to standard output', () => {
    expect(cli(['--help'])).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: expect.stringContaining('Usage:'),
    });
    expect(cli(['--version'])).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it.each([
    [[], 'there is no command'],
    [['rendr', 'x.yaml'], 'there is no command "rendr"; did you mean "render"?'],
    [['render'], 'render takes a file'],
    [['render', 'a', 'b'], 'render takes one file, not 2'],
    [['render', 'x.yaml', '--formt', 'json'], 'there is no option "--formt"; did you mean "--format"?'],
    [['render', '-', '--format', 'jsn'], '--format takes yaml, json, not "jsn"; did you mean "json"?'],
    [['render', '-', '--input', 'xml'], '--input takes yaml, json, toml, not "xml"'],
    [['render', '/no/such/file.yaml'], 'cannot read /no/such/file.yaml: there is no such file or directory'],
    [['validate'], 'validate takes files'],
    [['validate', '-', '-o', 'x'], 'validate has no option "--output"'],
    [['permissions', '-', '--format', 'github'], '--format takes text, json, not "github"'],
  ])('answers %j with usage', (args, message) => {
    const { exitCode, stdout, stderr } = cli(args, yaml);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`gitlab-runner-manifests: ${message}`);
  });

  it('refuses a directory that is a file', () => {
    const path = directory({ 'runner.yaml': yaml, taken: '' });
    expect(cli(['render', join(path, 'runner.yaml'), '-o', join(path, 'taken')])).toMatchObject({
      exitCode: 2,
      stdout: '',
    });
    writeFileSync(join(path, 'x'), '');
    expect(cli(['render', join(path, 'runner.yaml'), '-o', join(path, 'x/y')])).toMatchObject({
      exitCode: 2,
      stdout: '',
    });
  });
});
