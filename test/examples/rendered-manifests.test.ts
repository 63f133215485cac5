import { execFile } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { cli } from '../support/cli.ts';
import { CommentsApi } from '../support/comments-api.ts';
import { directory, root } from '../support/project.ts';
import { type Run, run } from '../support/run.ts';

type Variables = Readonly<Record<string, string>>;

/** What happens: a push to the default branch, or a merge request into it. */
type Event = 'push' | 'merge request';

/** A system that runs the job, as far as the job knows it. */
interface Ci {
  /** Runs the job in a clone. */
  readonly play: (clone: string, event: Event, variables?: Variables, api?: CommentsApi) => Promise<Run>;
  /** The file or output that holds the findings, of a run in the clone. */
  readonly reported: (clone: string, run: Run) => string;
}

const TOKEN = 'EXAMPLE-TOKEN';
const ROLE = 'manifests/role.rbac.authorization.k8s.io_gitlab-runner_gitlab-runner.yaml';
const REMOVED = 'removed: <code>Deployment gitlab-runner/gitlab-runner</code>';
const MARK = '<!-- rendered-manifests -->\n';
const document = readFileSync(join(root, 'overlays/base/config/runner.yaml'), 'utf8');
const example = (name: string): unknown =>
  parse(readFileSync(join(root, 'examples/rendered-manifests', name), 'utf8'));

/** What stands for npx, which takes a second to find what is installed. */
const tools = mkdtempSync(join(tmpdir(), 'gitlab-runner-npx-'));
writeFileSync(join(tools, 'npx'), '#!/bin/sh\nprogram=$1\nshift\nexec "node_modules/.bin/$program" "$@"\n');
chmodSync(join(tools, 'npx'), 0o755);
afterAll(() => rmSync(tools, { recursive: true }));

/** Runs a program while this process goes on, which may have to answer it. */
function running(program: string, args: readonly string[], cwd: string, variables: Variables): Promise<Run> {
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      program,
      args,
      { cwd, env: { PATH: `${tools}:${PATH}`, HOME, ...variables }, maxBuffer: 1 << 28 },
      (_, stdout, stderr) => resolve({ exitCode: child.exitCode, stdout, stderr }),
    );
  });
}

const git = (path: string, ...args: readonly string[]): string => {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  const { exitCode, stdout, stderr } = run('git', [...identity, ...args], { cwd: path });
  expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout.trim();
};
const render = async (path: string): Promise<void> => {
  const outcome = await cli(['render', join(path, 'runner.yaml'), '-o', join(path, 'manifests')]);
  expect(outcome).toMatchObject({ exitCode: 0 });
};
const commit = (path: string): void => {
  git(path, 'add', '--all');
  git(path, 'commit', '--quiet', '--message', 'a');
};

/** A project with the document, and a clone of it that has the package installed, of which each test gets a copy. */
async function project(hasManifests: boolean): Promise<string> {
  const folder = mkdtempSync(join(tools, 'project-'));
  const [origin, path] = [join(folder, 'origin'), join(folder, 'clone')];
  for (const each of [origin, path]) mkdirSync(each);
  git(origin, 'init', '--quiet', '--bare', '--initial-branch', 'main');
  writeFileSync(join(path, 'runner.yaml'), document);
  writeFileSync(join(path, '.gitignore'), 'node_modules/\n');
  mkdirSync(join(path, 'node_modules/.bin'), { recursive: true });
  symlinkSync(join(root, 'dist/cli/bin.js'), join(path, 'node_modules/.bin/gitlab-runner-manifests'));
  if (hasManifests) await render(path);
  git(path, 'init', '--quiet', '--initial-branch', 'main');
  commit(path);
  git(path, 'remote', 'add', 'origin', '../origin');
  git(path, 'push', '--quiet', 'origin', 'main');
  git(path, 'checkout', '--quiet', '-b', 'change');
  return folder;
}

let withManifests: string;
let withoutManifests: string;
beforeAll(async () => {
  withManifests = await project(true);
  withoutManifests = await project(false);
});

/**
 * A clone with a branch for a merge request checked out.
 *
 * @param hasManifests whether manifests are committed.
 */
