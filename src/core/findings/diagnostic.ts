import { isOpen, masked } from '../credentials/mask.ts';
import type { Path } from '../data/path.ts';
import { type Code, codes } from './codes.ts';
import { type Fix, isOpenFix } from './fix.ts';

/** A place in a text: one-based line and column, and the zero-based offset in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** The part of a text from `start` up to, and without, `end`. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A change of a text: what is in the range is replaced. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** One finding about a document. Never holds a token, except in a key that the path names. */
export interface Diagnostic {
  /** Stable name of the kind of finding; `docs/diagnostics.md` describes each. */
  readonly code: Code;
  /** An `error` stops rendering, a `warning` does not. */
  readonly severity: 'error' | 'warning';
  /** One sentence that names the user's value and what is wrong with it. */
  readonly message: string;
  /** The rendered object that it is about, as `Deployment ci/gitlab-runner`. Left out for findings about a document. */
  readonly object?: string;
  /** Where in the document, or in the object. For a missing key: the mapping that lacks it. */
  readonly path: Path;
  /** Whether the key at `path` is meant or its value. Default: `value`. */
  readonly at?: 'key' | 'value';
  /** The file as the user named it. Only for documents read from a text. */
  readonly file?: string;
  /** Where in the file. Only for documents read from a text. */
  readonly range?: Range;
  /** What to write instead, ready to paste: a key, or a value in YAML. */
  readonly suggestion?: string;
  /** What a right value looks like, or for a missing key the entry to add, in the form of `suggestion`. */
  readonly example?: string;
  /** One or two sentences that say why, or how to fix it. */
  readonly help?: string;
  /** What fixes it, where that is certain. A suggestion without a fix is a guess. */
  readonly fix?: Fix;
  /** What `fix` changes in the file. Only for documents read from a text, and where no credential is moved. */
  readonly edits?: readonly TextEdit[];
}

/** Where a finding is. */
export interface Place {
  readonly path: Path;
  readonly at?: 'key' | 'value' | undefined;
}

/** What a finding says beside its sentence. */
export type Advice = Pick<Diagnostic, 'suggestion' | 'example' | 'help' | 'fix'>;

/**
 * Returns a finding with the severity of its code, and with its help, or more advice. Its sentences hold no credential,
 * and a suggestion, an example or a fix that would is left out.
 */
export function diagnostic(
  code: Code,
  { path, at }: Place,
  message: string,
  advice: string | Advice = {},
): Diagnostic {
  const { suggestion, example, help, fix }: Advice = typeof advice === 'string' ? { help: advice } : advice;
  return {
    code,
    severity: codes[code].severity,
    message: masked(message),
    path,
    ...(at !== undefined && { at }),
    ...(suggestion !== undefined && isOpen(suggestion) && { suggestion }),
    ...(example !== undefined && isOpen(example) && { example }),
    ...(help !== undefined && { help: masked(help) }),
    ...(fix !== undefined && isOpenFix(fix) && { fix }),
  };
}

/** Returns where a finding is, as people read it: the path in the document, or the object and the path in it. */
export function placeName({ object, path }: Pick<Diagnostic, 'object' | 'path'>): string {
  const place = formatPath(path);
  if (object === undefined) return place;
  return place === '' ? object : `${object}: ${place}`;
}

/** Whether any finding stops rendering. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/**
 * Writes a path as people read it: `spec.runners.default.kubernetes.node_selector["kubernetes.io/os"]`. A credential
 * that was written as a key is not in it.
 */
export function formatPath(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      const key = masked(part);
      if (!/^[A-Za-z_][\w-]*$/.test(key)) return `[${JSON.stringify(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}
