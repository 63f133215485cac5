import { maskedName } from '../../core/credentials/mask.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { valueAt } from '../../core/data/path.ts';
import { hasErrors } from '../../core/findings/diagnostic.ts';
import { MAX_LENGTH } from '../../import/import-config.ts';
import { itemsOf } from '../../import/read/list.ts';
import { EMPTY, fileText } from '../../import/read/located.ts';
import { readYamlTexts } from '../../import/read/yaml.ts';
import { readSources } from '../document-text/source.ts';
import { type InputDocument, ofSource } from './documents.ts';
import { UsageError } from './exit.ts';
import { FileError } from './file-error.ts';
import { filesIn, YAML } from './files-in.ts';
import { committedFiles, GIT } from './git.ts';
import { inspect } from './inspect.ts';
import type { Io } from './io.ts';
import { isDocument } from './is-document.ts';
import { isInLayer } from './kustomize.ts';
import { readWhole } from './read-bytes.ts';
import { report } from './report/index.ts';

interface Text {
  readonly name: string;
  readonly content: Uint8Array;
}

/** The word for a side without anything, as Git has it. */
const NOTHING = '/dev/null';

/**
 * Returns the objects of one side of a comparison: those of the documents in it, rendered, and those that are in it as they
 * are. A word names a file, a directory, `git:REF:PATH`, standard input by `-`, or nothing by `/dev/null`. Prints what
 * is wrong with documents for people; where one has errors, there are no objects.
 */
export function objectsOf(word: string, io: Io): readonly object[] | undefined {
  if (word === NOTHING) return [];
  const documents: InputDocument[] = [];
  const objects: object[] = [];
  const read = textsOf(word, io);
  const names = new Set(read.map(({ name }) => name));
  for (const { name, content } of read) {
    const text = new TextDecoder('utf-8').decode(content);
    if (KUSTOMIZATION.test(name)) {
      refuseLayer(name, text, names);
      continue;
    }
    if (DOCUMENT.test(text)) {
      for (const source of readSources(content, name)) {
        if (source.value === undefined || isDocument(source.value)) documents.push(ofSource(source, '-'));
        else
          objects.push(
            ...itemsOf({ ...EMPTY, value: source.value }).flatMap(({ value }) =>
              isMapping(value) ? [value] : [],
            ),
          );
      }
    } else objects.push(...objectsIn(name, text));
  }
  const { compiled, findings, texts } = inspect(documents);
  const diagnostics = findings.flat();
  io.err(report(diagnostics, texts, 'text', io));
  if (hasErrors(diagnostics)) return undefined;
  const all = [...compiled.flatMap((one) => (one.ok ? one.objects : [])), ...objects.filter(isNamed)];
  if (all.length === 0)
    throw new FileError(`cannot read ${maskedName(word)}`, new Error('it holds no object'));
  return all;
}

/** The name of a file that says what kustomize builds; `render -o` writes one that lists the other files. */
const KUSTOMIZATION = /(?:^|[\\/:])kustomization\.ya?ml$/;

/** Keys of a kustomization that change nothing of the files that it lists. */
const PLAIN = new Set(['apiVersion', 'kind', 'resources']);

/** Refuses a kustomization that makes more of its directory than the objects in it, or includes others. */
function refuseLayer(name: string, text: string, names: ReadonlySet<string>): void {
  const [first] = readYamlTexts(fileText(name, text));
  const value = first === undefined || 'message' in first ? undefined : first.value;
  if (!isMapping(value)) return;
  const resources = Array.isArray(value.resources) ? value.resources : [];
  const folder = name.replace(/[^\\/:]*$/, '');
  const isPlain =
    Object.keys(value).every((key) => PLAIN.has(key)) &&
    resources.every((path) => names.has(`${folder}${path}`));
  if (isPlain) return;
  throw new UsageError(
    `${maskedName(name)} makes a layer of kustomize: build it, and compare the result, with - for standard input`,
  );
}

const DOCUMENT = /^[ \t{]*["']?kind["']?: *["']?GitLabRunner\b|"kind": ?"GitLabRunner"/m;

/** Whether something in a file is an object of a cluster, and not the settings of a tool. */
function isNamed(value: object): boolean {
  return typeof valueAt(value, ['kind']) === 'string' && valueAt(value, ['metadata', 'name']) !== undefined;
}

function objectsIn(name: string, text: string): readonly object[] {
  return readYamlTexts(fileText(name, text)).flatMap((read) => {
    if ('message' in read) {
      const { line, column } = read.from;
      throw new FileError(`cannot read ${name}:${line}:${column}`, new Error(read.message));
    }
    return itemsOf(read).flatMap(({ value }) => (isMapping(value) ? [value] : []));
  });
}

function textsOf(word: string, io: Io): readonly Text[] {
  if (word.startsWith(GIT)) {
    return committedFiles(word, YAML).map(({ name, content }) => ({ name: maskedName(name), content }));
  }
  const files = word === '-' ? [word] : filesIn(word, YAML);
  return files.map((file) => {
    const text = readWhole(file, io, MAX_LENGTH);
    if (files.length > 1 && isInLayer(file) && DOCUMENT.test(new TextDecoder().decode(text.content))) {
      throw new UsageError(
        `${maskedName(file)} is a part of a config layer: build it, and compare the result, with - for standard input`,
      );
    }
    return text;
  });
}
