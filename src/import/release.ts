import { followPatterns, patternTree } from '../core/data/pattern-tree.ts';
import { since } from '../core/generated/annotations.ts';
import { EXPANDS_TOKEN, isAtLeast } from '../core/runner-release.ts';
import { schemaOf } from '../core/schema/node.ts';
import type { Draft, Remark, Setting } from './draft.ts';
import type { ImportOptions } from './options.ts';

/** The oldest release whose keys the schema knows. */
export const OLDEST_KNOWN = '15.0';

/** The release that a document gets, and what there is to say of it. */
export interface Release {
  readonly version: string;
  /** Whether the runner of the release can take its token from a Secret by a variable. */
  readonly takesToken: boolean;
  readonly remarks: readonly Remark[];
}

const firstReleases = patternTree(since.map(([pattern, release]) => [pattern, release] as const));

/**
 * Decides on the release: the one that people ask for, else the one that runs. One that cannot take its token from a
 * Secret gives way to the lowest that can and knows all keys of the document, unless it is to be kept.
 *
 * @param document the document without a release.
 */
export function releaseFor(
  { release }: Pick<Draft, 'release'>,
  document: object,
  options: ImportOptions,
): Release {
  const { runnerVersion, keepVersion } = options;
  if (runnerVersion !== undefined) return settled(runnerVersion, []);
  if (release === undefined) {
    const version = schemaOf(['spec', 'version'])!.default as string;
    return settled(version, [
      {
        kind: 'outside',
        subject: 'spec.version',
        text: `The inputs do not show which release of GitLab Runner runs today: the document uses ${version}. Set another one with --runner-version.`,
      },
    ]);
  }
  const { value, by, from } = release;
  if (isAtLeast(value, EXPANDS_TOKEN)) return settled(value, []);
  if (!isAtLeast(value, OLDEST_KNOWN)) {
    return settled(value, [
      {
        kind: 'refused',
        from,
        subject: 'spec.version',
        text: `${by} runs GitLab Runner ${value}, and documents begin with ${OLDEST_KNOWN}. Name the release to move to with --runner-version.`,
      },
    ]);
  }
  if (keepVersion) {
    return settled(value, [
      {
        kind: 'decide',
        from,
        subject: 'spec.runners.*.token',
        text: `GitLab Runner ${value} cannot read its token from a Secret. Use release ${EXPANDS_TOKEN} or later, or set token.value and keep the document secret.`,
      },
    ]);
  }
  const version = `${lowestFor(document)}.0`;
  return settled(version, [
    {
      kind: 'changed',
      from,
      subject: 'spec.version',
      text: `${value} → ${version}: from ${EXPANDS_TOKEN} on the runner reads its token from a Secret. Read what changed between the two, or keep the old one with --keep-version.`,
    },
  ]);
}

/** Whether a document keeps a release that runs today, so its image can stay. */
export function isKept(release: string, { runnerVersion, keepVersion }: ImportOptions): boolean {
  if (runnerVersion !== undefined) return runnerVersion === release;
  return isAtLeast(release, EXPANDS_TOKEN) || keepVersion === true;
}

function settled(version: string, remarks: readonly Remark[]): Release {
  return { version, takesToken: isAtLeast(version, EXPANDS_TOKEN), remarks };
}

/** The lowest minor release from 18.10 on that has all keys of a document. */
function lowestFor(document: object): string {
  let lowest: string = EXPANDS_TOKEN;
  followPatterns(document, firstReleases, (first) => {
    if (isAtLeast(`${first}.0`, lowest)) lowest = first;
  });
  return lowest;
}

/** Returns the setting of a release. */
export function releaseSetting({ version }: Release, from: Setting['from']): Setting {
  return { path: ['spec', 'version'], value: version, from };
}
