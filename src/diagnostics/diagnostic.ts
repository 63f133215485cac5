import type { Code } from './codes.ts';

/** Keys and list indexes from the document's root to a value: `['spec', 'runners', 'default', 'url']`. */
export type Path = readonly (string | number)[];

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

/** One finding about a document. Never holds a token. */
export interface Diagnostic {
  /** Stable name of the kind of finding; `docs/diagnostics.md` describes each. */
  readonly code: Code;
  /** An `error` stops rendering, a `warning` does not. */
  readonly severity: 'error' | 'warning';
  /** One sentence that names the user's value and what is wrong with it. */
  readonly message: string;
  /** Where in the document. For a missing key: the mapping that lacks it. */
  readonly path: Path;
  /** Whether the key at `path` is meant or its value. Default: `value`. */
  readonly at?: 'key' | 'value';
  /** The file as the user named it. Only for documents read from a text. */
  readonly file?: string;
  /** Where in the file. Only for documents read from a text. */
  readonly range?: Range;
  /** What to write instead, ready to paste: a key, or a value in the language of the file (default: YAML). */
  readonly suggestion?: string;
  /** What a right value looks like, or for a missing key the entry to add, in the form of `suggestion`. */
  readonly example?: string;
  /** One or two sentences that say why, or how to mend it. */
  readonly help?: string;
}

/** Whether any finding stops rendering. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** Takes one finding; a rule calls it once per finding. */
export type Report = (diagnostic: Diagnostic) => void;

/** Writes a path as people read it: `spec.runners.default.kubernetes.node_selector["kubernetes.io/os"]`. */
export function formatPath(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[A-Za-z_][\w-]*$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}
