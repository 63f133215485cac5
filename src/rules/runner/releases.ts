import { followPatterns, type PatternTree, patternTree } from '../../data/pattern-tree.ts';
import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import { deprecated, noEffect, type PathPattern, removedWith, since } from '../../generated/annotations.ts';
import type { Resolved } from '../../resolve/resolve.ts';
import { isAtLeast } from '../../runner-release.ts';

/** What the schema says of a key beyond its shape: a release, or a sentence for the user. */
interface Remark {
  readonly kind: 'since' | 'removedWith' | 'deprecated' | 'noEffect';
  readonly text: string;
}

const remarks: PatternTree<Remark> = patternTree([
  ...remarksOf('since', since),
  ...remarksOf('removedWith', removedWith),
  ...remarksOf('deprecated', deprecated),
  ...remarksOf('noEffect', noEffect),
]);

function remarksOf(
  kind: Remark['kind'],
  entries: readonly (readonly [PathPattern, string])[],
): (readonly [PathPattern, Remark])[] {
  return entries.map(([pattern, text]) => [pattern, { kind, text }]);
}

/** Keys that the chosen release does not have yet, no longer has, wants to drop, or reads for other executors. */
export function checkReleases({ document }: Resolved, report: Report): void {
  const { version } = document.spec;
  const missing: Path[] = [];
  const isMissing = (path: Path): boolean =>
    missing.some((above) => above.every((part, index) => part === path[index]));

  followPatterns(document, remarks, ({ kind, text }, path) => {
    const key = path.at(-1);
    if (isMissing(path)) return;
    if (kind === 'since' && !isAtLeast(version, text)) {
      missing.push(path);
      report({
        code: 'KEY_TOO_NEW',
        severity: 'error',
        message: `GitLab Runner ${version} does not know ${key} and would ignore it: the key came with ${text}.`,
        path,
        at: 'key',
        help: `Set spec.version to ${text}.0 or later, or take the key out.`,
      });
    }
    if (kind === 'removedWith' && isAtLeast(version, text)) {
      missing.push(path);
      report({
        code: 'KEY_REMOVED',
        severity: 'error',
        message: `GitLab Runner ${version} no longer knows ${key}: the key ended with ${text}.`,
        path,
        at: 'key',
        help: 'Take it out.',
      });
    }
    if (kind === 'deprecated') {
      report({
        code: 'KEY_DEPRECATED',
        severity: 'warning',
        message: `${key} is about to go: a later release of GitLab Runner will ignore it.`,
        path,
        at: 'key',
        help: text,
      });
    }
    if (kind === 'noEffect') {
      report({
        code: 'NO_EFFECT',
        severity: 'warning',
        message: `${key} has no effect with the Kubernetes executor.`,
        path,
        at: 'key',
        help: text,
      });
    }
  });
}
