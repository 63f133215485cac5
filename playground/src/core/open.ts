import { isDocument } from '../../../src/cli/is-document.ts';
import { type ImportText, importConfig } from '../../../src/import/import-config.ts';
import { readSources } from '../../../src/source/source.ts';
import type { Opened } from './messages.ts';

/** Returns files that are documents as they are, and what becomes of any other files. */
export function open(files: readonly ImportText[]): Opened {
  const isOurs = files.every(({ name, text }) =>
    readSources(text, name).every(({ value }) => isDocument(value)),
  );
  if (isOurs) return { kind: 'documents', text: joined(files.map(({ text }) => text)) };
  const imported = importConfig(files);
  return { kind: 'imported', text: joined(imported.documents.map(({ text }) => text)), imported };
}

/** One text of several documents. */
function joined(texts: readonly string[]): string {
  return texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('---\n');
}
