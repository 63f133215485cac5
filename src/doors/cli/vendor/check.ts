import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

import { version } from '../../../core/version.ts';
import { look } from './look.ts';
import { FUNCTION, nodeFunction, packageFiles } from './package-files.ts';
import { PIN, type Pin } from './pin.ts';
import { sha256 } from './sum.ts';

/**
 * Returns what of a directory is not as its list says, and what of the list is not as this package has it, a line each.
 *
 * @param sum the SHA-256 that a native function has to have, where somebody else knows it.
 */
export function differences(directory: string, pin: Pin, sum: string | undefined): readonly string[] {
  return [...new Set([...fromList(directory, pin), ...fromPackage(directory, pin, sum)])];
}

function fromList(directory: string, { files, executables }: Pin): readonly string[] {
  const found: string[] = [];
  const folders = new Set<string>();
  for (const [path, sum] of files) {
    const name = join(directory, path);
    const present = look(directory, path);
    if (present === undefined) found.push(`${name} is missing`);
    else if ('obstacle' in present) found.push(present.obstacle);
    else {
      folders.add(posix.dirname(path));
      if (present.sum !== sum) found.push(`${name} was changed since vendor wrote it`);
      if (executables.includes(path) && !present.isExecutable) found.push(`${name} is not executable`);
    }
  }
  for (const folder of folders) {
    for (const entry of readdirSync(join(directory, folder), { withFileTypes: true })) {
      const isOther = !entry.isDirectory() && !entry.name.startsWith('.');
      if (isOther && !files.has(`${folder}/${entry.name}`))
        found.push(`${join(directory, folder, entry.name)} is not a file of the package`);
    }
  }
  return found;
}

function fromPackage(directory: string, pin: Pin, sum: string | undefined): readonly string[] {
  const own = pin.files.get(FUNCTION);
  const found =
    sum === undefined || sum === own
      ? []
      : [`${join(directory, FUNCTION)} does not have the SHA-256 of --sha256`];
  if (pin.version !== version) {
    const help = isAfter(pin.version, version) ? 'upgrade the package' : 'run vendor again';
    return [...found, `${directory} holds version ${pin.version}, and this is ${version}: ${help}`];
  }
  const sums = new Map(packageFiles().map(({ path, content }) => [path, sha256(content)]));
  sums.set(FUNCTION, pin.function.runtime === 'node' ? sha256(nodeFunction()) : (own ?? ''));
  const paths = [...new Set([...sums.keys(), ...pin.files.keys()])];
  const list = join(directory, PIN);
  return [
    ...found,
    ...paths.flatMap((path) => {
      if (sums.get(path) === pin.files.get(path)) return [];
      if (!sums.has(path)) return [`${list} lists ${path}, which this package has not`];
      const what = pin.files.has(path) ? 'has another checksum than this package for' : 'does not list';
      return [`${list} ${what} ${path}: run vendor again`];
    }),
  ];
}

/** Whether a version comes after another, as a release does after those that lead to it. */
function isAfter(one: string, other: string): boolean {
  const { compare } = new Intl.Collator('en', { numeric: true });
  const [a, b] = [one, other].map((text) => text.split('-')[0]!) as [string, string];
  const order = compare(a, b);
  return order === 0 ? other !== b && (one === a || compare(one, other) > 0) : order > 0;
}
