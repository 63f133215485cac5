import { readdirSync, readFileSync } from 'node:fs';

const documents = new URL('../wrong/documents/', import.meta.url);

/** The wrong documents as they are written, each with the name of its file. */
export const texts = readdirSync(documents)
  .sort()
  .map((file): [string, string] => [
    file,
    readFileSync(new URL(file, documents), 'utf8').replace(/^\uFEFF/, ''),
  ]);
