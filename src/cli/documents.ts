import { maskedName } from '../credentials/mask.ts';
import { groupedBy } from '../data/grouped-by.ts';
import { isMapping } from '../data/is-mapping.ts';
import { valueAt } from '../data/path.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { attach } from '../source/attach.ts';
import { readSources, type Source } from '../source/source.ts';
import { UsageError } from './exit.ts';
import { FileError } from './file-error.ts';
import { filesIn } from './files-in.ts';
import type { Io } from './io.ts';
import { buildLayer, isInLayer } from './kustomize.ts';
import { isOwn, layerFiles, type Written, writtenAt } from './layer-files.ts';
import type { Options } from './options.ts';
import { readBytes } from './read-bytes.ts';

/** A document that a command was given. */
export interface InputDocument {
  /** The file, or the directory of the config layer, as people named it. */
  readonly name: string;
  /** What it says; `undefined` where it could not be read. */
  readonly value: unknown;
  readonly scalarText: Source['scalarText'];
  /** Finds the place in a file for all that is wrong with it: what its reading found, and what later checks found. */
  readonly placed: (diagnostics: readonly Diagnostic[]) => readonly Diagnostic[];
  /** The files that it is written in, by the names in `placed`, each with its path where it is one to change. */
  readonly files: readonly { readonly source: Source; readonly path?: string }[];
}

/** Where documents come from: a file, standard input, or a config layer. */
export interface Input {
  readonly name: string;
  readonly read: () => readonly InputDocument[];
}

/** Files of a directory that may be documents. */
const NAMES = /\.(?:ya?ml|json)$/;

/**
 * Returns what a command reads its documents from: files, directories, `-` for standard input, and the config layers of
 * `--kustomization`.
 *
 * @throws UsageError where it is given none.
 */
export function inputsOf(
  command: string,
  words: readonly string[],
  { kustomization = [] }: Pick<Options, 'kustomization'>,
  io: Io,
): readonly Input[] {
  const inputs = [...words.flatMap((word) => orUnreadable(word, io)), ...kustomization.map(ofLayer)];
  if (inputs.length === 0) {
    throw new UsageError(`${command} takes files, directories, - for standard input, or -k DIR`);
  }
  return inputs;
}

/** What a word names; an input that says why it cannot be read, so that a command may go on with the others. */
function orUnreadable(word: string, io: Io): readonly Input[] {
  try {
    return ofWord(word, io);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const read = (): never => {
      throw error;
    };
    return [{ name: maskedName(word), read }];
  }
}

function ofWord(word: string, io: Io): readonly Input[] {
  const files = word === '-' ? [word] : filesIn(word, NAMES);
  const isDirectory = files.length !== 1 || files[0] !== word;
  if (!isDirectory) {
    return [
      { name: maskedName(word), read: () => sources(word, io).map((source) => ofSource(source, word)) },
    ];
  }
  const found = files.flatMap((file): Input[] => {
    const own = sources(file, io).filter(isOurs);
    if (own.length === 0) return [];
    if (isInLayer(file)) {
      throw new UsageError(
        `${maskedName(file)} is a part of a config layer, which kustomize builds: give its directory to -k`,
      );
    }
    return [
      {
        name: maskedName(file),
        read: () =>
          sources(file, io)
            .filter(isOurs)
            .map((source) => ofSource(source, file)),
      },
    ];
  });
  if (found.length > 0) return found;
  throw new FileError(`cannot read ${word}`, new Error('it holds no document of kind GitLabRunner'));
}

function sources(file: string, io: Io): readonly Source[] {
  const { name, content } = readBytes(file, io);
  return readSources(content, name);
}

/** Whether a text is a document of ours, or was meant to be one. */
function isOurs({ value, text }: Source): boolean {
  if (value === undefined)
    return /^(?:kind: *["']?GitLabRunner|apiVersion: *["']?gitlab-runner-manifests)/m.test(text);
  return (
    isMapping(value) &&
    (value.kind === 'GitLabRunner' || String(value.apiVersion).startsWith('gitlab-runner-manifests.'))
  );
}

/** Returns the document of a source; `word` is the file as it is to be opened, or `-`. */
export function ofSource(source: Source, word: string): InputDocument {
  return {
    name: source.file,
    value: source.value,
    scalarText: source.scalarText,
    placed: (diagnostics) => attach(diagnostics, source),
    files: [{ source, ...(word !== '-' && { path: word }) }],
  };
}

function ofLayer(directory: string): Input {
  const name = maskedName(directory);
  return {
    name,
    read: () => {
      const built = readSources(buildLayer(directory), name);
      const files = layerFiles(directory);
      const own = built.filter(({ value }) => isMapping(value) && value.kind === 'GitLabRunner');
      if (own.length === 0) {
        throw new FileError(
          `cannot read ${name}`,
          new Error('kustomize builds no document of kind GitLabRunner there'),
        );
      }
      return own.map((document): InputDocument => {
        const own = files.filter(({ source }) => isOf(source.value, document.value));
        return {
          name,
          value: document.value,
          // The text is one that kustomize has written.
          scalarText: () => undefined,
          placed: (diagnostics) => placedInLayer(diagnostics, { name, value: document.value, files: own }),
          files: own.map(({ path, source }) => ({ source, ...(isOwn(path) && { path }) })),
        };
      });
    },
  };
}

/** Whether a file of a layer is about the document that comes of it: a layer may put something before and after a name. */
function isOf(written: unknown, built: unknown): boolean {
  const [own, whole] = [written, built].map((value) => String(valueAt(value, ['metadata', 'name'])));
  return whole!.includes(own!);
}

/** Finds the files of a layer in which is written what the findings are about; those about no file come last. */
function placedInLayer(
  diagnostics: readonly Diagnostic[],
  {
    name,
    value,
    files,
  }: { readonly name: string; readonly value: unknown; readonly files: readonly Written[] },
): readonly Diagnostic[] {
  const groups = groupedBy(diagnostics, ({ path }) => writtenAt(path, value, files));
  return [
    ...files.flatMap((file) =>
      attach(
        (groups.get(file) ?? []).map((one) => fixable(one, file)),
        file.source,
      ),
    ),
    ...(groups.get(undefined) ?? []).map(({ fix, ...rest }) => ({ ...rest, file: name })),
  ];
}

function fixable(diagnostic: Diagnostic, { path }: Written): Diagnostic {
  if (isOwn(path)) return diagnostic;
  const { fix, ...rest } = diagnostic;
  return rest;
}
