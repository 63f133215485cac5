import { topChartValueAdvice } from '../../../core/document/findings/chart-value.ts';
import { knownElsewhere } from '../../../core/document/findings/known-elsewhere.ts';
import { nearest } from '../../../core/findings/nearest.ts';
import { type Explained, explain as explained } from '../../../operate/explain/explain.ts';
import { choose } from '../choose.ts';
import { FORMATS } from '../definitions/explain.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { CODES, type ExplainedCode, explainCode } from '../explain-code.ts';
import type { Io } from '../io.ts';
import { jsonFile } from '../manifest-files.ts';
import type { Options } from '../options.ts';
import { explainCodeReport, explainReport } from '../report/explain.ts';
import { say } from '../say.ts';

/** Prints what there is to know of a key of the document, or of a code of `validate` or `doctor`. */
export function explain(words: readonly string[], options: Options, io: Io): ExitCode {
  const [path = '', ...more] = words;
  if (more.length > 0) throw new UsageError(`explain accepts one key or code, not ${words.length}`);
  const format = choose('format', options.format, FORMATS);
  const code = explainCode(path);
  if (code !== undefined) return printCode(code, format, io);
  const result = explained(path, { recursive: options.recursive === true });
  if (!result.ok) {
    const inCapitals = explainCode(path.toUpperCase());
    if (inCapitals !== undefined) return printCode(inCapitals, format, io);
    say(sentence(path, result), io);
    if (result.candidates.length > 1) for (const candidate of result.candidates) io.err(`  ${candidate}\n`);
    return EXIT.usage;
  }
  const { explanation } = result;
  switch (format) {
    case 'text':
      io.out(explainReport(explanation, io.result));
      break;
    case 'json':
      io.out(jsonFile(explanation));
      break;
    case 'names':
      io.out(explanation.keys.map(({ name }) => `${name}\n`).join(''));
      break;
  }
  return EXIT.done;
}

/** Where people look for what they know of a runner, such as its tags. */
const RUNNER = ['spec', 'runners', '*'];

/** A question about the code that a misspelt one is near to. */
function nearCode(text: string): string | undefined {
  const near = /^[A-Z_]+$/.test(text) ? nearest(text, CODES) : undefined;
  return near && `Did you mean the code ${near}?`;
}

function printCode(code: ExplainedCode, format: string, io: Io): ExitCode {
  if (format === 'names') throw new UsageError(`${code.code} is a code, which has no keys below`);
  io.out(format === 'json' ? jsonFile(code) : explainCodeReport(code, io.result));
  return EXIT.done;
}

function sentence(
  path: string,
  { reason, unknown = '', candidates }: Extract<Explained, { readonly ok: false }>,
): string {
  if (reason === 'unreadable')
    return `"${path}" is not a path: write it as runners.default.kubernetes["a.b"]`;
  if (reason === 'ambiguous') return `"${path}" is at ${candidates.length} places: write one of them`;
  const help = knownElsewhere(RUNNER, path)?.help ?? topChartValueAdvice(path) ?? nearCode(path);
  if (help !== undefined) return `there is no key "${path}". ${help}`;
  const where = unknown === path ? '' : ` in "${path}"`;
  const [first, ...others] = candidates;
  const meant = others.length > 0 ? 'one of these' : `"${first}"`;
  return `there is no key "${unknown}"${where}${first === undefined ? '' : `; did you mean ${meant}?`}`;
}
