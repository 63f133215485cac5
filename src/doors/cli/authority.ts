import { X509Certificate } from 'node:crypto';

import { UsageError } from './exit.ts';
import type { Io } from './io.ts';
import { readText } from './read-bytes.ts';

/** Bytes. The certificates of every authority that browsers trust have a fifth of it. */
const MAX_READ = 1 << 20;

/** Returns the certificates of an authority in the file of `--ca-file`, in PEM form. */
export function authorityIn(file: string | undefined, io: Io): string | undefined {
  if (file === undefined) return undefined;
  const text = readText(file, io, MAX_READ).text;
  try {
    new X509Certificate(text);
  } catch {
    throw new UsageError(`--ca-file needs a file with certificates in PEM form, and ${file} has none`);
  }
  return text;
}
