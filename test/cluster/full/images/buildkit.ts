import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { until } from '../../support/until.ts';
import { program } from './program.ts';

/** An image in a folder, as OCI lays it out. */
export interface Layout {
  readonly folder: string;
  readonly digest: string;
}

/** What is built of a context, which has its Dockerfile. */
export interface Build {
  readonly context: string;
  readonly target?: string;
  readonly args?: Readonly<Record<string, string>>;
  /** Images by the names that FROM has for them, which are then pulled from nowhere. */
  readonly images?: Readonly<Record<string, Layout>>;
  /** As `buildctl --output` takes it. */
  readonly output: string;
}

/** A BuildKit on this machine, which asks no registry. */
export class BuildKit {
  readonly #folder: string;
  readonly #buildctl: string;
  readonly #address: string;
  readonly #daemon: ChildProcess;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#buildctl = program('buildctl', folder);
    this.#address = `unix://${folder}/buildkitd.sock`;
    const log = openSync(join(folder, 'buildkitd.log'), 'w');
    this.#daemon = spawn(
      program('buildkitd', folder),
      [
        ...['--addr', this.#address, '--root', join(folder, 'state')],
        ...['--containerd-worker=false', '--oci-worker-net=host'],
      ],
      { stdio: ['ignore', log, log] },
    );
  }

  /** Starts one that has all its files in a folder. */
  static async start(folder: string): Promise<BuildKit> {
    mkdirSync(folder);
    const buildkit = new BuildKit(folder);
    await until('BuildKit answers', async () => {
      if (buildkit.#daemon.exitCode !== null)
        throw new Error(readFileSync(join(folder, 'buildkitd.log'), 'utf8'));
      return (await buildkit.#run('debug', 'workers')) !== undefined;
    });
    return buildkit;
  }

  /** Builds anew, with no step taken from an earlier build, and returns the image's digest; none of other outputs. */
  async build({ context, target, args = {}, images = {}, output }: Build): Promise<string | undefined> {
    const metadata = join(this.#folder, 'metadata.json');
    const layouts = Object.entries(images).flatMap(([name, { folder, digest }], index) => [
      ...['--oci-layout', `image${index}=${folder}`],
      ...['--opt', `context:${name}=oci-layout://image${index}@${digest}`],
    ]);
    await this.#run(
      'build',
      ...['--frontend', 'dockerfile.v0', '--no-cache', '--progress', 'plain'],
      ...['--local', `context=${context}`, '--local', `dockerfile=${context}`],
      ...(target === undefined ? [] : ['--opt', `target=${target}`]),
      ...Object.entries(args).flatMap(([name, value]) => ['--opt', `build-arg:${name}=${value}`]),
      ...layouts,
      ...['--output', output, '--metadata-file', metadata],
    );
    const said = JSON.parse(readFileSync(metadata, 'utf8')) as { 'containerimage.digest'?: string };
    return said['containerimage.digest'];
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#daemon.once('exit', resolve));
    if (this.#daemon.kill()) await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #run(...args: readonly string[]): Promise<string> {
    const options = { maxBuffer: 1 << 28 };
    return (await promisify(execFile)(this.#buildctl, ['--addr', this.#address, ...args], options)).stdout;
  }
}

/** Gives the node an image, an archive of OCI. */
export function load(archive: string): void {
  execFileSync('images', ['images', 'import', archive], { stdio: 'pipe' });
}

/** Takes an image from the node into a new folder. */
export function exported(image: string, folder: string): Layout {
  mkdirSync(folder);
  const script = 'images images export --platform "linux/$1" - "$0" | tar -x -C "$2"';
  const architecture = { x64: 'amd64', arm64: 'arm64' }[process.arch as string]!;
  execFileSync('sh', ['-ec', script, image, architecture, folder]);
  const { manifests } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
    manifests: [{ digest: string }];
  };
  return { folder, digest: manifests[0].digest };
}
