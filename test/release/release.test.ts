import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { askDoors, type Doors, projectWith } from '../../scripts/release/doors.ts';
import { ARCHITECTURES } from '../../scripts/release/executables.ts';
import { manifest } from '../../scripts/release/project.ts';
import { build } from '../support/kustomize.ts';
import { directory, root } from '../support/project.ts';
import { run } from '../support/run.ts';

const { name, version } = manifest;
const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');

describe('a dry run of a release', () => {
  const folder = mkdtempSync(join(tmpdir(), `${name}-release-`));
  const out = join(folder, 'release');
  const again = join(folder, 'again');
  const files = (): string[] => readdirSync(out);
  const text = (file: string): string => readFileSync(join(out, file), 'utf8');
  let said: string;
  let project: string;
  let doors: Doors;

  beforeAll(async () => {
    const script = [tsx, 'scripts/release.ts', '--dry-run', '--no-check'];
    const dryRun = (to: string) => promisify(execFile)(process.execPath, [...script, to], { cwd: root });
    const [first] = await Promise.all([dryRun(out), dryRun(again)]);
    said = first.stderr;
    project = await projectWith(join(out, `${name}-${version}.tgz`));
    doors = askDoors(project);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(project, { recursive: true, force: true });
  });

  it('leaves all that a release consists of in one folder, and says which executable cannot be made', () => {
    const executables = ARCHITECTURES.map((one) => `gitlab-runner-krm-${version}-linux-${one}`);
    expect(files().filter((file) => !executables.includes(file))).toEqual([
      'RELEASE_NOTES.md',
      'SHA256SUMS',
      `gitlab-runner-${version}.schema.json`,
      `${name}-${version}-kustomize.bundle`,
      `${name}-${version}.cdx.json`,
      `${name}-${version}.tgz`,
    ]);
    for (const architecture of ARCHITECTURES) {
      const isThere = files().includes(`gitlab-runner-krm-${version}-linux-${architecture}`);
      expect(said.includes(`No executable for ${architecture}: `)).toBe(!isThere);
    }
  });

  it('has checksums of all files, and the same when made again', () => {
    expect(run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: out })).toMatchObject({
      exitCode: 0,
      stdout: files()
        .filter((file) => file !== 'SHA256SUMS')
        .map((file) => `${file}: OK\n`)
        .join(''),
    });
    expect(readFileSync(join(again, 'SHA256SUMS'), 'utf8')).toBe(text('SHA256SUMS'));
  });

  it('has a package that gives the same through library, command line and kustomize', () => {
    expect(doors.library).toContain('kind: Deployment');
    expect(doors.commandLine).toBe(doors.library);
    expect(doors.kustomize).toBe(doors.kustomizeOfLibrary);
  });

  it('has a tag for remote bases, and one with each executable', () => {
    const repository = join(folder, 'kustomize.git');
    const bundle = join(out, `${name}-${version}-kustomize.bundle`);
    expect(run('git', ['clone', '--quiet', '--bare', bundle, repository])).toMatchObject({ exitCode: 0 });
    const made = ARCHITECTURES.filter((one) => files().includes(`gitlab-runner-krm-${version}-linux-${one}`));
    const tags = [
      `v${version}-kustomize`,
      ...made.map((architecture) => `v${version}-kustomize-linux-${architecture}`),
    ];
    expect(run('git', ['tag'], { cwd: repository }).stdout.trim().split('\n')).toEqual(tags);
    const runsHere = `-linux-${{ x64: 'amd64', arm64: 'arm64' }[process.arch as string]}`;
    for (const tag of tags.filter((one) => one.endsWith(runsHere) || !one.includes('-linux-'))) {
      const base = directory({
        'kustomization.yaml': `resources:\n- file://${repository}//overlays/base?ref=${tag}\n`,
      });
      expect(build(base)).toMatchObject({ exitCode: 0, stdout: doors.kustomize });
    }
  });

  it('has tags that CI pushes together with that of the commit, or none of them', () => {
    const { jobs } = parse(readFileSync(join(root, '.github/workflows/release.yml'), 'utf8')) as {
      jobs: { publish: { steps: { run?: string }[] } };
    };
    const push = jobs.publish.steps.find(({ run }) => run?.includes('git push'))!.run!;
    const path = directory({ '.gitignore': 'release\n' });
    const git = (...args: string[]) =>
      run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: path });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message=a');
    git('init', '--quiet', '--bare', '.git/remote');
    git('remote', 'add', 'origin', '.git/remote');
    symlinkSync(out, join(path, 'release'));
    const pushed = () => git('ls-remote', '--tags', 'origin').stdout.match(/(?<=refs\/tags\/).*/g) ?? [];
    const publish = () => run('sh', ['-ec', `TAG=v${version}\n${push}`], { cwd: path });

    git('push', '--quiet', 'origin', `HEAD:refs/tags/v${version}`);
    git('commit', '--quiet', '--allow-empty', '--message=b');
    expect(publish().exitCode).not.toBe(0);
    expect(pushed()).toEqual([`v${version}`]);

    git('push', '--quiet', '--delete', 'origin', `v${version}`);
    git('tag', '--delete', `v${version}`);
    expect(publish()).toMatchObject({ exitCode: 0 });
    const executables = files().flatMap((file) => /-krm-.*(-linux-\w+)$/.exec(file)?.[1] ?? []);
    expect(pushed()).toEqual([
      `v${version}`,
      ...['', ...executables].map((one) => `v${version}-kustomize${one}`),
    ]);
  });

  it('has a bill of the packages that it needs, and of what is in the executables', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: true; version: string }>;
    };
    const installed = readdirSync(join(project, 'node_modules'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /^(@[^/]+\/)?[^@/]+\/package\.json$/.test(file))
      .map((file) => file.replace('/package.json', ''))
      .filter((one) => one !== name);
    const bom = JSON.parse(text(`${name}-${version}.cdx.json`)) as {
      bomFormat: string;
      metadata: { component: object };
      components: { name: string; version: string }[];
    };
    expect(bom).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { name, version, purl: `pkg:npm/${name}@${version}` } },
    });
    const linked = bom.components.filter((one) => !(`node_modules/${one.name}` in packages));
    expect(linked.map((one) => one.name)).toEqual(
      files().some((file) => file.startsWith('gitlab-runner-krm-')) ? ['quickjs', 'glibc'] : [],
    );
    const bought = bom.components.filter((one) => !linked.includes(one));
    expect(bought.map((one) => one.name).sort()).toEqual(installed.sort());
    for (const one of bought) expect(packages[`node_modules/${one.name}`]?.version).toBe(one.version);
  });

  it('has the schema under the name of the version', () => {
    const file = `gitlab-runner-${version}.schema.json`;
    const { $id, ...schema } = JSON.parse(text(file)) as { $id: string };
    const { $id: address, ...same } = JSON.parse(
      readFileSync(join(root, 'schemas/gitlab-runner.schema.json'), 'utf8'),
    ) as { $id: string };
    expect($id).toBe(address.replace('gitlab-runner.schema.json', file));
    expect(schema).toEqual(same);
  });
});

