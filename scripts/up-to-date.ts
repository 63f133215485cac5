import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamps = join(root, 'node_modules/.cache/builds');

/**
 * Makes something, unless all that it is made of and all that it writes is byte for byte as its last run left it.
 * Modification times would say less: a checkout or a copy changes them, and a file that is gone has none.
 */
export async function makeUnlessUpToDate(
  name: string,
  { from, to }: { from: readonly string[]; to: readonly string[] },
  make: () => Promise<void>,
): Promise<void> {
  const stamp = join(stamps, name);
  // Taken before the run: whoever saves a file meanwhile has not built it.
  const inputs = digestOf([...from, 'package-lock.json']);
  const state = (): string => `${inputs} ${digestOf(to)}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state()) return;
  await make();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, state());
}

/** A digest of files and folders, and of the Node that runs: the stored code of the KRM function is for this one. */
function digestOf(paths: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths.flatMap(filesBelow))
    hash.update(`\n${path}\n`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function filesBelow(path: string): string[] {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
