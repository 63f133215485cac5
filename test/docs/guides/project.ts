import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { root } from '../../support/project.ts';
import { type Run, run, runBeside } from '../../support/run.ts';

/** What `npx` does with an installed package, without the second that it takes to find it. It never asks the network. */
const NPX = '#!/bin/sh\nprogram=$1\nshift\nexec "node_modules/.bin/$program" "$@"\n';

/** The YAML blocks of a page that say in their first line where they are, the first for each place. */
function filesShown(page: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...page.matchAll(/^```yaml\n(# (deploy\/[\w/.-]+\.yaml)[\s\S]*?)^```$/gm)]
      .reverse()
      .map(([, text = '', path = '']) => [path, text]),
  );
}

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const [, document = ''] = /^```yaml\n([^`]*^kind: GitLabRunner$[^`]*)^```$/m.exec(readme) ?? [];

/** Packs the package and installs it into an empty project in this folder. */
export function installPacked(folder: string): void {
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [packed] = JSON.parse(execFileSync('npm', pack, { cwd: root, encoding: 'utf8' })) as [
    { readonly filename: string },
  ];
  const project = join(folder, 'installed');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{"name": "user", "private": true, "type": "module"}\n');
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, packed.filename)];
  execFileSync('npm', install, { cwd: project, stdio: 'pipe' });
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/npx'), NPX, { mode: 0o755 });
}

const argumentsFor = (command: string): string[] => ['-o', 'pipefail', '-c', `exec < ../token\n${command}`];

/** A project with the package, in which the commands of a page can be run. */
export class Project {
  readonly #path: string;
  readonly #programs: string;

  /**
   * Makes it, with the files that guides presume: the README's document, the layers that the page shows, or else the
   * README's, and what `import` reads; where the page speaks of a checkout, with what a checkout has.
   *
   * @param folder where {@link installPacked} has installed the package.
   */
  constructor(folder: string, name: string, page: string) {
    this.#path = join(folder, name.replaceAll(/\W/g, '-'), 'project');
    this.#programs = `${join(this.#path, 'node_modules/.bin')}:${join(folder, 'bin')}`;
    mkdirSync(dirname(this.#path));
    this.setToken('glrt-EXAMPLE');
    execFileSync('cp', ['-al', join(folder, 'installed'), this.#path]);
    if (/checkout/.test(page)) {
      const installed = join(this.#path, 'node_modules/gitlab-runner-manifests');
      for (const part of ['examples', 'overlays', 'kustomize-plugin']) {
        execFileSync('cp', ['-al', join(installed, part), this.#path]);
      }
    }
    cpSync(join(root, 'test/docs/guides/migrate'), this.#path, { recursive: true });
    const shown = filesShown(page);
    const layers = 'deploy/kustomization.yaml' in shown ? shown : filesShown(readme);
    const files = {
      ...(name !== 'docs/migrate.md' && { 'runner.yaml': document }),
      'kustomization.yaml': 'resources: [deploy]\n',
      '.gitignore': 'node_modules\n',
      ...layers,
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.#path, path)), { recursive: true });
      writeFileSync(join(this.#path, path), text);
    }
    if (Object.values(layers).some((text) => text.includes('vendor/'))) {
      this.run('gitlab-runner-manifests vendor vendor/gitlab-runner-manifests');
    }
    this.run(
      'git init -q && git add . && git -c user.name=user -c user.email=user@example.com commit -qm first && git update-ref refs/remotes/origin/main HEAD',
    );
  }

  /** Changes the text of each YAML file, also of those of the package. */
  edit(change: (text: string) => string): void {
    for (const file of readdirSync(this.#path, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.yaml')) continue;
      const path = join(this.#path, file);
      const text = readFileSync(path, 'utf8');
      // Other projects have the same file.
      rmSync(path);
      writeFileSync(path, change(text));
    }
  }

  /** Sets the token that what asks for one gets. */
  setToken(token: string): void {
    writeFileSync(join(dirname(this.#path), 'token'), `${token}\n`);
  }

  /** Runs a command in the shell. What asks for a token gets one. */
  run(command: string): Run {
    return run('bash', argumentsFor(command), { cwd: this.#path, path: this.#programs });
  }

  /** The same, while the test goes on, with variables of the environment. */
  runBeside(command: string, env: Readonly<Record<string, string>>): Promise<Run> {
    return runBeside('bash', argumentsFor(command), { cwd: this.#path, path: this.#programs, env });
  }
}
