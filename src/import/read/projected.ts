import { isMapping } from '../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import { setOwn } from '../../core/data/set-own.ts';
import type { Located } from './located.ts';

/** A value that is taken from other data to another place. */
export interface Projection {
  /** Where it is; the place that is given for a value of its own. */
  readonly from: Path;
  readonly to: Path;
  /** What goes there instead of the value at `from`. */
  readonly value?: unknown;
}

/** Returns values of other data at places of their own. Each is reported at the place where it was written. */
export function projected(source: Located, projections: readonly Projection[]): Located {
  const root: Record<string, unknown> = {};
  const rows = projections.filter(({ from, value = valueAt(source.value, from), to }) => {
    if (value === undefined || value === null) return false;
    put(root, to, value);
    return true;
  });
  const sourceOf = (path: Path): Path | undefined => {
    const exact = rows
      .filter(({ to }) => isPrefix(to, path))
      .toSorted((one, other) => other.to.length - one.to.length)[0];
    return exact && [...exact.from, ...path.slice(exact.to.length)];
  };
  return {
    value: root,
    at: (path) => source.at(sourceOf(path) ?? rows.find(({ to }) => isPrefix(path, to))?.from ?? []),
    commentAt: (path) => {
      const place = sourceOf(path);
      return place && source.commentAt(place);
    },
    textAt: (path) => {
      const place = sourceOf(path);
      return place && source.textAt(place);
    },
    comments: [],
  };
}

function isPrefix(short: Path, long: Path): boolean {
  return short.length <= long.length && short.every((part, index) => part === long[index]);
}

function put(root: Record<string, unknown>, path: Path, value: unknown): void {
  let target: Record<string | number, unknown> = root;
  for (const [index, part] of path.entries()) {
    const next = path[index + 1];
    const old = Object.hasOwn(target, part) ? target[part] : undefined;
    const isOpen = isMapping(old) || Array.isArray(old);
    const placed = next === undefined ? value : isOpen ? copied(old) : typeof next === 'number' ? [] : {};
    setOwn(target, part, placed);
    target = placed as Record<string | number, unknown>;
  }
}

/** A mapping or a list that can be written into: what was put there before is the source's own. */
function copied(value: object): object {
  return Array.isArray(value) ? [...(value as unknown[])] : { ...value };
}
