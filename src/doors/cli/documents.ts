import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { maskedName } from '../../core/credentials/mask.ts';
import { groupedBy } from '../../core/data/grouped-by.ts';
import { valueAt } from '../../core/data/path.ts';
import type { Diagnostic } from '../../core/findings/diagnostic.ts';
import { attach } from '../document-text/attach.ts';
import { readSources, type Source } from '../document-text/source.ts';
import { UsageError } from './exit.ts';
import { FileError } from './file-error.ts';
import { filesIn, YAML } from './files-in.ts';
import { resourceLayers } from './guard.ts';
import type { Io } from './io.ts';
import { isDocument, isOurs } from './is-document.ts';
import { buildLayer, isInLayer, kustomizationIn } from './kustomize.ts';
import { isOwn, layerFiles, type Written, writtenAt } from './layer-files.ts';
import type { Options } from './options.ts';
import { readBytes } from './read-bytes.ts';

/** A document that a command was given. */
export interface InputDocument {
  /** The file, or the directory of the config layer, as people named it. */
  readonly name: string;
  /** How a command line names it: a file, `-`, or `-k DIR`. */
  readonly argument: string;
  /** What it says; `undefined` where it could not be read. */
  readonly value: unknown;
  readonly scalarText: Source['scalarText'];
  /** Finds the place in a file for all that is wrong with it: what its reading found, and what later checks found. */
  readonly placed: (diagnostics: readonly Diagnostic[]) => readonly Diagnostic[];
  /** The files that it is written in, by the names in `placed`, each with its path where it is one to change. */
  readonly files: readonly { readonly source: Source; readonly path?: string }[];
}

/** A file, standard input or a config layer with documents. */
export interface ReadInput {
  readonly documents: readonly InputDocument[];
  /** Reads it once more. */
  readonly again: () => readonly InputDocument[];
}

/** What a command was given: documents, or why there are none. A command can then continue with the other inputs. */
export type Input = ReadInput | { readonly error: FileError };

/**
 * Returns what a command reads its documents from: files, directories, `-` for standard input, and the config layers of
 * `--kustomization`.
 *
 * @param layers whether these may be resource layers, of which the config layers are taken, or not.
 * @throws UsageError where it is given none.
 */
export function inputsOf(
  command: string,
  words: readonly string[],
  { kustomization = [] }: Pick<Options, 'kustomization'>,
  io: Io,
  layers: 'config layers' | 'all layers' = 'config layers',
): readonly Input[] {
  if (words.length + kustomization.length === 0) {
    throw new UsageError(`${command} needs files, directories, - for standard input, or -k DIR`);
  }
  return [
    ...words.flatMap((word) => orError(() => ofWord(word, io))),
    ...(layers === 'config layers'
      ? kustomization.flatMap((directory) => orError(() => [read(() => ofLayer(directory))]))
      : ofLayers(kustomization, io)),
  ];
}

/** Returns the inputs of the config layers among some directories, and of those in resource layers, each once. */
function ofLayers(directories: readonly string[], io: Io): readonly Input[] {
  const seen = new Set<string>();
  const once = (key: string, inputs: () => readonly Input[]): readonly Input[] => {
    if (seen.has(key)) return [];
    seen.add(key);
    return orError(inputs);
  };
  return directories.flatMap((directory) => {
    const layers = resourceLayers(directory);
    if (layers.length === 0) return once(directory, () => [read(() => ofLayer(directory))]);
    return layers.flatMap((layer) =>
      layer.entries.flatMap((entry) => {
        const path = join(layer.directory, entry);
        return once(path, () => [read(() => ofEntry(layer.directory, entry, io))]);
      }),
    );
  });
}

/** Returns the documents of what a resource layer lists under `generators`. */
function ofEntry(directory: string, entry: string, io: Io): readonly InputDocument[] {
  const path = join(directory, entry);
  if (kustomizationIn(path) !== undefined) return ofLayer(path);
  if (existsSync(path))
    return sources(path, io)
      .filter(isOurs)
      .map((source) => ofSource(source, path));
  if (!entry.includes('\n')) return ofLayer(entry);
  const name = maskedName(kustomizationIn(directory)!);
  return readSources(entry, name)
    .filter(isOurs)
    .map((source) => ({
      ...ofSource(source, '-'),
      // Lines count from the start of the entry, where nobody can find them.
      placed: (diagnostics) => diagnostics.map(({ fix, ...rest }) => ({ ...rest, file: name })),
    }));
}

function orError(inputs: () => readonly Input[]): readonly Input[] {
  try {
    return inputs();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return [{ error }];
  }
}

function read(again: ReadInput['again']): ReadInput {
  return { documents: again(), again };
}

function ofWord(word: string, io: Io): readonly Input[] {
  const files = word === '-' ? [word] : filesIn(word, YAML);
  const isDirectory = files.length !== 1 || files[0] !== word;
  if (!isDirectory) return [read(() => sources(word, io).map((source) => ofSource(source, word)))];
  const found = files.flatMap((file) => orError(() => ofFileInDirectory(file, io)));
  if (found.length > 0) return found;
  throw new FileError(`cannot read ${word}`, new Error('it holds no document of kind GitLabRunner'));
}

function ofFileInDirectory(file: string, io: Io): readonly Input[] {
  const input = read(() =>
    sources(file, io)
      .filter(isOurs)
      .map((source) => ofSource(source, file)),
  );
  if (input.documents.length === 0) return [];
  if (isInLayer(file)) {
    throw new UsageError(
      `${maskedName(file)} is a part of a config layer, which kustomize builds: give its directory to -k`,
    );
  }
  return [input];
}

function sources(file: string, io: Io): readonly Source[] {
  const { name, content } = readBytes(file, io);
  return readSources(content, name);
}

/** Returns the document of a source; `word` is the file as it is to be opened, or `-`. */
export function ofSource(source: Source, word: string): InputDocument {
  return {
    name: source.file,
    argument: word === '-' ? word : source.file,
    value: source.value,
    scalarText: source.scalarText,
    placed: (diagnostics) => attach(diagnostics, source),
    files: [{ source, ...(word !== '-' && { path: word }) }],
  };
}

function ofLayer(directory: string): readonly InputDocument[] {
  const name = maskedName(directory);
  const built = readSources(buildLayer(directory), name);
  const files = layerFiles(directory);
  const own = built.filter(({ value }) => isDocument(value));
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
      argument: `-k ${name}`,
      value: document.value,
      // The text is one that kustomize has written.
      scalarText: () => undefined,
      placed: (diagnostics) => placedInLayer(diagnostics, { name, value: document.value, files: own }),
      files: own.map(({ path, source }) => ({ source, ...(isOwn(path) && { path }) })),
    };
  });
}

/** Whether a file of a layer is about a document that the layer builds: a layer may add to a name at both ends. */
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
