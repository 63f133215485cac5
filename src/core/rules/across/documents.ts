import type { Code } from '../../findings/codes.ts';
import type { Advice, Place } from '../../findings/diagnostic.ts';
import type { Objects } from '../../objects/index.ts';
import type { Resolved } from '../../resolve/resolved.ts';

/** The facts and objects of one document among several. */
export interface Neighbour {
  readonly resolved: Resolved;
  readonly objects: Objects;
  /** Reports a problem of this document. */
  readonly find: (code: Code, place: Place, message: string, advice?: string | Advice) => void;
}

/** Looks at what no document shows on its own. Of two documents that conflict, the finding is at the later one. */
export type RuleAcross = (documents: readonly Neighbour[]) => void;

/** What people call a manager: its name and where it runs. */
export function managerName({ resolved: { metadata } }: Pick<Neighbour, 'resolved'>): string {
  return `${metadata.namespace}/${metadata.name}`;
}
