import type { KubernetesObject } from '../../objects/kubernetes-object.ts';
import { toYaml } from '../../yaml/emit.ts';
import { choose, oneFile } from '../choose.ts';
import type { Options } from '../command.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { examine } from '../input.ts';
import type { Io } from '../io.ts';
import { jsonFile, manifestFiles } from '../manifest-files.ts';
import { say } from '../say.ts';
import { type Written, writeDirectory } from '../write-directory.ts';

/** Prints the manifests of a document, or writes them into a directory. */
export function render(files: readonly string[], options: Options, io: Io): ExitCode {
  const file = oneFile('render', files);
  const format = choose('format', options.format, ['yaml', 'json']);
  const { output } = options;
  if (output === '') throw new UsageError('--output takes a directory, and the text is empty');
  const compiled = examine(file, io);
  if (compiled === undefined) return EXIT.errors;
  const { objects } = compiled;

  if (output === undefined) {
    io.out(format === 'yaml' ? toYaml(objects) : jsonFile(list(objects)));
    return EXIT.done;
  }
  const manifests = manifestFiles(objects, format);
  const written = writeDirectory(output, manifests);
  for (const { name, isSecret } of manifests) {
    if (isSecret) {
      say(`${name} holds a credential: do not commit it, and keep it from others`, io);
    }
  }
  sayWritten(written, output, io);
  return EXIT.done;
}

/** Tells what became of the files, each by its name but where all are new, or the same as before. */
function sayWritten(written: Written, directory: string, io: Io): void {
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

/** Objects as one object that `kubectl apply -f -` takes. */
function list(objects: readonly KubernetesObject[]): object {
  return { apiVersion: 'v1', kind: 'List', items: objects };
}
