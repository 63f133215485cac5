import type { Path } from '../../core/data/path.ts';
import type { Span } from '../../core/data/span.ts';
import { MAX_DEPTH } from '../../core/document/limits.ts';
import type { Code } from '../../core/findings/codes.ts';
import type { Fix } from '../../core/findings/fix.ts';
import { MAX_DOCUMENTS, MAX_WORDS } from './limits.ts';

/** Where a value is in a text. */
export interface Place extends Span {
  /** The key that leads to the value; none for list items and the root. */
  readonly key?: Span;
  /** Written without quotes: the reader decided on its type. */
  readonly plain?: boolean;
  readonly children?: ReadonlyMap<string | number, Place>;
}

/** What is wrong with a text, found while it was read. */
export interface Problem extends Span {
  readonly code: Code;
  readonly message: string;
  readonly help?: string;
  readonly suggestion?: string;
  readonly fix?: Fix;
  readonly path?: Path;
  readonly at?: 'key' | 'value';
  /** The value of a repeated key, which is left out of the document. */
  readonly repeated?: Span & { readonly isCollection: boolean };
}

/** What a reader makes of a text. Without a `root` the text could not be read, and there is no value. */
export interface Reading {
  readonly value?: unknown;
  readonly root?: Place;
  readonly problems: readonly Problem[];
}

/** The place at the end of the path, or the nearest one above it, and how many steps led there. */
export function follow(root: Place, path: Path): { place: Place; steps: number } {
  let place = root;
  let steps = 0;
  for (const part of path) {
    const next = place.children?.get(part);
    if (next === undefined) break;
    place = next;
    steps += 1;
  }
  return { place, steps };
}

/** The problem of a document that is nested deeper than the limit. */
export function tooDeep(span: Span): Problem {
  return {
    code: 'TOO_DEEP',
    message: `The document is nested deeper than ${MAX_DEPTH} levels.`,
    start: span.start,
    end: span.end,
  };
}

/** The problem of a text that is made of more pieces than the limit. */
export function tooManyWords(at: number): Problem {
  return {
    code: 'INPUT_TOO_LARGE',
    message: `Up to here the text is made of more than ${MAX_WORDS} words and signs.`,
    help: 'Check that this is the right file: what a cluster can keep has fewer.',
    start: at,
    end: at,
  };
}

/** The problem of a text that holds more documents than the limit. */
export function tooManyDocuments(start: number): Problem {
  return {
    code: 'INPUT_TOO_LARGE',
    message: `The text holds more than ${MAX_DOCUMENTS} documents.`,
    help: 'Check that this is the right file, or split it.',
    start,
    end: start + 3,
  };
}

/** The problem of a text that holds more than one document. */
export function secondDocument(start: number): Problem {
  return {
    code: 'MULTIPLE_DOCUMENTS',
    message: 'A second document starts here, without a line `---` before it.',
    help: 'Put that line between the documents, or each into a file of its own.',
    start,
    end: start + 1,
  };
}

/** The problem of a text that says nothing. */
export const EMPTY: Problem = {
  code: 'EMPTY_DOCUMENT',
  message: 'The file holds no document.',
  help: 'A document starts with `apiVersion: gitlab-runner-manifests.dev/v1alpha1` and `kind: GitLabRunner`.',
  start: 0,
  end: 0,
};
