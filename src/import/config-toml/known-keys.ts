import type { Path } from '../../core/data/path.ts';
import { type PathPattern, type PatternTree, patternTree } from '../../core/data/pattern-tree.ts';
import { noEffect, removedWith, since } from '../../core/generated/annotations.ts';
import { ended, nullable, registerVariables } from '../../core/generated/config-keys.ts';

/** Returns what finds the mark of the pattern that leads to a path. */
function finder<Mark>(entries: readonly (readonly [PathPattern, Mark])[]): (path: Path) => Mark | undefined {
  const tree = patternTree(entries);
  return (path) => {
    let nodes: readonly PatternTree<Mark>[] = [tree];
    for (const part of path) {
      nodes = nodes.flatMap((node) =>
        [node.keys.get(String(part)), node.any].filter((next) => next !== undefined),
      );
    }
    return nodes.flatMap(({ marks }) => marks)[0];
  };
}

/** Returns why a key of the document has no effect, where it has none. */
export const noEffectAt: (path: Path) => string | undefined = finder(noEffect);
/** Returns the first release that has a key of the document, where not all have it. */
export const sinceAt: (path: Path) => string | undefined = finder(since);
/** Returns the release that no longer has a key of the document. */
export const removedAt: (path: Path) => string | undefined = finder(removedWith);

/** Returns the last release that had a key which is in the document no more. */
export const lastReleaseOf: (path: Path) => string | undefined = finder(ended);

/** The flags are a mapping to the runner, of which none is absent. */
const FLAGS: PathPattern = ['spec', 'runners', '*', 'feature_flags', '*'];
const isNullable = finder([...nullable, FLAGS].map((pattern) => [pattern, true] as const));

/** The path below a runner's section of the key that `gitlab-runner register` reads from each variable. */
export const keyOfVariable: ReadonlyMap<string, readonly string[]> = new Map(registerVariables);

/** Lists that are something else when they are empty than when they are absent: they take the place of another one. */
const REPLACING = /^(?:add|drop)$/;

/** Whether a value is the same to the runner as no value. */
export function isZero(value: unknown, path: Path): boolean {
  if (value === '' || value === undefined || value === null) return true;
  if (value === '0001-01-01T00:00:00Z') return true;
  if (value === false || value === 0) return isNullable(path) !== true;
  if (Array.isArray(value)) {
    const isAbsent =
      value.length === 0 || (value.length === 1 && value[0] === '' && /pull_polic/.test(String(path.at(-1))));
    return isAbsent && !(path.at(-2) === 'capabilities' && REPLACING.test(String(path.at(-1))));
  }
  return typeof value === 'object' && Object.keys(value).length === 0;
}