function clone(hasManifests = true): string {
  const folder = directory({});
  const options = { recursive: true, verbatimSymlinks: true };
  cpSync(hasManifests ? withManifests : withoutManifests, folder, options);
  return join(folder, 'clone');
}

/** Changes a document, and the manifests with it. */
async function changed(path: string, from: string, to: string, hasManifests = true): Promise<void> {
  expect(document).toContain(from);
  writeFileSync(join(path, 'runner.yaml'), document.replace(from, to));
  if (hasManifests) await render(path);
  commit(path);
}

/** GitLab: all lines of the script in one shell, here that of an image without bash. */
const gitlab: Ci = {
  play: (path, event, variables = {}, api) => {
    const { 'rendered-manifests': job } = example('.gitlab-ci.yml') as {
      'rendered-manifests': { variables: Variables; script: readonly string[] };
    };
    const script = `set -o errexit\n${job.script.join('\n')}`;
    return running('sh', ['-c', script], path, {
      ...job.variables,
      CI_DEFAULT_BRANCH: 'main',
      CI_COMMIT_SHA: git(path, 'rev-parse', 'HEAD'),
      CI_PROJECT_ID: '7',
      CI_API_V4_URL: `${api?.url}/api/v4`,
      ...(api !== undefined && { GITLAB_TOKEN: TOKEN }),
      ...(event === 'push'
        ? { CI_COMMIT_BRANCH: 'main' }
        : { CI_MERGE_REQUEST_IID: '3', CI_MERGE_REQUEST_DIFF_BASE_SHA: git(path, 'rev-parse', 'main') }),
      ...variables,
    });
  },
  reported: (path) => readFileSync(join(path, 'gl-code-quality-report.json'), 'utf8'),
};

/** GitHub: a shell for each step, with bash's own rules, on the merge of a pull request. */
const github: Ci = {
  play: async (path, event, variables = {}, api) => {
    const { env, jobs } = example('.github/workflows/rendered-manifests.yml') as {
      env: Variables;
      jobs: {
        'rendered-manifests': {
          steps: readonly { name?: string; if?: string; run?: string; env?: Variables }[];
        };
      };
    };
    const eventName = event === 'push' ? 'push' : 'pull_request';
    if (event === 'merge request') {
      git(path, 'checkout', '--quiet', '--detach', 'main');
      git(path, 'merge', '--quiet', '--no-ff', '--message', 'merge', 'change');
    }
    const files = directory({ env: '', summary: '' });
    let all: Run = { exitCode: 0, stdout: '', stderr: '' };
    const set: Record<string, string> = { ...env, ...variables };
    const holds = (condition: string): boolean =>
      condition.split(' && ').every((part) => {
        const [, context, name, operator, value] = /^(github|env)\.(\w+) (==|!=) '(\w*)'$/.exec(part)!;
        const actual = context === 'env' ? set[name!] : { event_name: eventName }[name!];
        return (actual === value) === (operator === '==');
      });
    const expression = (text: string): string =>
      text.replaceAll(/\$\{\{ (\S+) \}\}/g, (_, name: string) =>
        name === 'github.token'
          ? api === undefined
            ? 'READ-ONLY'
            : TOKEN
          : name === 'github.event.number'
            ? '3'
            : '?',
      );
    for (const step of jobs['rendered-manifests'].steps) {
      if (step.run === undefined || step.run === 'npm ci' || (step.if !== undefined && !holds(step.if)))
        continue;
      const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, expression(value)]);
      const { exitCode, stdout, stderr } = await running(
        'bash',
        ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run],
        path,
        {
          ...set,
          ...Object.fromEntries(own),
          GITHUB_API_URL: api?.url ?? 'http://127.0.0.1:1',
          GITHUB_REPOSITORY: 'group/project',
          GITHUB_SHA: git(path, 'rev-parse', 'HEAD'),
          GITHUB_ENV: join(files, 'env'),
          GITHUB_STEP_SUMMARY: join(files, 'summary'),
        },
      );
      all = { exitCode, stdout: all.stdout + stdout, stderr: all.stderr + stderr };
      if (exitCode !== 0) break;
      for (const line of readFileSync(join(files, 'env'), 'utf8').split('\n').filter(Boolean)) {
        const at = line.indexOf('=');
        set[line.slice(0, at)] = line.slice(at + 1);
      }
    }
    return { ...all, stdout: all.stdout + readFileSync(join(files, 'summary'), 'utf8') };
  },
  reported: (_, { stdout }) => stdout,
};

