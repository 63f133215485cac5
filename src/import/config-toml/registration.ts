import type { Draft, NeededSecret, Read, Setting } from '../draft.ts';
import type { Located } from '../read/located.ts';

/** A part of a draft: what one thing among the inputs says. */
export type Part = Pick<Draft, 'settings' | 'remarks' | 'secrets'>;

/** The value of a variable, and the comment beside it. */
export type Variable = Read<string> & Pick<Setting, 'comment'>;

/** A runner that `gitlab-runner register` writes into config.toml at each start, as the Helm chart and the operator have it. */
export interface Registration {
  /** The id of its entry in the document. */
  readonly id: string;
  /** The register template, of which the first `[[runners]]` counts; without one the environment says all. */
  readonly template?: Located | undefined;
  /** The variables of the manager's container. They win over the template; an empty one does not count. */
  readonly environment: ReadonlyMap<string, Variable>;
  /** Where its token is. */
  readonly token: { readonly name: string; readonly key: string };
  /** What the token's Secret has to hold, where people have to make it. */
  readonly secret?: NeededSecret | undefined;
}
