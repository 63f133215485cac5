import { join } from 'node:path';
import { dnsLabel } from '../../../core/formats/names.ts';
import { version } from '../../../core/formats/numbers.ts';
import { importConfig, MAX_LENGTH } from '../../../import/import-config.ts';
import type { ImportOptions } from '../../../import/options.ts';
import { choose } from '../choose.ts';
import { DEFAULTS, FORMATS } from '../definitions/import.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { filesIn } from '../files-in.ts';
import type { Io } from '../io.ts';
import { jsonFile } from '../manifest-files.ts';
import { writeNew } from '../new-files.ts';
import type { Options } from '../options.ts';
import { readText } from '../read-bytes.ts';
import { importReport } from '../report/import.ts';
import { say } from '../say.ts';

/** Files of a directory that may tell what runs. */
const INPUT = /\.(?:ya?ml|json|toml)$/;

/** Turns what runs today into documents, and reports what became of it. */
export function importInputs(files: readonly string[], options: Options, io: Io): ExitCode {
  if (files.length === 0) throw new UsageError('import needs files and directories, or - for standard input');
  const format = choose('format', options.format, FORMATS);
  const { output } = options;
  if (output === '') throw new UsageError('--output needs a directory, and the text is empty');
  const texts = files
    .flatMap((file) => (file === '-' ? [file] : filesIn(file, INPUT)))
    .map((file) => readText(file, io, MAX_LENGTH));
  const imported = importConfig(texts, importOptions(options));
  const { documents, report } = imported;

  const names = fileNames(documents);
  if (output !== undefined) {
    writeNew(
      output,
      documents.map(({ text }, index) => ({ name: names[index]!, text })),
    );
    for (const name of names) say(`wrote ${join(output, name)}`, io);
  }
  if (format === 'json') io.out(jsonFile(imported));
  else {
    if (output === undefined) io.out(documents.map(({ text }) => text).join('---\n'));
    io.err(importReport(imported, output === undefined ? undefined : names, io));
  }
  return report.isDecided ? EXIT.done : EXIT.errors;
}

function importOptions(options: Options): ImportOptions {
  const {
    name,
    namespace,
    'runner-version': runnerVersion,
    'keep-version': keepVersion,
    'keep-labels': keepLabels,
  } = options;
  for (const [option, value] of Object.entries({ name, namespace })) {
    if (value !== undefined && !dnsLabel.test(value)) {
      throw new UsageError(`--${option} accepts ${dnsLabel.expected}, not "${value}"`);
    }
  }
  if (runnerVersion !== undefined && !version.test(runnerVersion)) {
    throw new UsageError(`--runner-version accepts ${version.expected}, not "${runnerVersion}"`);
  }
  return {
    ...(name !== undefined && { name }),
    ...(namespace !== undefined && { namespace }),
    ...(runnerVersion !== undefined && { runnerVersion }),
    ...(keepVersion !== undefined && { keepVersion }),
    ...(keepLabels !== undefined && { keepLabels }),
    defaults: choose('defaults', options.defaults, DEFAULTS),
  };
}

/** A file for each document, named after it, and after its namespace where two have one name. */
function fileNames(
  documents: readonly { readonly name: string; readonly namespace: string }[],
): readonly string[] {
  const taken = new Set<string>();
  return documents.map(({ name, namespace }) => {
    const candidates = [name, `${namespace}.${name}`];
    for (let number = 2; number < documents.length + 2; number += 1) candidates.push(`${name}-${number}`);
    const free = candidates.find((candidate) => !taken.has(candidate))!;
    taken.add(free);
    return `${free}.yaml`;
  });
}
