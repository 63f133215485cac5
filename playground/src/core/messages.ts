import type { Path } from '../../../src/core/data/path.ts';
import type { Diagnostic } from '../../../src/core/findings/diagnostic.ts';
import type { Permission } from '../../../src/core/rbac/permissions.ts';
import type { Imported, ImportText } from '../../../src/import/import-config.ts';
import type { Diff } from '../../../src/operate/diff/diff.ts';
import type { Explanation } from '../../../src/operate/explain/explain.ts';

/** What the page asks the worker, by the name of the question. */
export interface Questions {
  /** The results of a text. */
  look: { readonly ask: string; readonly answer: View };
  /** The picture of a text, as the text of a Mermaid flowchart; nothing where that has errors. */
  draw: { readonly ask: string; readonly answer: string | undefined };
  /** What applying the objects of a text does where those of another one are. */
  compare: { readonly ask: { readonly before: string; readonly after: string }; readonly answer: Compared };
  /** What becomes of dropped files. */
  open: { readonly ask: readonly ImportText[]; readonly answer: Opened };
  /** What may be written at an offset of a text. */
  complete: { readonly ask: Spot; readonly answer: Completions | undefined };
  /** What the key at an offset of a text means. */
  explain: { readonly ask: Spot; readonly answer: Explained | undefined };
}

export type Question = keyof Questions;

/** A place in a text. */
export interface Spot {
  readonly text: string;
  readonly offset: number;
}

/** All results of a text. */
export interface View {
  readonly text: string;
  readonly findings: readonly Diagnostic[];
  /** One-based lines in which a credential is written: such a text is not for others. */
  readonly credentialLines: readonly number[];
  /** Nothing where a document has errors. */
  readonly rendered: RenderedView | undefined;
}

export interface RenderedView {
  readonly objects: readonly ObjectView[];
  readonly documents: readonly DocumentView[];
}

/** What differs, or which of the two texts has errors and therefore no objects. */
export type Compared = Diff | 'no objects before' | 'no objects after';

export interface ObjectView {
  readonly kind: string;
  /** Empty where it is of the whole cluster. */
  readonly namespace: string;
  readonly name: string;
  readonly yaml: string;
}

/** What is of one document. */
export interface DocumentView {
  /** With its namespace. */
  readonly name: string;
  readonly toml: string;
  readonly permissions: readonly Permission[];
}

/** Files that are documents already, as one text, or what was made of others. */
export type Opened =
  | { readonly kind: 'documents'; readonly text: string }
  | { readonly kind: 'imported'; readonly text: string; readonly imported: Imported };

/** What may be written in place of the word in a text. */
export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly entries: readonly Completion[];
}

export interface Completion {
  readonly label: string;
  /** What to write, with what follows a key. */
  readonly insert: string;
  readonly kind: 'key' | 'value';
  /** The type in short. */
  readonly detail: string;
  readonly summary: string;
  readonly isRequired: boolean;
}

export interface Explained {
  readonly path: Path;
  /** The key, as offsets in the text. */
  readonly from: number;
  readonly to: number;
  readonly explanation: Explanation;
}
