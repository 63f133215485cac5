import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FileError } from '../file-error.ts';
import { inPackage } from '../package.ts';

/** A file as it is to be in the vendored directory. */
export interface VendoredFile {
  /** Below the directory, with slashes. */
  readonly path: string;
  readonly content: Uint8Array;
  readonly isExecutable: boolean;
}

/** The path of the function, in the package and in the vendored directory. */
export const FUNCTION = 'kustomize-plugin/gitlab-runner-krm';

/** Folders that a repository needs to build, and the files of them that are more than text for people. */
const FOLDERS = [
  ['overlays', /\.yaml$/],
  ['schemas', /\.schema\.json$/],
] as const;

/** Returns the files of this package that a repository needs to build by itself, without the function. */
export function packageFiles(): readonly VendoredFile[] {
  return reading(() =>
    FOLDERS.flatMap(([folder, names]) =>
      readdirSync(inPackage(folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => names.test(name))
        .map((name) => ({
          path: `${folder}/${name.replaceAll('\\', '/')}`,
          content: readFileSync(inPackage(join(folder, name))),
          isExecutable: false,
        })),
    ),
  );
}

/** Returns the path of the function of this package, which is the one that was built last: for Node, or native. */
export function packageFunction(): string {
  return inPackage(FUNCTION);
}

/** Returns the function for Node as one file, which works whatever `type` the package.json above it has. */
export function nodeFunction(): Uint8Array {
  const expression = reading(() => readFileSync(inPackage(`${FUNCTION}.js`), 'utf8'));
  const call = `(typeof require === 'function' ? require : process.getBuiltinModule);\n`;
  return Buffer.from(`#!/usr/bin/env node\n${expression.trimEnd()}${call}`);
}

function reading<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new FileError('cannot read the files of this package', error);
  }
}
