import { diffObjects } from '../../../operate/diff/diff.ts';
import { diffMarkdown } from '../../../operate/diff/markdown.ts';
import { choose } from '../choose.ts';
import { FORMATS } from '../definitions/diff.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import type { Io } from '../io.ts';
import { jsonFile } from '../manifest-files.ts';
import { objectsOf } from '../objects-to-compare.ts';
import type { Options } from '../options.ts';
import { diffReport } from '../report/diff.ts';

/** Prints what applying the objects of one side does where those of the other are. */
export function diff(words: readonly string[], options: Options, io: Io): ExitCode {
  const format = choose('format', options.format, FORMATS);
  const [old, young, ...more] = words;
  if (old === undefined || young === undefined || more.length > 0)
    throw new UsageError(`diff needs two arguments, OLD and NEW, not ${words.length}`);
  if (old === '-' && young === '-') throw new UsageError('diff reads standard input for one of OLD and NEW');
  const [before, after] = [objectsOf(old, io), objectsOf(young, io)];
  if (before === undefined || after === undefined) return EXIT.errors;
  const found = diffObjects(before, after);
  io.out(
    format === 'json'
      ? jsonFile(found)
      : format === 'markdown'
        ? diffMarkdown(found)
        : diffReport(found, io.result),
  );
  return options['exit-code'] && found.changes.length > 0 ? EXIT.errors : EXIT.done;
}
