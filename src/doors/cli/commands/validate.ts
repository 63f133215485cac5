import { type Diagnostic, hasErrors } from '../../../core/findings/diagnostic.ts';
import { printable } from '../../../core/findings/printable.ts';
import { choose } from '../choose.ts';
import { SEVERITIES } from '../definitions/validate.ts';
import { type InputDocument, inputsOf } from '../documents.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { fixFiles } from '../fix-files.ts';
import { missingGuards } from '../guard.ts';
import { inspect } from '../inspect.ts';
import type { Io } from '../io.ts';
import type { Options } from '../options.ts';
import { report } from '../report/index.ts';
import { REPORT_FORMATS, type ReportFormat } from '../report/options.ts';
import { say } from '../say.ts';

/**
 * Reports everything that is wrong with documents and between them; with `--fix` what is left when all fixes are made. A
 * file that cannot be read does not keep it from the rest.
 */
export async function validate(words: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  const format = choose('format', options.format, REPORT_FORMATS);
  const failOn = choose('fail-on', options['fail-on'], SEVERITIES);
  if (options.rendered) {
    const { inspectRendered } = await import('../inspect-rendered.ts');
    const { texts, diagnostics } = inspectRendered(words, options, io);
    return conclude(diagnostics, texts, [...texts.keys()].join(', '), { format, failOn }, io);
  }

  if (options.fix && words.includes('-'))
    throw new UsageError('validate --fix needs files, not standard input');
  const documents: InputDocument[] = [];
  let isUnreadable = false;
  for (const input of inputsOf('validate', words, options, io, 'all layers')) {
    if ('error' in input) {
      say(input.error.message, io);
      isUnreadable = true;
    } else documents.push(...(options.fix ? fixFiles(input, io) : input.documents));
  }
  const { findings, texts: read } = inspect(documents);
  const texts = new Map(read);
  const guards = (options.kustomization ?? []).flatMap(missingGuards);
  const found = [...findings.flat(), ...guards.map(({ diagnostic }) => diagnostic)];
  for (const { file, text } of guards) texts.set(file, text);

  const exitCode = conclude(found, texts, names(documents), { format, failOn }, io);
  return isUnreadable ? EXIT.usage : exitCode;
}

/** Reports what was found in the inputs named in `read`, and returns the exit code. */
function conclude(
  found: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
  read: string,
  { format, failOn }: { readonly format: ReportFormat; readonly failOn: 'error' | 'warning' },
  io: Io,
): ExitCode {
  // Text is for people; the other forms are the result of the command.
  if (format !== 'text') io.out(report(found, texts, format, io));
  else if (found.length > 0) io.err(report(found, texts, format, io));
  else if (read !== '') io.err(`${printable(read)}: no problems found\n`);
  const isFailure = failOn === 'warning' ? found.length > 0 : hasErrors(found);
  return isFailure ? EXIT.errors : EXIT.done;
}

function names(documents: readonly InputDocument[]): string {
  return [...new Set(documents.map(({ name }) => name))].join(', ');
}
