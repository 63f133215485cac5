import { execFileSync } from 'node:child_process';
import {
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
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse, stringify } from 'yaml';
import { setup as buildPackage } from '../scripts/build.ts';
import { buildNative } from '../scripts/build-native.ts';
import { buildNodeFunction } from '../scripts/build-node-function.ts';
import { projectWith } from '../scripts/release/doors.ts';
import { type GitLabRunner, type KubernetesObject, renderRunner } from '../src/index.ts';

/** A temporary folder with everything that is measured. */
export interface Workspace {
  readonly folder: string;
  /** Starts a program and prints what it took; see timed-run.c. */
  readonly timedRun: string;
  readonly native: string;
  readonly node: string;
  /** The command line of the packed package, installed in an empty project. */
  readonly cli: string;
  /** The address of the library's module in that package. */
  readonly libraryModule: string;
  /** What kustomize sends to the function for overlays/base. */
  readonly stdin: string;
  /** The base document, and its objects. */
  readonly document: GitLabRunner;
  readonly documentFile: string;
  readonly documentJson: string;
  readonly objects: readonly KubernetesObject[];
  readonly objectsFile: string;
  /** Kustomizations of the same objects: as files, and through each function. */
  readonly builds: {
    readonly static: string;
    readonly nothing: string;
    readonly native: string;
    readonly node: string;
  };
  readonly remove: () => void;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** Builds both functions, installs the package, and lays out the kustomizations. Needs cc, qjsc and kustomize. */
export async function makeWorkspace(): Promise<Workspace> {
  const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-bench-'));
  const timedRun = join(folder, 'timed-run');
  execFileSync('cc', ['-O2', '-static', '-o', timedRun, join(root, 'bench/timed-run.c')]);
  const native = join(folder, 'native-function');
  const node = join(folder, 'node-function');
  await buildNative(native);
  await buildNodeFunction(node);

  const project = await installed(folder);
  const libraryModule = pathToFileURL(
    join(project, 'node_modules/gitlab-runner-manifests/dist/index.js'),
  ).href;

  const documentFile = join(root, 'overlays/base/config/runner.yaml');
  const document = parse(readFileSync(documentFile, 'utf8')) as GitLabRunner;
  const documentJson = join(folder, 'document.json');
  writeFileSync(documentJson, JSON.stringify(document));
  const objects = renderRunner(document);
  const objectsFile = join(folder, 'objects.json');
  writeFileSync(objectsFile, JSON.stringify(objects));

  const withFunction = (name: string, write: (file: string) => void): string => {
    cpSync(join(root, 'overlays'), join(folder, name, 'overlays'), { recursive: true });
    mkdirSync(join(folder, name, 'kustomize-plugin'));
    write(join(folder, name, 'kustomize-plugin/gitlab-runner-krm'));
    return join(folder, name, 'overlays/base');
  };
  const script = (lines: string) => (file: string) => {
    writeFileSync(file, `#!/bin/sh\n${lines}\n`);
    chmodSync(file, 0o755);
  };

  const stdin = join(folder, 'stdin.yaml');
  build(withFunction('capture', script(`tee ${stdin} | ${native}`)));
  const output = join(folder, 'output.json');
  writeFileSync(output, execFileSync(native, { input: readFileSync(stdin) }));

  const files = join(folder, 'static');
  mkdirSync(files);
  for (const [index, object] of objects.entries()) {
    writeFileSync(
      join(files, `${index}.yaml`),
      stringify(object, { aliasDuplicateObjects: false, lineWidth: 0 }),
    );
  }
  writeFileSync(
    join(files, 'kustomization.yaml'),
    stringify({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: objects.map((_, index) => `${index}.yaml`),
    }),
  );

  const builds = {
    static: files,
    nothing: withFunction('nothing', script(`exec cat ${output}`)),
    native: withFunction('native', (file) => cpSync(native, file)),
    node: withFunction('node', (file) => symlinkSync(node, file)),
  };
  const expected = build(builds.static);
  for (const [name, path] of Object.entries(builds)) {
    if (build(path) !== expected)
      throw new Error(`kustomize build gives other objects for "${name}" than for files`);
  }
  return {
    folder,
    timedRun,
    native,
    node,
    cli: join(project, 'node_modules/.bin/gitlab-runner-manifests'),
    libraryModule,
    stdin,
    document,
    documentFile,
    documentJson,
    objects,
    objectsFile,
    builds,
    remove: () => {
      for (const path of [folder, project]) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Packs the package into a folder, and returns a project that has it installed. */
async function installed(folder: string): Promise<string> {
  await buildPackage();
  const options = ['--ignore-scripts', '--json', '--pack-destination', folder];
  const report = execFileSync('npm', ['pack', ...options], { cwd: root, encoding: 'utf8' });
  const [{ filename }] = JSON.parse(report) as [{ filename: string }];
  return projectWith(join(folder, filename));
}

/** The command that builds a kustomization. */
export function kustomize(path: string): string[] {
  return ['kustomize', 'build', '--enable-alpha-plugins', '--enable-exec', path];
}

function build(path: string): string {
  const [command = '', ...args] = kustomize(path);
  return execFileSync(command, args, { encoding: 'utf8' });
}
