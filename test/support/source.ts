import { readSources, type Source } from '../../src/doors/document-text/source.ts';

/** Reads the first document of a text. */
export function readSource(input: string | Uint8Array, file: string): Source {
  return readSources(input, file)[0]!;
}
