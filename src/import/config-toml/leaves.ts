import type { Path } from '../../core/data/path.ts';
import type { Remark } from '../draft.ts';
import type { Comment, Origin } from '../read/located.ts';

/** A key of config.toml that has an effect, as the runner reads it. */
export interface Leaf {
  /** Below the runner's section, or below the whole, as the schema spells it. */
  readonly path: Path;
  /** Never a mapping; a list may hold mappings. */
  readonly value: unknown;
  /** Where it is; nowhere for a default of the runner. */
  readonly from: Origin | undefined;
  readonly comment?: string | undefined;
}

/** The result of reading a table of config.toml. */
export interface Section {
  readonly leaves: readonly Leaf[];
  readonly remarks: readonly Remark[];
  /** Comments beside what has no effect. */
  readonly comments: readonly Comment[];
}

/** Returns the leaf at a path. */
export function leafAt(leaves: readonly Leaf[], ...path: Path): Leaf | undefined {
  return leaves.find((leaf) => isAt(leaf, path));
}

/** Whether a leaf is at a path or below it. */
export function isBelow(leaf: Leaf, path: Path): boolean {
  return path.every((part, index) => leaf.path[index] === part);
}

/** Whether a leaf is at a path. */
export function isAt(leaf: Leaf, path: Path): boolean {
  return leaf.path.length === path.length && isBelow(leaf, path);
}
