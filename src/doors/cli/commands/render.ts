import type { KubernetesObject } from '../../../core/objects/kubernetes-object.ts';
import { toYaml } from '../../../core/yaml/emit.ts';
import { choose } from '../choose.ts';
import { FORMATS } from '../definitions/render.ts';
import { didYouMean } from '../did-you-mean.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { examine } from '../inspect.ts';
import type { Io } from '../io.ts';
import { jsonFile, manifestFiles } from '../manifest-files.ts';
import type { Options } from '../options.ts';
import { say } from '../say.ts';
import { sayWritten } from '../say-written.ts';
import { writeDirectory } from '../write-directory.ts';

/** Prints the manifests of documents, or writes them into a directory. */
export async function render(words: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  const format = choose('format', options.format, FORMATS);
  const { output, only } = options;
  if (output === '') throw new UsageError('--output needs a directory, and the text is empty');
  if (output !== undefined && only !== undefined)
    throw new UsageError('render accepts --output or --only, not both: a directory holds all objects');
  if (format === 'mermaid' && (output !== undefined || only !== undefined))
    throw new UsageError(
      'render accepts --format mermaid only without --output and --only: it is one picture',
    );
  const documents = examine('render', words, options, io);
  if (documents === undefined) return EXIT.errors;
  if (format === 'mermaid') {
    const [{ draw }, { flowchartText }] = await Promise.all([
      import('../../../operate/picture/draw.ts'),
      import('../../../operate/picture/flowchart.ts'),
    ]);
    io.out(flowchartText(draw(documents.map(({ resolved }) => resolved))));
    return EXIT.done;
  }
  if (only === CONFIG_TOML && documents.length === 1) {
    io.out(documents[0]!.resolved.config.toml);
    return EXIT.done;
  }
  const all = documents.flatMap(({ objects }) => objects);
  const objects = only === undefined ? all : named(only, all);

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

/** What `--only` calls the text that the manager reads. */
const CONFIG_TOML = 'config.toml';

/** Returns the objects of a kind, or the one with a name: `Role`, `Role/gitlab-runner`. Cases do not count, as in kubectl. */
function named(only: string, objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const wanted = only.toLowerCase();
  const namesOf = ({ kind, metadata }: KubernetesObject): [string, string] => [
    kind,
    `${kind}/${metadata?.name}`,
  ];
  const found = objects.filter((object) => namesOf(object).some((name) => name.toLowerCase() === wanted));
  if (found.length > 0) return found;
  const names = [CONFIG_TOML, ...new Set(objects.map((object) => namesOf(object)[1]))];
  throw new UsageError(
    `the document renders no "${only}"${didYouMean(only, names)}: --only accepts one of ${names.join(', ')}`,
  );
}

/** Objects as one object that `kubectl apply -f -` accepts. */
function list(objects: readonly KubernetesObject[]): object {
  return { apiVersion: 'v1', kind: 'List', items: objects };
}
