import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { buildNative, quickjsVersion, type Tools } from '../build-native.ts';
import { root } from './project.ts';

/** An architecture as containers name it, and as compilers and emulators do. */
const MACHINES = { amd64: 'x86_64', arm64: 'aarch64' } as const;

export type Architecture = keyof typeof MACHINES;

/** The architectures that a release has an executable for. */
export const ARCHITECTURES = Object.keys(MACHINES) as Architecture[];

/** An executable that was built and run, or why there is none. */
export type Executable = { readonly architecture: Architecture } & (
  | { readonly file: string }
  | { readonly lacking: string }
);

/**
 * Builds the KRM function for each architecture into a folder, as `PREFIX-linux-ARCHITECTURE`. Only one that writes what
 * the Node function writes stays there.
 */
export async function buildExecutables(folder: string, prefix: string): Promise<Executable[]> {
  const executables: Executable[] = [];
  for (const architecture of ARCHITECTURES) {
    const file = join(folder, `${prefix}-linux-${architecture}`);
    const lacking = await buildAndRun(architecture, file);
    executables.push({ architecture, ...(lacking === undefined ? { file } : { lacking }) });
  }
  return executables;
}

/** Builds and tries one; returns what this machine lacks for that. Throws where the executable does something else. */
async function buildAndRun(architecture: Architecture, file: string): Promise<string | undefined> {
  const machine = MACHINES[architecture];
  if (quickjsVersion() === undefined) return 'no qjsc is here: install quickjs';
  const isOfThisMachine = printed('cc', '-dumpmachine')?.startsWith(`${machine}-`) === true;
  const emulator = isOfThisMachine ? [] : [`qemu-${machine}`];
  const tools: Tools | undefined = isOfThisMachine
    ? undefined
    : {
        cc: `${machine}-linux-gnu-gcc`,
        objcopy: `${machine}-linux-gnu-objcopy`,
        nm: `${machine}-linux-gnu-nm`,
        emulator,
      };
  if (tools !== undefined && printed(tools.cc, '-dumpmachine') === undefined)
    return `no ${tools.cc} is here: install gcc-${machine.replace('_', '-')}-linux-gnu and libquickjs:${architecture}`;
  if (emulator[0] !== undefined && printed(emulator[0], '--version') === undefined)
    return `no ${emulator[0]} is here to run it: install qemu-user`;
  try {
    await buildNative(file, undefined, tools);
  } catch (error) {
    return `it does not build: ${(error as Error).message}`;
  }
  if (!output([...emulator, file]).equals(output([`${root}/kustomize-plugin/gitlab-runner-krm`]))) {
    rmSync(file);
    throw new Error(`The executable for ${architecture} does not write what the Node function writes.`);
  }
  return undefined;
}

/** What a program prints; undefined where it is not installed. */
function printed(program: string, ...args: readonly string[]): string | undefined {
  const { error, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return error === undefined ? stdout : undefined;
}

/** What the function answers for the document of overlays/base. */
function output([program, ...args]: readonly string[]): Buffer {
  const functionConfig: unknown = parse(readFileSync(`${root}/overlays/base/config/runner.yaml`, 'utf8'));
  const list = { apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', items: [], functionConfig };
  return execFileSync(program!, args, { input: JSON.stringify(list), maxBuffer: 1 << 28 });
}
