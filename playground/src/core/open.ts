import { isOurs } from '../../../src/doors/cli/is-document.ts';
import { MAX_LENGTH } from '../../../src/doors/document-text/limits.ts';
import { readSources } from '../../../src/doors/document-text/source.ts';
import { type ImportText, importConfig } from '../../../src/import/import-config.ts';
import type { Opened } from './messages.ts';

/** Returns files that are documents as they are, and what becomes of any other files. */
export function open(files: readonly ImportText[]): Opened {
  if (files.every(areDocuments)) return { kind: 'documents', text: joined(files.map(({ text }) => text)) };
  const imported = importConfig(files);
  return { kind: 'imported', text: joined(imported.documents.map(({ text }) => text)), imported };
}

/** Whether a file has documents. One that cannot be read counts where it says so, to be fixed in the editor. */
function areDocuments({ name, text }: ImportText): boolean {
  return text.length <= MAX_LENGTH && readSources(text, name).every(isOurs);
}

/** One text of several documents. */
function joined(texts: readonly string[]): string {
  return texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('---\n');
}
