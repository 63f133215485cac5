import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { CACHES, DOCKER_BUILDS } from '../../src/doors/cli/definitions/init.ts';
import { initFiles } from '../../src/index.ts';
import { questions } from '../../src/operate/init/questions.ts';
import { cli } from '../support/cli.ts';
import { directory } from '../support/project.ts';
import { KEY, typing } from '../support/terminal.ts';

const filesIn = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .toSorted();
const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

/** A directory in which the package is installed, as far as `init` looks. */
function installed(files: Readonly<Record<string, string>> = {}): string {
  return directory({ 'node_modules/gitlab-runner-manifests/package.json': '{}', ...files });
}

it('has the words of its options in the list of all commands', () => {
  for (const [name, words] of Object.entries({ 'docker-builds': DOCKER_BUILDS, cache: CACHES })) {
    expect(words).toEqual(Object.keys(questions.find((question) => question.name === name)!.choices!));
  }
});

describe('init --yes', () => {
  it('writes a document and says how to go on', async () => {
    const path = installed();
    const { exitCode, stdout, stderr } = await cli(['init', join(path, 'deep/deploy'), '--yes']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(filesIn(join(path, 'deep'))).toEqual(['deploy/runner.yaml']);
    expect(read(path, 'deep/deploy/runner.yaml')).toBe(initFiles({}, { nodeModules: 2 })[0]!.text);
    expect(stderr).toContain(`wrote ${join(path, 'deep/deploy/runner.yaml')}\n`);
    expect(stderr).toContain(`register ${path}/deep/deploy/runner.yaml --runner default`);
  });

  it('writes a document that validates', async () => {
    const path = directory({});
    await cli(['init', path, '-y']);
    expect(await cli(['validate', join(path, 'runner.yaml'), '--fail-on', 'warning'])).toMatchObject({
      exitCode: 0,
    });
  });

  it('writes a layout for kustomize', async () => {
    const path = installed();
    expect(await cli(['init', join(path, 'deploy'), '--kustomize', '--yes'])).toMatchObject({ exitCode: 0 });
    const files = initFiles({}, { kustomize: true, nodeModules: 1 });
    expect(filesIn(join(path, 'deploy'))).toEqual(files.map(({ name }) => name).toSorted());
    for (const { name, text } of files) expect(read(path, 'deploy', name)).toBe(text);
  });

  it('gets answers by options', async () => {
    const path = directory({});
    const answers = {
      url: 'https://gitlab.example.com',
      name: 'blue',
      namespace: 'ci',
      'token-secret': 'tokens/blue',
      'docker-builds': 'buildah',
      cache: 's3',
      'cache-server': 'minio:9000',
      'cache-bucket': 'cache',
      'cache-region': 'here',
      'cache-secret': 'keys',
      'runner-version': '18.11.2',
    };
    const words = Object.entries(answers).flatMap(([name, answer]) => [`--${name}`, answer]);
    // All is answered, so that nothing is asked.
    expect(await cli(['init', path, ...words])).toMatchObject({ exitCode: 0 });
    const { spec, metadata } = parse(read(path, 'runner.yaml'));
    expect({ spec, metadata }).toMatchObject({
      metadata: { name: 'blue', namespace: 'ci' },
      spec: {
        version: '18.11.2',
        runners: {
          default: {
            url: 'https://gitlab.example.com',
            token: { secretKeyRef: { name: 'tokens', key: 'blue' } },
            cache: { s3: { ServerAddress: 'minio:9000', BucketName: 'cache', BucketLocation: 'here' } },
          },
        },
        cacheCredentials: { s3: { accessKeyId: { name: 'keys' } } },
        dockerBuilds: { mode: 'buildah' },
      },
    });
  });

  it.each([
    [['--url', 'gitlab.com'], /--url needs a URL.*not "gitlab\.com"/],
    [['--docker-builds', 'buildha'], /did you mean "buildah"/],
    [['--cache', 's3'], /--cache s3 needs --cache-bucket/],
    [
      ['--cache', 'gcs', '--cache-bucket', 'b', '--cache-region', 'r'],
      /--cache-region does not go with --cache gcs/,
    ],
    [['--cache-bucket', 'b'], /--cache-bucket does not go with --cache none/],
    [['--name', 'n'.repeat(50)], /metadata\.name/],
    [['--kustomize', '--namespace', 'n'.repeat(60)], /metadata\.namespace/],
    [['again'], /one directory, not 2/],
  ])('refuses %j', async (words, message) => {
    const path = directory({});
    const { exitCode, stderr } = await cli(['init', path, '--yes', ...words]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(filesIn(path)).toEqual([]);
  });

  it.each([
    ['a file', (path: string) => writeFileSync(path, 'mine')],
    ['a link that leads nowhere', (path: string) => symlinkSync('nowhere', path)],
    ['a directory', (path: string) => mkdirSync(path)],
  ])('overwrites nothing: %s', async (_what, make) => {
    const path = directory({ 'production/keep': '' });
    make(join(path, 'production/kustomization.yaml'));
    const { exitCode, stderr } = await cli(['init', path, '--kustomize', '--yes']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('production/kustomization.yaml is there already');
    expect(readdirSync(path)).toEqual(['production']);
  });

  it('says where it cannot write', async () => {
    const path = directory({ file: '' });
    const { exitCode, stderr } = await cli(['init', join(path, 'file/deploy'), '--yes']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('cannot write to') });
  });
});

describe('init', () => {
  it('asks, and writes what is answered', async () => {
    const path = directory({});
    const { terminal, shown } = typing([
      ['Address of GitLab', `gitlab.example.com${KEY.enter}`],
      ['It needs a URL', `${KEY.backspace.repeat(18)}https://gitlab.example.com${KEY.enter}`],
      ['Name of the runner', `blue${KEY.enter}`],
      ['Namespace', KEY.enter],
      ['blue-token/token', KEY.enter],
      ['container images?', `${KEY.down}${KEY.enter}`],
      ['their caches?', `${KEY.down}${KEY.down}${KEY.enter}`],
      ['the bucket', `cache${KEY.enter}`],
      ['Secret with the credentials', KEY.enter],
      ['Release', KEY.enter],
    ]);
    const { exitCode } = await cli(['init', path], '', { terminal });
    expect(shown()).toContain('jobs build from a Dockerfile');
    expect(exitCode).toBe(0);
    expect(read(path, 'runner.yaml')).toBe(
      initFiles({
        url: 'https://gitlab.example.com',
        name: 'blue',
        dockerBuilds: 'buildkit-rootless',
        cache: { type: 'gcs', bucket: 'cache' },
      })[0]!.text,
    );
  });

  it('asks only what no option answers', async () => {
    const path = directory({});
    const { terminal, shown } = typing([
      ['Namespace', KEY.enter],
      ['token', KEY.enter],
      ['their caches?', KEY.enter],
      ['Release', KEY.enter],
    ]);
    const words = ['--url', 'https://gitlab.com', '--name', 'blue', '--docker-builds', 'none'];
    expect(await cli(['init', path, ...words], '', { terminal })).toMatchObject({ exitCode: 0 });
    expect(shown()).not.toContain('Address of GitLab');
  });

  it('writes nothing where the questions are broken off', async () => {
    const path = directory({});
    const { terminal } = typing([
      ['Address', KEY.enter],
      ['Name of the runner', KEY.ctrlC],
    ]);
    const { exitCode, stderr } = await cli(['init', path], '', { terminal });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('nothing was written');
    expect(filesIn(path)).toEqual([]);
  });

  it('asks nothing in vain', async () => {
    const path = directory({ 'runner.yaml': 'mine' });
    const { terminal, shown } = typing([]);
    const { exitCode, stderr } = await cli(['init', path], '', { terminal });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('is there already'),
    });
    expect(shown()).toBe('');
  });

  it('needs --yes where nobody can be asked', async () => {
    const path = directory({});
    const { exitCode, stderr } = await cli(['init', path]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('add --yes') });
    expect(filesIn(path)).toEqual([]);
  });
});
