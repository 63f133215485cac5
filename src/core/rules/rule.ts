import { type Path, valueAt } from '../data/path.ts';
import type { Code } from '../findings/codes.ts';
import type { Advice, Place } from '../findings/diagnostic.ts';
import type { Objects } from '../objects/index.ts';
import type { Resolved } from '../resolve/resolved.ts';
import type { Runner } from '../resolve/runners.ts';

/** Reports a finding: where it is, one sentence on what is wrong, and what to do about it: its help, or more. */
export type Find = (code: Code, place: Place, message: string, advice?: string | Advice) => void;

/** Names places of the document by keys, from a place on. */
export interface At {
  /** The value that the keys lead to; without keys the place itself. */
  (...keys: Path): Place;
  /** The last of the keys, rather than its value. */
  readonly key: (...keys: Path) => Place;
  /** The same from further down. */
  readonly below: (...keys: Path) => At;
}

/** Returns what names places from a path on. */
export function placesFrom(path: Path): At {
  const at = (...keys: Path): Place => ({ path: [...path, ...keys] });
  at.key = (...keys: Path): Place => ({ path: [...path, ...keys], at: 'key' });
  at.below = (...keys: Path): At => placesFrom([...path, ...keys]);
  return at;
}

type Document = Pick<Resolved, 'metadata' | 'spec'>;

/** What rules look at, by what they need. A place is counted from the runner where it is one, else from the document. */
interface Facts {
  /** The document with its defaults. */
  readonly document: Document;
  /** One runner entry, and the document around it. */
  readonly runner: Document & Runner;
  /** The document with all facts that follow from it. */
  readonly resolved: Resolved;
  /** The rendered objects too. */
  readonly objects: Resolved & { readonly objects: Objects };
}

/** What a rule may need. */
export type Need = keyof Facts;

/** What a rule looks at, and how it reports what it finds. */
export type Look<N extends Need> = Facts[N] & { readonly at: At; readonly find: Find };

/**
 * Looks at what single keys cannot show, in a document of the right shape. Finds an error where the runner or the cluster
 * would fail or silently do less, a warning where a setting is legal but probably not meant. It says what it needs, and
 * sees nothing else: a rule on the document alone sees no facts that are computed from it.
 */
export type Rule = {
  readonly [N in Need]: { readonly needs: N; readonly check: (look: Look<N>) => void };
}[Need];

/** Returns a rule on the document alone. */
export function onDocument(check: (look: Look<'document'>) => void): Rule {
  return { needs: 'document', check };
}

/** Returns a rule on each runner entry. */
export function onRunner(check: (look: Look<'runner'>) => void): Rule {
  return { needs: 'runner', check };
}

/** Returns a rule on the facts that follow from the document. */
export function onResolved(check: (look: Look<'resolved'>) => void): Rule {
  return { needs: 'resolved', check };
}

/** Returns a rule on the rendered objects. */
export function onObjects(check: (look: Look<'objects'>) => void): Rule {
  return { needs: 'objects', check };
}

/** A finding that is due where a key is set and a condition holds. */
export interface Row<L> {
  readonly code: Code;
  /** Keys that lead to what has to be set, with dots between them: from the runner entry, or from the document. */
  readonly set: string;
  /** Whether the last of the keys is marked, rather than its value. */
  readonly isKey?: boolean;
  /** Default: it always holds. */
  readonly when?: (look: L) => boolean;
  readonly message: string | ((look: L) => string);
  readonly help?: string | ((look: L) => string);
}

/** A row on a runner entry. */
export type RunnerRow = Row<Look<'runner'>>;

/** Returns a check that reports the rows of a table which apply: `onRunner(table([…]))`. */
export function table<L extends { readonly at: At; readonly find: Find; readonly entry?: unknown }>(
  rows: readonly Row<L>[],
): (look: L) => void {
  const withKeys = rows.map((row) => ({ row, keys: row.set.split('.') }));
  return (look) => {
    const root = look.entry ?? look;
    for (const { row, keys } of withKeys) {
      if (valueAt(root, keys) === undefined || row.when?.(look) === false) continue;
      const place = row.isKey ? look.at.key(...keys) : look.at(...keys);
      const advice = row.help === undefined ? {} : said(row.help, look);
      look.find(row.code, place, said(row.message, look), advice);
    }
  };
}

function said<L>(text: string | ((look: L) => string), look: L): string {
  return typeof text === 'string' ? text : text(look);
}

/** Returns the row of a key that does nothing: `because` completes "KEY has no effect, because …". */
export function idle<L>(set: string, because: string, when: Row<L>['when'], help?: string): Row<L> {
  const key = set.slice(set.lastIndexOf('.') + 1);
  return {
    code: 'NO_EFFECT',
    set,
    isKey: true,
    ...(when !== undefined && { when }),
    message: `${key} has no effect, because ${because}.`,
    ...(help !== undefined && { help }),
  };
}
