import type { Draft, Remark } from './draft.ts';
import type { ImportOptions } from './options.ts';
import type { Located } from './read/located.ts';

/** A document of an input. */
export interface Input {
  readonly file: string;
  readonly syntax: 'yaml' | 'toml';
  readonly data: Located;
}

/** What a reader made of the inputs. */
export interface ReadInputs {
  readonly drafts: readonly Draft[];
  /** What it says of inputs from which it makes no draft. */
  readonly remarks: readonly Remark[];
  /** The inputs that it has taken, as managers or as evidence: no further reader looks at them as managers. */
  readonly taken: ReadonlySet<Input>;
}

/**
 * Knows one kind of what people run. `left` are the inputs that no reader before it has taken, `all` are all of them: what
 * a resource names may be among those.
 */
export type Reader = (left: readonly Input[], all: readonly Input[], options: ImportOptions) => ReadInputs;
