import { onDemand } from '../../data/on-demand.ts';
import type { Path } from '../../data/path.ts';
import { followPatterns, type PathPattern, patternTree } from '../../data/pattern-tree.ts';
import type { Code } from '../../findings/codes.ts';
import { deprecated, noEffect, removedWith, since } from '../../generated/annotations.ts';
import { isAtLeast } from '../../runner-release.ts';
import { onDocument } from '../rule.ts';

/** What there is to say of the keys that the schema annotates in one way: with a release, or a sentence for the user. */
interface Remark {
  readonly code: Code;
  /** Whether a release lacks the key. Without it, the remark applies to every release. */
  readonly isMissing?: (version: string, annotation: string) => boolean;
  readonly message: (key: string, version: string, annotation: string) => string;
  readonly help: (annotation: string) => string;
  /** The key does nothing, whatever else is written. */
  readonly isIdle?: boolean;
}

const remarks = onDemand(() =>
  patternTree([
    ...remarksOn(since, {
      code: 'KEY_TOO_NEW',
      isMissing: (version, release) => !isAtLeast(version, release),
      message: (key, version, release) =>
        `GitLab Runner ${version} does not know ${key} and would ignore it: the key was added in ${release}.`,
      help: (release) => `Set spec.version to ${release}.0 or later, or remove the key.`,
    }),
    ...remarksOn(removedWith, {
      code: 'KEY_REMOVED',
      isMissing: isAtLeast,
      message: (key, version, release) =>
        `GitLab Runner ${version} does not know ${key}: the key was removed in ${release}.`,
      help: () => 'Remove it.',
      isIdle: true,
    }),
    ...remarksOn(deprecated, {
      code: 'KEY_DEPRECATED',
      message: (key) => `${key} is deprecated: a later release of GitLab Runner will ignore it.`,
      help: (sentence) => sentence,
    }),
    ...remarksOn(noEffect, {
      code: 'NO_EFFECT',
      message: (key) => `${key} has no effect with the Kubernetes executor.`,
      help: (sentence) => sentence,
      isIdle: true,
    }),
  ]),
);

type Annotated = readonly (readonly [PathPattern, string])[];

/** The remark on each of the annotated keys, with its annotation. */
function remarksOn(annotated: Annotated, remark: Remark) {
  return annotated.map(([pattern, annotation]) => [pattern, { remark, annotation }] as const);
}

/** Keys that the chosen release does not have yet, no longer has, wants to drop, or reads for other executors. */
export const releases = onDocument(({ metadata, spec, find }) => {
  const { version } = spec;
  const missing: Path[] = [];
  followPatterns({ metadata, spec }, remarks(), ({ remark, annotation }, path) => {
    const { code, isMissing, message, help, isIdle } = remark;
    // There is nothing more to say about a key that a release lacks, or about its content.
    if (missing.some((above) => above.every((part, index) => part === path[index]))) return;
    if (isMissing?.(version, annotation) === false) return;
    if (isMissing !== undefined) missing.push(path);
    find(code, { path, at: 'key' }, message(String(path.at(-1)), version, annotation), {
      help: help(annotation),
      ...(isIdle && { fix: { do: 'remove', path } }),
    });
  });
});
