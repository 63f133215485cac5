import type { Io } from './io.ts';
import { say } from './say.ts';

/** What became of the files of a directory, by their names. */
export type Written = Readonly<Record<'added' | 'changed' | 'removed' | 'unchanged', readonly string[]>>;

/** Prints what became of the files: each by its name, unless all are new or all are the same as before. */
export function sayWritten(written: Written, directory: string, io: Io): void {
  const { added, changed, removed, unchanged } = written;
  if (changed.length + removed.length + unchanged.length === 0) {
    say(`wrote ${added.length} files to ${directory}`, io);
    return;
  }
  const news = Object.entries({ added, changed, removed }).filter(([, names]) => names.length > 0);
  for (const [what, names] of news) for (const name of names) say(`${what} ${name}`, io);
  const counts = [...news, ['unchanged', unchanged] as const].map(
    ([what, names]) => `${names.length} ${what}`,
  );
  say(`files in ${directory}: ${counts.join(', ')}`, io);
}
