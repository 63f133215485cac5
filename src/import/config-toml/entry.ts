import type { Path } from '../../core/data/path.ts';
import type { NeededSecret, Remark, Setting } from '../draft.ts';
import type { Origin } from '../read/located.ts';
import type { Leaf } from './leaves.ts';

/** A runner of config.toml, on its way to an entry of `spec.runners`. */
export interface Entry {
  readonly id: string;
  /** Where its section is. */
  readonly from: Origin;
  readonly leaves: readonly Leaf[];
}

/** Entries after a step, and what the step adds to the document. */
export interface Step {
  readonly entries: readonly Entry[];
  readonly settings: readonly Setting[];
  readonly remarks: readonly Remark[];
  readonly secrets: readonly NeededSecret[];
}

/** Returns where an entry is in the document. */
export function pathOf({ id }: Pick<Entry, 'id'>, ...below: Path): Path {
  return ['spec', 'runners', id, ...below];
}

/** Returns an entry without the leaves at some paths. */
export function without(entry: Entry, paths: readonly Path[]): Entry {
  const isGone = ({ path }: Leaf): boolean =>
    paths.some((gone) => gone.length === path.length && gone.every((part, index) => part === path[index]));
  return { ...entry, leaves: entry.leaves.filter((leaf) => !isGone(leaf)) };
}
