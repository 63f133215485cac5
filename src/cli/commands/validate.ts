import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { validateConfig } from '../../validate.ts';
import { choose } from '../choose.ts';
import type { Options } from '../command.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { hasErrors, inputFormat, inspect, readInput } from '../input.ts';
import type { Io } from '../io.ts';
import { report } from '../report/index.ts';

/** Reports everything that is wrong with the documents. */
export function validate(files: readonly string[], options: Options, io: Io): ExitCode {
  if (files.length === 0) throw new UsageError('validate takes files, or - for standard input');
  if (options.output !== undefined) throw new UsageError('validate has no option "--output"');
  const format = choose('format', options.format, ['text', 'json', 'github', 'gitlab']);

  const texts = new Map<string, string>();
  const found: Diagnostic[] = [];
  for (const file of files) {
    const source = readInput(file, inputFormat(options), io);
    texts.set(source.file, source.text);
    found.push(...inspect(source, validateConfig).diagnostics);
  }

  // Text is for people; the other forms are the result of the command.
  if (format === 'text')
    io.err(report(found, texts, { format, ...io }) || `${[...texts.keys()].join(', ')}: no problems found\n`);
  else io.out(report(found, texts, { ...io, format }));
  return hasErrors(found) ? EXIT.errors : EXIT.done;
}
