import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import { deprecated, noEffect, removedWith, since } from '../../generated/annotations.ts';
import type { ResolvedGitLabRunner } from '../../generated/resolved-types.ts';
import { isAtLeast } from '../../runner-release.ts';
import { matchingPaths } from '../matching-paths.ts';

/** Keys that the chosen release does not have yet, no longer has, wants to drop, or reads for other executors. */
export function checkReleases(document: ResolvedGitLabRunner, report: Report): void {
  const { version } = document.spec;
  const reported: Path[] = [];
  const isReported = (path: Path): boolean =>
    reported.some((above) => above.every((part, index) => part === path[index]));

  for (const [pattern, release] of since) {
    if (isAtLeast(version, release)) continue;
    for (const path of matchingPaths(document, pattern).filter((each) => !isReported(each))) {
      reported.push(path);
      report({
        code: 'KEY_TOO_NEW',
        severity: 'error',
        message: `GitLab Runner ${version} does not know ${path.at(-1)} and would ignore it: the key came with ${release}.`,
        path,
        at: 'key',
        help: `Set spec.version to ${release}.0 or later, or take the key out.`,
      });
    }
  }
  for (const [pattern, release] of removedWith) {
    if (!isAtLeast(version, release)) continue;
    for (const path of matchingPaths(document, pattern)) {
      reported.push(path);
      report({
        code: 'KEY_REMOVED',
        severity: 'error',
        message: `GitLab Runner ${version} no longer knows ${path.at(-1)}: the key ended with ${release}.`,
        path,
        at: 'key',
        help: 'Take it out.',
      });
    }
  }
  for (const [pattern, help] of deprecated) {
    for (const path of matchingPaths(document, pattern).filter((each) => !isReported(each))) {
      report({
        code: 'KEY_DEPRECATED',
        severity: 'warning',
        message: `${path.at(-1)} is about to go: a later release of GitLab Runner will ignore it.`,
        path,
        at: 'key',
        help,
      });
    }
  }
  for (const [pattern, help] of noEffect) {
    for (const path of matchingPaths(document, pattern)) {
      report({
        code: 'NO_EFFECT',
        severity: 'warning',
        message: `${path.at(-1)} has no effect with the Kubernetes executor.`,
        path,
        at: 'key',
        help,
      });
    }
  }
}