describe.each([
  ['GitLab', gitlab],
  ['GitHub', github],
])('the job for rendered manifests on %s', (name, { play, reported }) => {
  it('passes where they are fresh, and says nothing', async () => {
    const api = await CommentsApi.start(TOKEN);
    expect(await play(clone(), 'push', {}, api)).toMatchObject({ exitCode: 0 });
    const path = clone();
    appendFileSync(join(path, '.gitignore'), 'other\n');
    commit(path);
    expect(await play(path, 'merge request', {}, api)).toMatchObject({ exitCode: 0 });
    expect([...api.comments]).toEqual([]);
  });

  it('fails where the document changed and they did not', async () => {
    const path = clone();
    await changed(path, 'concurrent: 4', 'concurrent: 5', false);
    const { exitCode, stdout } = await play(path, 'merge request');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('+    concurrent = 5');
  });

  it('fails where an object is too many', async () => {
    const path = clone();
    cpSync(join(path, ROLE), join(path, 'manifests/role_old.yaml'));
    commit(path);
    expect((await play(path, 'push')).exitCode).toBe(1);
  });

  it('fails where the document has errors, and reports them', async () => {
    const path = clone();
    await changed(path, 'concurrent: 4', 'concurrent: many', false);
    const outcome = await play(path, 'merge request');
    expect(outcome.exitCode).toBe(1);
    expect(reported(path, outcome)).toContain('WRONG_TYPE');
    expect(outcome.stdout + outcome.stderr).toContain('WRONG_TYPE');
  });

  it('says in one comment what applying does, as the merge request is now', async () => {
    const api = await CommentsApi.start(TOKEN);
    api.comments.set(1, 'Looks good.');
    const path = clone();
    await changed(path, 'concurrent: 4', 'concurrent: 5');
    expect(await play(path, 'merge request', {}, api)).toMatchObject({ exitCode: 0 });
    expect([...api.comments.keys()]).toEqual([1, 2]);
    expect(api.comments.get(2)).toMatch(/^<!-- rendered-manifests -->\n### What applying does\n/);
    expect(api.comments.get(2)).toContain('+    concurrent = 5');
    git(path, 'checkout', '--quiet', 'change');
    await changed(path, 'concurrent: 4', 'concurrent: 4');
    expect(await play(path, 'merge request', {}, api)).toMatchObject({ exitCode: 0 });
    expect([...api.comments.keys()]).toEqual([1, 2]);
    expect(api.comments.get(2)).toBe(`${MARK}**No differences.**\n`);
    expect(api.comments.get(1)).toBe('Looks good.');
  });

  it('says it in its output where it may write no comment, and reports warnings, which no controller shows', async () => {
    const path = clone();
    await changed(path, 'spec:\n', 'spec:\n  dockerBuilds: {mode: socket}\n');
    const refusing = await CommentsApi.start('ANOTHER-TOKEN');
    const outcome = await play(path, 'merge request', {}, name === 'GitHub' ? refusing : undefined);
    expect(outcome.exitCode).toBe(0);
    expect(outcome.stdout).toContain('### What applying does');
    expect(outcome.stdout).toContain('docker.sock');
    expect(reported(path, outcome)).toContain('DOCKER_SOCKET');
  });

  it('says what it does to delete the document, and passes where the manifests go with it', async () => {
    const api = await CommentsApi.start(TOKEN);
    const path = clone();
    rmSync(join(path, 'runner.yaml'));
    commit(path);
    const left = await play(path, 'merge request', {}, api);
    expect(left.exitCode).toBe(1);
    expect(left.stdout).toContain(`deleted file mode 100644\nindex`);
    expect([...api.comments.values()]).toEqual([expect.stringContaining(REMOVED)]);
    git(path, 'checkout', '--quiet', '--force', 'change');
    rmSync(join(path, 'manifests'), { recursive: true });
    commit(path);
    expect(await play(path, 'merge request', {}, api)).toMatchObject({ exitCode: 0 });
    expect([...api.comments.values()]).toEqual([expect.stringContaining(REMOVED)]);
    git(path, 'checkout', '--quiet', '-B', 'main', 'change');
    expect(await play(path, 'push')).toMatchObject({ exitCode: 0 });
  });

  it('fails where what is vendored was changed', async () => {
    const path = clone();
    const args = ['vendor', 'vendor/gitlab-runner-manifests'];
    expect(run('node_modules/.bin/gitlab-runner-manifests', args, { cwd: path }).exitCode).toBe(0);
    commit(path);
    expect(await play(path, 'push')).toMatchObject({ exitCode: 0 });
    appendFileSync(join(path, 'vendor/gitlab-runner-manifests/overlays/base/kustomization.yaml'), '# mine\n');
    commit(path);
    const { exitCode, stdout, stderr } = await play(path, 'push');
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain('overlays/base/kustomization.yaml');
  });

  it('has nothing to compare with in the first merge request', async () => {
    const path = clone(false);
    await render(path);
    commit(path);
    const api = await CommentsApi.start(TOKEN);
    expect(await play(path, 'merge request', {}, api)).toMatchObject({ exitCode: 0 });
    expect(api.comments.size).toBe(0);
  });

  describe('with a branch for them', () => {
    const branch = { RENDERED_BRANCH: 'rendered' };
    const rendered = (path: string, ...args: string[]): string => git(join(path, '../origin'), ...args);

    it('renders the default branch into it, each result once, and compares merge requests with it', async () => {
      const api = await CommentsApi.start(TOKEN);
      const path = clone(false);
      const change = (): void => {
        rmSync(join(path, 'manifests'), { recursive: true });
        writeFileSync(join(path, 'runner.yaml'), document.replace('concurrent: 4', 'concurrent: 5'));
        git(path, 'commit', '--quiet', '--all', '--message', 'a');
      };
      git(path, 'checkout', '--quiet', 'main');
      expect(await play(path, 'push', branch)).toMatchObject({ exitCode: 0 });
      expect(rendered(path, 'ls-tree', '--name-only', 'rendered')).toBe('manifests');
      expect(rendered(path, 'show', `rendered:${ROLE}`)).toContain('kind: Role');
      const first = rendered(path, 'rev-parse', 'rendered');
      expect(await play(path, 'push', branch)).toMatchObject({ exitCode: 0 });
      expect(rendered(path, 'rev-parse', 'rendered')).toBe(first);

      git(path, 'checkout', '--quiet', 'change');
      change();
      expect(await play(path, 'merge request', branch, api)).toMatchObject({ exitCode: 0 });
      expect(api.comments.get(1)).toContain('+    concurrent = 5');
      expect(rendered(path, 'rev-parse', 'rendered')).toBe(first);

      git(path, 'checkout', '--quiet', '-B', 'main', 'change');
      expect(await play(path, 'push', branch)).toMatchObject({ exitCode: 0 });
      expect(rendered(path, 'rev-parse', 'rendered^')).toBe(first);
      expect(rendered(path, 'diff', 'rendered^', 'rendered')).toContain('+    concurrent = 5');
    });

    it('leaves the branch as it is where the document is gone, and fails until somebody deletes it', async () => {
      const api = await CommentsApi.start(TOKEN);
      const path = clone(false);
      git(path, 'checkout', '--quiet', 'main');
      expect(await play(path, 'push', branch)).toMatchObject({ exitCode: 0 });
      const first = rendered(path, 'rev-parse', 'rendered');

      git(path, 'checkout', '--quiet', 'change');
      rmSync(join(path, 'manifests'), { recursive: true });
      rmSync(join(path, 'runner.yaml'));
      commit(path);
      expect(await play(path, 'merge request', branch, api)).toMatchObject({ exitCode: 0 });
      expect(api.comments.get(1)).toContain(REMOVED);

      git(path, 'checkout', '--quiet', '-B', 'main', 'change');
      const { exitCode, stdout } = await play(path, 'push', branch);
      expect(exitCode).toBe(1);
      expect(stdout).toContain('delete the branch once they have drained');
      expect(rendered(path, 'rev-parse', 'rendered')).toBe(first);

      git(path, 'push', '--quiet', 'origin', ':rendered');
      expect(await play(path, 'push', branch)).toMatchObject({ exitCode: 0 });
    });
  });
});
