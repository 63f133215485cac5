import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';

import { manifest } from './project.ts';

/** Where a project has its packages and the programs of these. */
const INSTALLED = `node_modules/${manifest.name}`;
const DOCUMENT = `${INSTALLED}/overlays/base/config/runner.yaml`;
const FLAGS = ['--enable-alpha-plugins', '--enable-exec'];

/** What the doors of an installed package give for the document of its overlays/base. */
export interface Doors {
  /** The text that the library makes. */
  readonly library: string;
  /** What the command line renders. */
  readonly commandLine: string;
  /** What kustomize builds of the overlay, with the function. */
  readonly kustomize: string;
  /** What kustomize builds of the text that the library makes. */
  readonly kustomizeOfLibrary: string;
}

/** Makes a folder, empty but for a package.json, and installs packages there as npm names them. Returns the folder. */
export async function projectWith(...packages: readonly string[]): Promise<string> {
  const project = mkdtempSync(join(tmpdir(), `${manifest.name}-project-`));
  writeFileSync(join(project, 'package.json'), '{"name": "user", "private": true, "type": "module"}\n');
  const options = ['--prefer-offline', '--no-audit', '--no-fund'];
  try {
    await promisify(execFile)('npm', ['install', ...options, ...packages], { cwd: project });
  } catch (error) {
    rmSync(project, { recursive: true, force: true });
    throw error;
  }
  return project;
}

/** Asks each door of the package that a project has installed, with the Node that is first in `nodeFolder`. */
export function askDoors(project: string, nodeFolder?: string): Doors {
  const PATH = [...(nodeFolder === undefined ? [] : [nodeFolder]), process.env.PATH].join(delimiter);
  const run = (program: string, ...args: readonly string[]): string =>
    execFileSync(program, args, {
      cwd: project,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, PATH },
    });
  const library = run(
    'node',
    '--input-type=module',
    '--eval',
    `import { renderRunner, toYaml } from '${manifest.name}';
     process.stdout.write(toYaml(renderRunner(JSON.parse(process.argv[1]))));`,
    JSON.stringify(parse(readFileSync(join(project, DOCUMENT), 'utf8'))),
  );
  const plain = join(project, 'plain');
  mkdirSync(plain, { recursive: true });
  writeFileSync(join(plain, 'kustomization.yaml'), 'resources:\n- all.yaml\n');
  writeFileSync(join(plain, 'all.yaml'), library);
  return {
    library,
    commandLine: run(`node_modules/.bin/${manifest.name}`, 'render', DOCUMENT),
    kustomize: run('kustomize', 'build', ...FLAGS, `${INSTALLED}/overlays/base`),
    kustomizeOfLibrary: run('kustomize', 'build', plain),
  };
}
