import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { compile } from '../../src/core/compile.ts';
import type { Mode } from '../../src/core/docker-builds/mode.ts';
import { RunnerConfigError } from '../../src/core/error.ts';
import type { InitAnswers, InitCache } from '../../src/operate/init/answers.ts';
import { BUILD_MODES } from '../../src/operate/init/build-modes.ts';
import { OLDEST_RELEASE } from '../../src/operate/init/draft.ts';
import { initFiles } from '../../src/operate/init/init-files.ts';
import { readSource } from '../support/source.ts';

const modes = Object.keys(BUILD_MODES) as Mode[];
const caches: readonly (InitCache | undefined)[] = [
  undefined,
  { type: 's3', bucket: 'cache' },
  { type: 's3', bucket: 'cache', region: 'eu-west-1', secret: 'cache-keys' },
  { type: 's3', bucket: 'cache', server: 'minio.example.com:9000', secret: 'cache-keys' },
  { type: 'gcs', bucket: 'cache' },
  { type: 'gcs', bucket: 'cache', secret: 'cache-keys' },
  { type: 'azure', bucket: 'cache', account: 'runners' },
  { type: 'azure', bucket: 'cache', account: 'runners', secret: 'cache-keys' },
];
const others: readonly InitAnswers[] = [
  {},
  {
    url: 'http://gitlab.example.com:8080/git',
    name: 'blue',
    namespace: 'ci',
    tokenSecret: { name: 'tokens', key: 'blue' },
    runnerVersion: OLDEST_RELEASE,
  },
];
const combinations = modes.flatMap((dockerBuilds) =>
  caches.flatMap((cache) =>
    others.map((other): InitAnswers => ({ ...other, dockerBuilds, ...(cache && { cache }) })),
  ),
);

/** What a file says, read as the command line reads it. */
function read(files: ReturnType<typeof initFiles>, name: string): unknown {
  const file = files.find((each) => each.name === name)!;
  const { value, problems } = readSource(Buffer.from(file.text), name);
  expect(problems).toEqual([]);
  return value;
}

describe('initFiles', () => {
  it.each(combinations.map((answers) => [JSON.stringify(answers), answers] as const))(
    'writes a document without a finding: %s',
    (_title, answers) => {
      expect(compile(read(initFiles(answers), 'runner.yaml'))).toMatchObject({ ok: true, diagnostics: [] });
      expect(compile(read(initFiles(answers, { kustomize: true }), 'base/runner.yaml'))).toMatchObject({
        ok: true,
        diagnostics: [],
      });
    },
  );

  it('answers what is not answered', () => {
    expect(initFiles({}, { nodeModules: 0 })).toMatchInlineSnapshot(`
      [
        {
          "name": "runner.yaml",
          "text": "# yaml-language-server: $schema=node_modules/gitlab-runner-manifests/schemas/gitlab-runner.schema.json
      apiVersion: gitlab-runner-manifests.dev/v1alpha1
      kind: GitLabRunner
      metadata:
        # All objects are named after it.
        name: gitlab-runner
        namespace: gitlab-runner
      spec:
        # Release of GitLab Runner; the minor release of your GitLab fits best.
        version: 19.3.0
        # Global keys of config.toml, under the runner's own names.
        config:
          # Jobs at once, of all runners of this document.
          concurrent: 4
        # One [[runners]] section of config.toml for each entry.
        runners:
          default:
            url: https://gitlab.com
            # A key of a Secret in the manager's namespace, which you create: it is not in these manifests.
            token:
              secretKeyRef:
                name: gitlab-runner-token
                key: token
            # [runners.kubernetes]: the pods of jobs.
            kubernetes:
              # What a job reserves on its node.
              cpu_request: 500m
        # How jobs build container images.
        # none: jobs build no images, and get no privileges.
        dockerBuilds:
          mode: none
        # The manager's Deployment and pod, under Kubernetes' own names.
        manager:
          # How long a manager that stops waits for its jobs: longer than the longest one.
          terminationGracePeriodSeconds: 7200
      ",
        },
      ]
    `);
  });

  it('writes what is answered', () => {
    const [file] = initFiles(combinations.at(-1)!);
    expect(parse(file!.text)).toMatchObject({
      metadata: { name: 'blue', namespace: 'ci' },
      spec: {
        version: OLDEST_RELEASE,
        runners: {
          default: {
            url: 'http://gitlab.example.com:8080/git',
            token: { secretKeyRef: { name: 'tokens', key: 'blue' } },
            cache: { Type: 'azure', azure: { AccountName: 'runners', ContainerName: 'cache' } },
          },
        },
        cacheCredentials: { azure: { accountKey: { name: 'cache-keys' } } },
        dockerBuilds: { mode: modes.at(-1) },
      },
    });
  });

  it('names the schema by the way to the node_modules that has it', () => {
    const first = (levels?: number): string | undefined =>
      initFiles({}, levels === undefined ? {} : { nodeModules: levels })[0]?.text.split('\n')[0];
    expect(first(2)).toMatch(
      /\$schema=\.\.\/\.\.\/node_modules\/gitlab-runner-manifests\/schemas\/.*\.json$/,
    );
    expect(first()).not.toContain('$schema');
  });

  it('throws where an answer is nothing that a document may have', () => {
    expect(() => initFiles({ name: 'Not a name' })).toThrow(RunnerConfigError);
    expect(() => initFiles({ cache: { type: 's3', bucket: '' } })).toThrow(RunnerConfigError);
  });

  it('throws where an environment would have no name', () => {
    const namespace = 'n'.repeat(60);
    expect(initFiles({ namespace })).toHaveLength(1);
    expect(() => initFiles({ namespace }, { kustomize: true })).toThrow(/metadata\.namespace/);
  });
});

describe('initFiles for kustomize', () => {
  const files = initFiles({ name: 'blue' }, { kustomize: true, nodeModules: 1 });
  const text = (name: string): string => files.find((file) => file.name === name)!.text;

  it('writes a base, two environments and the guard', () => {
    expect(files.map(({ name }) => name).toSorted()).toEqual([
      'base/kustomization.yaml',
      'base/runner.yaml',
      'production/kustomization.yaml',
      'production/runner/kustomization.yaml',
      'production/runner/production.yaml',
      'require-enable-exec/kustomization.yaml',
      'staging/kustomization.yaml',
      'staging/runner/kustomization.yaml',
      'staging/runner/staging.yaml',
    ]);
  });

  it('gives each file the way to node_modules from its own directory, and the function from that of its environment', () => {
    expect(text('base/runner.yaml')).toContain('$schema=../../node_modules/');
    expect(text('base/runner.yaml')).toContain('exec: {path: ../../node_modules/.bin/gitlab-runner-krm}');
    expect(text('staging/runner/staging.yaml')).toContain('$schema=../../../node_modules/');
  });

  it('looks the function up on PATH where there is no node_modules', () => {
    const [base] = initFiles({}, { kustomize: true });
    expect(base!.text).toContain('exec: {path: gitlab-runner-krm}');
    expect(base!.text).not.toContain('node_modules');
  });
});
