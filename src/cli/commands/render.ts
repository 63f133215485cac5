import type { KubernetesObject } from '../../objects/kubernetes-object.ts';
import { toYaml } from '../../yaml/emit.ts';
import { choose, oneFile } from '../choose.ts';
import type { Options } from '../command.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { examine } from '../input.ts';
import type { Io } from '../io.ts';
import { jsonFile, manifestFiles } from '../manifest-files.ts';
import { say } from '../say.ts';
import { writeDirectory } from '../write-directory.ts';

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
  const { written, removed } = writeDirectory(output, manifests);
  for (const { name, isSecret } of manifests) {
    if (isSecret) {
      say(`${name} holds a credential: do not commit it, and keep it from others`, io);
    }
  }
  const gone = removed === 0 ? '' : `, removed ${removed} of an earlier run`;
  say(`wrote ${written} files to ${output}${gone}`, io);
  return EXIT.done;
}

/** Objects as one object that `kubectl apply -f -` takes. */
function list(objects: readonly KubernetesObject[]): object {
  return { apiVersion: 'v1', kind: 'List', items: objects };
}
