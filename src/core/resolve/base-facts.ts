import type { CredentialsInClear } from '../credentials/in-clear.ts';
import type { CheckedDocument } from './document.ts';
import type { Labels } from './labels.ts';
import type { Runner } from './runners.ts';
import type { Sessions } from './sessions.ts';
import type { Tokens } from './tokens.ts';

/** The facts that follow from the document alone. The others depend on them. */
export interface BaseFacts extends CheckedDocument {
  /** Recommended labels, which every object has. */
  readonly labels: Labels;
  /** Labels by which the manager's pods are found. */
  readonly selector: Labels;
  /** Name of the ServiceAccount that is rendered for job pods; `undefined` where none is. */
  readonly jobServiceAccount: string | undefined;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  /** Credentials that the document has in plain text. Tokens of runners are not among them. */
  readonly credentials: CredentialsInClear;
  /** The runner entries, in the order of their ids. */
  readonly runners: readonly Runner[];
}
