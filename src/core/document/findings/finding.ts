import type { Path } from '../../data/path.ts';
import type { AjvError } from '../../generated/validator.ts';
import type { SchemaNode } from '../../schema/node.ts';
import type { WrittenAt } from '../runner-defaults.ts';
import type { Written } from '../written.ts';

/** One finding of the validator with what it is about. */
export interface Finding {
  readonly error: AjvError;
  readonly path: Path;
  readonly value: unknown;
  /** The schema that the value does not match. */
  readonly node: SchemaNode;
  /** Whether the value may be a credential, which no sentence quotes. */
  readonly isSecret: boolean;
  /** The name of the value in sentences. */
  readonly name: string;
  /** What the document has for the release of the runner. */
  readonly version: unknown;
  readonly document: unknown;
  /** Where the user has written what the document has at a path. */
  readonly writtenAt: WrittenAt;
  readonly written: Written;
}
