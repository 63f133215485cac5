import { type Diagnostic, hasErrors } from '../../diagnostics/diagnostic.ts';
import { printable } from '../../diagnostics/printable.ts';
import { CHOICES } from '../choices.ts';
import { choose } from '../choose.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { FileError } from '../file-error.ts';
import { fixFile } from '../fix-file.ts';
import { inspect, readInput } from '../input.ts';
import type { Io } from '../io.ts';
import type { Options } from '../options.ts';
import { report } from '../report/index.ts';
import { say } from '../say.ts';

/**
 * Reports everything that is wrong with the documents; with `--fix` what is left when all fixes are made. A file that
 * cannot be read does not keep it from the rest.
 */
export function validate(files: readonly string[], options: Options, io: Io): ExitCode {
  if (files.length === 0) throw new UsageError('validate takes files, or - for standard input');
  const format = choose('format', options.format, CHOICES.validate.format);
  const failOn = choose('fail-on', options['fail-on'], CHOICES.validate['fail-on']);
  if (options.fix && files.includes('-'))
    throw new UsageError('validate --fix takes files, not standard input');

  const texts = new Map<string, string>();
  const found: Diagnostic[] = [];
  let isUnreadable = false;
  for (const file of files) {
    try {
      const source = options.fix ? fixFile(file, io) : readInput(file, io);
      texts.set(source.file, source.text);
      found.push(...inspect(source).diagnostics);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      say(error.message, io);
      isUnreadable = true;
    }
  }

  // Text is for people; the other forms are the result of the command.
  if (format !== 'text') io.out(report(found, texts, { ...io, format }));
  else if (found.length > 0) io.err(report(found, texts, { format, ...io }));
  else if (texts.size > 0) io.err(`${printable([...texts.keys()].join(', '))}: no problems found\n`);
  if (isUnreadable) return EXIT.usage;
  const isFailure = failOn === 'warning' ? found.length > 0 : hasErrors(found);
  return isFailure ? EXIT.errors : EXIT.done;
}
