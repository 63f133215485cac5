import type { Path } from '../../data/path.ts';
import { followPatterns, type PathPattern, patternTree } from '../../data/pattern-tree.ts';
import type { Code } from '../../diagnostics/codes.ts';
import { deprecated, noEffect, removedWith, since } from '../../generated/annotations.ts';
import { isAtLeast } from '../../runner-release.ts';
import { onDocument } from '../rule.ts';

/** What there is to say of a key. */
interface Remark {
  readonly code: Code;
  /** Whether a release lacks the key. Without it the remark holds for every release. */
  readonly isMissing?: (version: string) => boolean;
  readonly message: (key: string, version: string) => string;
  readonly help: string;
}

const remarks = patternTree<Remark>([
  ...remarksOn(since, (release) => ({
    code: 'KEY_TOO_NEW',
    isMissing: (version) => !isAtLeast(version, release),
    message: (key, version) =>
      `GitLab Runner ${version} does not know ${key} and would ignore it: the key came with ${release}.`,
    help: `Set spec.version to ${release}.0 or later, or take the key out.`,
  })),
  ...remarksOn(removedWith, (release) => ({
    code: 'KEY_REMOVED',
    isMissing: (version) => isAtLeast(version, release),
    message: (key, version) =>
      `GitLab Runner ${version} no longer knows ${key}: the key ended with ${release}.`,
    help: 'Take it out.',
  })),
  ...remarksOn(deprecated, (help) => ({
    code: 'KEY_DEPRECATED',
    message: (key) => `${key} is about to go: a later release of GitLab Runner will ignore it.`,
    help,
  })),
  ...remarksOn(noEffect, (help) => ({
    code: 'NO_EFFECT',
    message: (key) => `${key} has no effect with the Kubernetes executor.`,
    help,
  })),
]);

/** The remarks on keys that the schema annotates, by its annotation: a release, or a sentence for the user. */
function remarksOn(
  annotated: readonly (readonly [PathPattern, string])[],
  remark: (annotation: string) => Remark,
): (readonly [PathPattern, Remark])[] {
  return annotated.map(([pattern, annotation]) => [pattern, remark(annotation)]);
}

/** Keys that the chosen release does not have yet, no longer has, wants to drop, or reads for other executors. */
export const releases = onDocument(({ metadata, spec, find }) => {
  const { version } = spec;
  const missing: Path[] = [];
  followPatterns({ metadata, spec }, remarks, ({ code, isMissing, message, help }, path) => {
    // Of a key that is missing, and of what is in it, there is nothing more to say.
    if (missing.some((above) => above.every((part, index) => part === path[index]))) return;
    if (isMissing?.(version) === false) return;
    if (isMissing !== undefined) missing.push(path);
    find(code, { path, at: 'key' }, message(String(path.at(-1)), version), help);
  });
});