describe('a release', () => {
  /** A commit of what the script needs, with another text of package.json and CHANGELOG.md. */
  function checkout(change: (manifest: object) => object, changelog: string): string {
    const path = directory({
      'package.json': JSON.stringify(change(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))),
      'CHANGELOG.md': changelog,
      '.gitignore': 'node_modules\n',
    });
    cpSync(join(root, 'scripts'), join(path, 'scripts'), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(path, 'node_modules'));
    const git = (...args: string[]) =>
      expect(
        run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: path }),
      ).toMatchObject({ exitCode: 0 });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message=a');
    return path;
  }
  const release = (path: string, ...args: string[]) =>
    run(process.execPath, [tsx, 'scripts/release.ts', ...args, 'out'], { cwd: path });

  it('is refused with all that stands against it, before anything is made', () => {
    const path = checkout(({ repository: _, ...rest }: { repository?: unknown }) => rest, '# Changelog\n');
    run('git', ['tag', `v${version}-kustomize`], { cwd: path });
    cpSync(join(path, 'CHANGELOG.md'), join(path, 'new.md'));
    const { exitCode, stderr } = release(path);
    expect(exitCode).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      'Refused: Files differ from the commit (1): commit or remove them.',
      `Refused: There is a tag v${version}-kustomize: raise "version" in package.json, or delete the tag.`,
      `Refused: CHANGELOG.md has no section "## ${version}": give "## Unreleased" this name.`,
      expect.stringMatching(/^Refused: package\.json has no "repository"/),
    ]);
    expect(existsSync(join(path, 'out'))).toBe(false);
  });

  it('begins with the check where nothing stands against it', () => {
    const path = checkout(
      (manifest) => ({ ...manifest, repository: 'a', scripts: { check: 'echo checked >&2; exit 3' } }),
      `# Changelog\n\n## ${version} (2026-01-01)\n\nNews.\n`,
    );
    const { exitCode, stderr } = release(path);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^checked$/m);
    expect(stderr).not.toContain('Refused');
    expect(existsSync(join(path, 'out'))).toBe(false);
  });

  it('never goes without the check', () => {
    const { exitCode, stderr } = run(process.execPath, [tsx, 'scripts/release.ts', '--no-check', 'out'], {
      cwd: root,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Only a dry run goes without the check.');
  });
});
