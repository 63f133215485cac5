import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';

import {
  type GitLabRunner,
  RunnerConfigError,
  renderRunner,
  renderRunners,
  toYaml,
} from '../../src/index.ts';
import { cli } from '../support/cli.ts';
import { directory } from '../support/project.ts';

const document = (name: string, namespace: string, spec: object = {}): GitLabRunner => ({
  apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
  kind: 'GitLabRunner',
  metadata: { name, namespace },
  spec: {
    runners: { default: { url: 'https://gitlab.com', token: { secretKeyRef: { name: `${name}-token` } } } },
    ...spec,
  },
});
const a = document('a', 'ci');
const b = document('b', 'ci', { namespace: { create: false } });
const fleet = {
  'a.yaml': stringify(a),
  'team/b.yaml': stringify(b),
  'team/notes.yaml': 'kind: Note\n',
  'x.txt': '',
};

const folder = (files: Readonly<Record<string, string>>): string => {
  const path = directory({});
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
};
const codesOf = (stdout: string): string[] =>
  (JSON.parse(stdout) as { code: string }[]).map(({ code }) => code);

describe('several documents', () => {
  const objects = [...renderRunner(a), ...renderRunner(b)];

  it.each([
    ['files', (path: string) => ['a.yaml', 'team/b.yaml'].map((name) => join(path, name))],
    ['a directory, of which the documents are read', (path: string) => [path]],
    ['a file and a directory', (path: string) => [join(path, 'a.yaml'), join(path, 'team')]],
  ])('are rendered from %s', async (_, words) => {
    expect(await cli(['render', ...words(folder(fleet))])).toEqual({
      exitCode: 0,
      stdout: toYaml(objects),
      stderr: '',
    });
  });

  it('are rendered from one text', async () => {
    const { stdout } = await cli(['render', '-'], [a, b].map((one) => stringify(one)).join('---\n'));
    expect(stdout).toBe(toYaml(objects));
    expect(renderRunners([a, b])).toEqual(objects);
  });

  it('are written into one directory, and those that go take their files with them', async () => {
    const path = folder(fleet);
    const out = join(path, 'out');
    await cli(['render', path, '-o', out]);
    const { resources } = parse(readFileSync(join(out, 'kustomization.yaml'), 'utf8')) as {
      resources: string[];
    };
    expect(resources).toHaveLength(objects.length);
    await cli(['render', join(path, 'a.yaml'), '-o', out]);
    expect(readdirSync(out).filter((name) => name !== 'kustomization.yaml')).toHaveLength(
      renderRunner(a).length,
    );
  });

  it('are read in a directory where rendered ones lie too', async () => {
    const path = folder(fleet);
    await cli(['render', path, '-o', path]);
    expect((await cli(['render', path])).stdout).toBe(toYaml(objects));
  });

  it('are each told what is wrong with them, at their places', async () => {
    const path = folder({
      ...fleet,
      'c.yaml': `${stringify(document('c', 'c'))}---\n${stringify(document('d', 'd')).replace('https://', 'http//')}`,
      'd.yaml': 'kind: GitLabRunner\nspec: {\n',
    });
    const { exitCode, stderr } = await cli(['validate', path]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('c.yaml:22:12: error WRONG_FORMAT');
    expect(stderr).toContain('  22 |       url: http//gitlab.com');
    expect(stderr).toContain('d.yaml:2:7: error YAML_SYNTAX');
  });

  it('have their fixes each in its own place', async () => {
    const wrong = [a, b].map((one) => stringify(one).replace('spec:', 'spec:\n  # why\n  versionn: 19.3.0'));
    const path = folder({ 'all.yaml': wrong.join('---\n') });
    const file = join(path, 'all.yaml');
    const { stderr } = await cli(['validate', '--fix', file]);
    expect(stderr.match(/fixed UNKNOWN_KEY/g)).toHaveLength(2);
    expect(readFileSync(file, 'utf8')).toBe(wrong.join('---\n').replaceAll('versionn', 'version'));
  });

  it.each([
    ['a directory without one', { 'x.yaml': 'kind: Note\n' }, 'holds no document of kind GitLabRunner'],
    [
      'a config layer',
      { 'a.yaml': stringify(a), 'kustomization.yaml': 'resources: [a.yaml]\n' },
      'is a part of a config layer, which kustomize builds: give its directory to -k',
    ],
  ])('are not read from %s', async (_, files, message) => {
    const { exitCode, stderr } = await cli(['render', folder(files)]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('documents in each other’s way', () => {
  const found = async (...documents: GitLabRunner[]) => {
    const { stdout } = await cli(
      ['validate', '-', '--format', 'json'],
      documents.map((one) => stringify(one)).join('---\n'),
    );
    return (JSON.parse(stdout) as { code: string; path: unknown[]; message: string }[]).map(
      ({ code, path, message }) => `${code} ${path.join('.')}: ${message}`,
    );
  };

  it.each([
    [
      'the same name in one namespace',
      [a, a],
      [
        'OBJECT_TAKEN metadata.name: Another document has the name "ci/a" too, so both would be one manager in the cluster.',
      ],
    ],
    [
      'the same Namespace',
      [a, document('b', 'ci')],
      ['OBJECT_TAKEN spec.namespace: The Namespace "ci" is one that the document of "ci/a" renders too.'],
    ],
    [
      'the same job namespace',
      ['a', 'b'].map((name) =>
        document(name, name, {
          jobs: { namespaces: { jobs: {} } },
          runnerDefaults: { kubernetes: { namespace: 'jobs' } },
        }),
      ),
      [
        'OBJECT_TAKEN spec.jobs.namespaces.jobs: The Namespace "jobs" is one that the document of "a/a" renders too.',
      ],
    ],
    [
      'the same quota in one job namespace',
      ['a', 'b'].map((namespace) =>
        document('x', namespace, {
          jobs: { namespaces: { jobs: { create: false } }, resourceQuota: { hard: { pods: '100' } } },
          runnerDefaults: { kubernetes: { namespace: 'jobs' } },
        }),
      ),
      [
        'OBJECT_TAKEN metadata.name: The ResourceQuota "jobs/x-jobs" is one that the document of "a/x" renders too.',
      ],
    ],
    [
      'the same extra object',
      ['a', 'b'].map((name) =>
        document(name, name, {
          extraObjects: {
            one: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x', namespace: 'y' } },
          },
        }),
      ),
      ['OBJECT_TAKEN spec.extraObjects.one: The Secret "y/x" is one that the document of "a/a" renders too.'],
    ],
    [
      'one token',
      ['a', 'b'].map((name, index) =>
        document(name, 'ci', {
          namespace: { create: index === 0 },
          runnerDefaults: { token: { secretKeyRef: { name: 'one' } } },
          runners: { default: { url: 'https://gitlab.com' } },
        }),
      ),
      [
        'TOKEN_SHARED spec.runners.default.token: The manager "ci/a" has the same token: to GitLab both are one runner, and a job gets the settings of the one that happens to ask for it.',
      ],
    ],
  ])('are told of %s', async (_, documents, findings) => {
    expect(await found(...documents)).toEqual(findings);
  });

  it('are not those that have Secrets of one name in two namespaces', async () => {
    expect(await found(document('a', 'x'), document('a', 'y'))).toEqual([]);
  });

  it('accept the warning together, and are not told so alone', async () => {
    const token = { token: { secretKeyRef: { name: 'one' } } };
    const runners = { default: { url: 'https://gitlab.com', ...token } };
    const accepted = { 'TOKEN_SHARED spec.runners.default.token': 'two sites of one runner' };
    const [one, other] = [
      document('a', 'ci', { runners }),
      document('b', 'ci', { runners, namespace: { create: false }, accepted }),
    ];
    expect(await found(one, other)).toEqual([]);
    expect(await found(other)).toEqual([]);
    expect(
      codesOf(
        (await cli(['validate', '-', '--format', 'json'], `${stringify(a)}---\n${stringify(other)}`)).stdout,
      ),
    ).toEqual(['STALE_ACCEPTANCE']);
  });

  it('are an error for the library, with the index of the document in the path', () => {
    expect(() => renderRunners([a, a])).toThrow(RunnerConfigError);
    expect(() => renderRunners([a, a])).toThrow(/^\[1\]\.metadata\.name: /);
  });
});
