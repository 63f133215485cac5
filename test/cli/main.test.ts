import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';

import { type GitLabRunner, type Runner, renderRunner, toYaml } from '../../src/index.ts';
import { cli, type Outcome } from '../support/cli.ts';
import { directory, root } from '../support/project.ts';
import { type Run, run } from '../support/run.ts';

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
const wrong = yaml.replace('concurrent: 2', 'concurrent: two');

describe('render', () => {
  it.each([
    ['YAML', 'runner.yaml', yaml],
    ['JSON', 'runner.json', JSON.stringify(document)],
  ])('reads %s', async (_language, file, text) => {
    const path = join(directory({ [file]: text }), file);
    expect(await cli(['render', path])).toEqual({
      exitCode: 0,
      stdout: toYaml(renderRunner(document)),
      stderr: '',
    });
  });

  it.each([
    ['YAML', yaml],
    ['YAML in braces', stringify(document, { collectionStyle: 'flow' })],
    ['JSON', JSON.stringify(document)],
  ])('reads standard input in %s', async (_language, stdin) => {
    expect(await cli(['render', '-'], stdin)).toEqual({
      exitCode: 0,
      stdout: toYaml(renderRunner(document)),
      stderr: '',
    });
  });

  it('prints JSON that kubectl takes', async () => {
    const { stdout } = await cli(['render', '-', '--format', 'json'], yaml);
    expect(JSON.parse(stdout)).toEqual({ apiVersion: 'v1', kind: 'List', items: renderRunner(document) });
  });

  it.each(['yaml', 'json'])(
    'writes one %s file for each object, and a kustomization that builds the same',
    async (format) => {
      const path = directory({ 'runner.yaml': yaml });
      const target = join(path, 'deep/manifests');
      const { exitCode, stdout } = await cli([
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

  it('gives objects with one kind and name in two namespaces a file each', async () => {
    const two = structuredClone(document) as { spec: { jobs?: object } };
    two.spec.jobs = { namespaces: { 'jobs-a': {}, 'jobs-b': {} } };
    const one = document.spec.runners.default as Runner;
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
    expect((await cli(['render', join(path, 'runner.yaml'), '-o', path])).exitCode).toBe(0);
    const { resources } = parse(readFileSync(join(path, 'kustomization.yaml'), 'utf8')) as {
      resources: string[];
    };
    expect(new Set(resources).size).toBe(renderRunner(config).length);
  });

  describe('into a directory', () => {
    const extra = (name: string, more: object = {}): object => ({
      apiVersion: 'v1',
      kind: 'Note',
      metadata: { name },
      ...more,
    });
    const withExtras = (extraObjects: Record<string, object>): string =>
      stringify({ ...document, spec: { ...document.spec, extraObjects } });
    const rendered = async (target: string, text: string, ...options: string[]): Promise<Outcome> =>
      await cli(['render', '-', '-o', target, ...options], text);

    it('names a file by its object alone, so that nothing else can change the name', async () => {
      const objects = {
        a: extra('x', { kind: 'Foo' }),
        b: extra('x', { kind: 'Foo', apiVersion: 'example.com/v1' }),
        c: extra('x', { kind: 'Foo', metadata: { name: 'x', namespace: 'x' } }),
        d: extra('x', { kind: 'Foo', metadata: { name: 'c', namespace: 'a-b' } }),
        e: extra('x', { kind: 'Foo', metadata: { name: 'b-c', namespace: 'a' } }),
        f: extra('system:Node_x'),
        g: extra('y'.repeat(253)),
        h: extra(`z${'y'.repeat(252)}`),
      };
      const all = directory({});
      expect(await rendered(all, withExtras(objects))).toMatchObject({ exitCode: 0 });
      const names = readdirSync(all);
      expect(names).toEqual(
        expect.arrayContaining([
          'deployment.apps_gitlab-runner_gitlab-runner.yaml',
          'configmap_gitlab-runner_gitlab-runner-config.yaml',
          'namespace_gitlab-runner.yaml',
          'foo_x.yaml',
          'foo.example.com_x.yaml',
          'foo_x_x.yaml',
          'foo_a-b_c.yaml',
          'foo_a_b-c.yaml',
          'note_system%3a%4eode%5fx.yaml',
        ]),
      );
      expect(names).toHaveLength(6 + 8 + 1);
      expect(names.filter((name) => !/^[a-z0-9.%_-]{1,205}$/.test(name))).toEqual([]);
      expect(run('kustomize', ['build', all]).exitCode).toBe(0);
      for (const [id, object] of Object.entries(objects)) {
        const alone = directory({});
        expect(await rendered(alone, withExtras({ [id]: object }))).toMatchObject({ exitCode: 0 });
        expect(readdirSync(alone).filter((name) => !names.includes(name))).toEqual([]);
      }
    });

    it('removes the files of objects that are gone, and leaves all others', async () => {
      const target = directory({ 'README.md': 'mine', 'foo_mine.yaml': 'mine' });
      await rendered(target, withExtras({ a: extra('a'), b: extra('b') }));
      const { exitCode, stderr } = await rendered(target, withExtras({ b: extra('b') }));
      expect({ exitCode, stderr }).toEqual({
        exitCode: 0,
        stderr: [
          'changed kustomization.yaml',
          'removed note_a.yaml',
          `files in ${target}: 1 changed, 1 removed, 7 unchanged`,
        ]
          .map((line) => `gitlab-runner-manifests: ${line}\n`)
          .join(''),
      });
      const names = readdirSync(target);
      expect(names).not.toContain('note_a.yaml');
      expect(names).toEqual(expect.arrayContaining(['README.md', 'note_b.yaml', 'foo_mine.yaml']));
      await rendered(target, yaml, '--format', 'json');
      expect(readdirSync(target).filter((name) => name.endsWith('.yaml'))).toEqual([
        'foo_mine.yaml',
        'kustomization.yaml',
      ]);
    });

    it('leaves files alone that are the same already, and names the others', async () => {
      const target = join(directory({}), 'new');
      const told = async (text: string): Promise<string[]> =>
        (await rendered(target, text)).stderr
          .replaceAll('gitlab-runner-manifests: ', '')
          .trimEnd()
          .split('\n');
      const times = (): unknown[] =>
        readdirSync(target).map((name) => [name, statSync(join(target, name)).ino]);
      expect(await told(yaml)).toEqual([`wrote 7 files to ${target}`]);
      const before = times();
      expect(await told(yaml)).toEqual([`files in ${target}: 7 unchanged`]);
      expect(times()).toEqual(before);
      const [config, deployment] = [
        'configmap_gitlab-runner_gitlab-runner-config',
        'deployment.apps_gitlab-runner_gitlab-runner',
      ];
      appendFileSync(join(target, `${config}.yaml`), '# edited\n');
      expect(await told(withExtras({ a: extra('a') }))).toEqual([
        'added note_a.yaml',
        `changed ${config}.yaml`,
        'changed kustomization.yaml',
        `files in ${target}: 1 added, 2 changed, 5 unchanged`,
      ]);
      const name = `${deployment}.yaml`;
      expect(statSync(join(target, name)).ino).toBe(new Map(before as [string, number][]).get(name));
    });

    it('keeps every file as it was where one of the new ones cannot be written', async () => {
      const target = directory({});
      await rendered(target, yaml);
      const contents = (): string[] =>
        readdirSync(target).map((name) => `${name}:\n${readFileSync(join(target, name), 'utf8')}`);
      const before = contents();
      // As on a full disk, the first kilobyte of a file still finds room.
      const more = withExtras({ a: extra('a', { data: { long: 'x'.repeat(5000) } }) }).replace(
        'concurrent: 2',
        'concurrent: 3',
      );
      const script = `ulimit -f 2; exec node dist/cli/bin.js render - -o '${target}'`;
      const { exitCode, stdout, stderr } = run('sh', ['-c', script], { cwd: root, input: more });
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toContain(`cannot write to ${target}: `);
      expect(contents()).toEqual(before);

      mkdirSync(join(target, 'note_b.yaml'));
      expect(
        await rendered(target, withExtras({ b: extra('b') }).replace('concurrent: 2', 'concurrent: 3')),
      ).toEqual({
        exitCode: 2,
        stdout: '',
        stderr: `gitlab-runner-manifests: cannot write to ${target}: a directory is in the way\n`,
      });
      rmdirSync(join(target, 'note_b.yaml'));
      expect(contents()).toEqual(before);
    });

    it('takes the place of what a run left that was stopped', async () => {
      const target = directory({ '.namespace_gitlab-runner.yaml.new': 'half' });
      expect((await rendered(target, yaml)).exitCode).toBe(0);
      expect(readdirSync(target).filter((name) => name.startsWith('.'))).toEqual([]);
    });

    it('removes nothing outside of the directory, whatever the kustomization lists', async () => {
      const base = directory({ 'note_x.yaml': 'outside', 'mine.yaml': 'mine' });
      const target = join(base, 'out');
      await rendered(target, yaml);
      writeFileSync(join(target, 'own.yaml'), 'mine');
      appendFileSync(
        join(target, 'kustomization.yaml'),
        '- ../note_x.yaml\n- own.yaml\n- note_none.yaml\n- {a: b}\n',
      );
      expect((await rendered(target, yaml)).exitCode).toBe(0);
      expect(readdirSync(base)).toEqual(['mine.yaml', 'note_x.yaml', 'out']);
      expect(readdirSync(target)).toContain('own.yaml');
    });

    it.each(['kustomization.yaml', 'kustomization.yml', 'Kustomization'])(
      'refuses a directory with a %s of somebody else',
      async (name) => {
        const target = directory({ [name]: 'resources: []\n' });
        expect(await rendered(target, yaml)).toEqual({
          exitCode: 2,
          stdout: '',
          stderr: `gitlab-runner-manifests: cannot write to ${target}: its ${name} is not one that render -o has written; take another directory\n`,
        });
        expect(readdirSync(target)).toEqual([name]);
      },
    );

    it('keeps a Secret from others, and warns of it', async () => {
      const byValue = yaml.replace(/token:\n.*\n.*/, 'token: {value: glrt-EXAMPLE}');
      const target = directory({ 'secret_gitlab-runner_gitlab-runner-token.yaml': 'open to all' });
      const { exitCode, stderr } = await rendered(target, byValue);
      expect(exitCode).toBe(0);
      expect(stderr).toContain(
        'secret_gitlab-runner_gitlab-runner-token.yaml holds a credential: do not commit it',
      );
      const modes = readdirSync(target).map((name) => [name, statSync(join(target, name)).mode & 0o077]);
      expect(modes.filter(([, mode]) => mode === 0)).toEqual([
        ['secret_gitlab-runner_gitlab-runner-token.yaml', 0],
      ]);
    });

    it('keeps a Secret from others that says the same already', async () => {
      const byValue = yaml.replace(/token:\n.*\n.*/, 'token: {value: glrt-EXAMPLE}');
      const target = directory({});
      await rendered(target, byValue);
      const secret = join(target, 'secret_gitlab-runner_gitlab-runner-token.yaml');
      chmodSync(secret, 0o644);
      expect((await rendered(target, byValue)).stderr).toContain('changed secret_');
      expect(statSync(secret).mode & 0o777).toBe(0o600);
    });

    it('writes a file of its own in place of a link', async () => {
      const target = directory({ other: 'mine' });
      symlinkSync(join(target, 'other'), join(target, 'namespace_gitlab-runner.yaml'));
      expect((await rendered(target, yaml)).exitCode).toBe(0);
      expect(readFileSync(join(target, 'other'), 'utf8')).toBe('mine');
    });

    it.each([
      ['', '--output needs a directory, and the text is empty'],
      ['/proc/none/deeper', 'cannot write to /proc/none/deeper: there is no such file or directory'],
      ['/dev/null', 'cannot write to /dev/null: a part of the path is not a directory'],
    ])('says why it cannot write to "%s"', async (target, message) => {
      const { exitCode, stdout, stderr } = await rendered(target, yaml);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toContain(`gitlab-runner-manifests: ${message}\n`);
    });
  });

  it('prints nothing but the report for a wrong document', async () => {
    const { exitCode, stdout, stderr } = await cli(['render', '-'], wrong);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('<stdin>:7:17: error WRONG_TYPE');
  });

  it('prints warnings to standard error and renders', async () => {
    const { exitCode, stdout, stderr } = await cli(
      ['render', '-'],
      `${yaml}  dockerBuilds: {mode: socket}\n`,
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('kind: Deployment');
    expect(stderr).toContain('warning DOCKER_SOCKET');
  });
});

describe('validate', () => {
  it('exits with 1 for warnings where it is asked to', async () => {
    const socket = stringify({ ...document, spec: { ...document.spec, dockerBuilds: { mode: 'socket' } } });
    for (const [text, failOn, exitCode] of [
      [socket, 'error', 0],
      [socket, 'warning', 1],
      [yaml, 'warning', 0],
    ] as const) {
      expect((await cli(['validate', '-', '--fail-on', failOn], text)).exitCode).toBe(exitCode);
    }
    expect((await cli(['validate', '-'], socket)).exitCode).toBe(0);
  });

  it('says so when all is well', async () => {
    expect(await cli(['validate', '-'], yaml)).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '<stdin>: no problems found\n',
    });
  });

  it('reports all files', async () => {
    const path = directory({ 'good.yaml': yaml, 'bad.yaml': wrong, 'worse.yaml': 'kind: [' });
    const files = ['good.yaml', 'bad.yaml', 'worse.yaml'].map((file) => join(path, file));
    const { exitCode, stdout, stderr } = await cli(['validate', ...files]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('bad.yaml:7:17: error');
    expect(stderr).toContain('worse.yaml:');
    expect(stderr).not.toContain('good.yaml:');
  });

  it('goes on where a file cannot be read, and says so with the exit code', async () => {
    const bad = join(directory({ 'bad.yaml': wrong }), 'bad.yaml');
    const { exitCode, stdout, stderr } = await cli(['validate', '/no/such.yaml', bad, '--format', 'json']);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject([{ code: 'WRONG_TYPE' }, { code: 'MORE_CHECKS_FOLLOW' }]);
    expect(stderr).toBe(
      'gitlab-runner-manifests: cannot read /no/such.yaml: there is no such file or directory\n',
    );
  });

  it.each(['text', 'json', 'github', 'gitlab'])(
    'shows no token that a file is named after: %s',
    async (format) => {
      const file = join(directory({}), 'glrt-t1_EXAMPLE.yaml');
      const absent = await cli(['validate', file, '--format', format]);
      writeFileSync(file, wrong);
      const found = await cli(['validate', file, '--format', format]);
      expect(absent.stderr).toContain('glrt-…: there is no such file');
      for (const output of [absent.stderr, found.stdout + found.stderr]) {
        expect(output).toContain('glrt-…');
        expect(output).not.toContain('EXAMPLE');
      }
    },
  );

  it('prints JSON to standard output', async () => {
    const { exitCode, stdout, stderr } = await cli(['validate', '-', '--format', 'json'], wrong);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject([
      {
        code: 'WRONG_TYPE',
        severity: 'error',
        path: ['spec', 'config', 'concurrent'],
        file: '<stdin>',
        range: { start: { line: 7, column: 17 } },
      },
      { code: 'MORE_CHECKS_FOLLOW', severity: 'warning', path: [], file: '<stdin>' },
    ]);
  });
});

describe('permissions', () => {
  it('prints a table with reasons', async () => {
    const { exitCode, stdout } = await cli(['permissions', '-'], yaml);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^VERBS +RESOURCE +NAMESPACE +BECAUSE\n/);
    expect(stdout).toMatch(/^create,delete,get,list,watch +pods +gitlab-runner +every job is a pod/m);
  });

  it('prints JSON', async () => {
    expect(JSON.parse((await cli(['permissions', '-', '--format', 'json'], yaml)).stdout)).toContainEqual(
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
  it('prints its version to standard output', async () => {
    expect(await cli(['--version'])).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    expect(await cli(['-v'])).toEqual(await cli(['--version']));
  });

  it('points to the help after wrong usage alone', async () => {
    expect((await cli(['rendr'])).stderr).toContain('\nTry "gitlab-runner-manifests help".\n');
    for (const args of [
      ['register', '--bogus'],
      ['--fix', 'register', 'runner.yaml'],
      ['register', '-'],
    ]) {
      expect((await cli(args)).stderr).toContain('\nTry "gitlab-runner-manifests help register".\n');
    }
    expect((await cli(['render', '/no/such/file.yaml'])).stderr).not.toContain('Try');
  });

  it.each([['render', '-'], ['permissions', '-'], ['validate', '-', '--format', 'json'], ['--help']])(
    'says that standard output takes no more: %s %s',
    (...args) => {
      const shell = (redirection: string): Run =>
        run('sh', ['-c', `node dist/cli/bin.js "$@" ${redirection}`, 'sh', ...args], {
          cwd: root,
          input: yaml,
        });
      expect(shell('> /dev/full')).toEqual({
        exitCode: 2,
        stdout: '',
        stderr: 'gitlab-runner-manifests: cannot write to standard output: no space is left on the device\n',
      });
      expect(shell('| true')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
      expect(shell('2> /dev/full')).toMatchObject({ exitCode: 0 });
    },
  );

  it.each([
    [['rendr', '--help'], 'there is no command "rendr"'],
    [['help', 'rendr'], 'there is no command "rendr"'],
    [['rendr', 'x.yaml'], 'there is no command "rendr"; did you mean "render"?'],
    [['render'], 'render needs files, directories, - for standard input, or -k DIR'],
    [['render', 'a', 'b'], 'cannot read a: there is no such file or directory'],
    [['render', 'x.yaml', '--formt', 'json'], 'there is no option "--formt"; did you mean "--format"?'],
    [
      ['render', '-', '--format', 'jsn'],
      '--format accepts yaml, json, mermaid, not "jsn"; did you mean "json"?',
    ],
    [['render', '/no/such/file.yaml'], 'cannot read /no/such/file.yaml: there is no such file or directory'],
    [['validate'], 'validate needs files'],
    [['render', '-', '-o=x'], '-o accepts no "=": write -o x or --output=x'],
    [['validate', '-', '-o', 'x'], 'validate has no option "--output"'],
    [['validate', '-', '--fail-on', 'warnings'], '--fail-on accepts error, warning, not "warnings"'],
    [['render', '-', '--fail-on', 'warning'], 'render has no option "--fail-on"'],
    [['permissions', '-', '--format', 'github'], '--format accepts text, json, not "github"'],
  ])('answers %j with usage', async (args, message) => {
    const { exitCode, stdout, stderr } = await cli(args, yaml);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`gitlab-runner-manifests: ${message}`);
  });

  it('refuses a directory that is a file', async () => {
    const path = directory({ 'runner.yaml': yaml, taken: '' });
    expect(await cli(['render', join(path, 'runner.yaml'), '-o', join(path, 'taken')])).toMatchObject({
      exitCode: 2,
      stdout: '',
    });
    writeFileSync(join(path, 'x'), '');
    expect(await cli(['render', join(path, 'runner.yaml'), '-o', join(path, 'x/y')])).toMatchObject({
      exitCode: 2,
      stdout: '',
    });
  });
});
