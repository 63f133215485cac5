import type { Path } from '../../../core/data/path.ts';
import { followPatterns, patternTree } from '../../../core/data/pattern-tree.ts';
import type { Code } from '../../../core/findings/codes.ts';
import { removedWith, since } from '../../../core/generated/annotations.ts';
import { EXPANDS_TOKEN, isAtLeast } from '../../../core/runner-release.ts';
import type { Check } from '../finding.ts';

const firstReleases = patternTree(since.map(([pattern, release]) => [pattern, release] as const));
const lastReleases = patternTree(removedWith.map(([pattern, release]) => [pattern, release] as const));

/** An image of another release than that for which config.toml was rendered. */
export const releases: Check = ({ managers }, find) => {
  for (const { config, pod, rendered, release, workload } of managers) {
    if (config === undefined || release === undefined || release === rendered) continue;
    const index = (pod.spec.value as { containers: readonly unknown[] }).containers.indexOf(
      pod.container.data.value,
    );
    const place = { object: workload, path: ['spec', 'template', 'spec', 'containers', index, 'image'] };
    const say = (code: Code, message: string): void =>
      find(
        code,
        place,
        `The image has GitLab Runner ${release}${rendered === undefined ? '' : `, and the objects were rendered for ${rendered}`}: ${message}.`,
        'Write the release into the document, as `spec.version`: the checks then see it, and keys, permissions and image follow.',
      );
    if (
      !isAtLeast(release, EXPANDS_TOKEN) &&
      config.sections.some(({ value }) => String(value.token).startsWith('$'))
    ) {
      say(
        'TOKEN_REFERENCE_TOO_NEW',
        `it reads \`$RUNNER_TOKEN_…\` in config.toml as the token itself: variables came with ${EXPANDS_TOKEN}`,
      );
    }
    // As paths of a document, by which keys are known.
    const { runners: _runners, ...global } = config.value;
    const document = {
      spec: {
        config: global,
        runners: Object.fromEntries(config.sections.map(({ value }, at) => [at, value])),
      },
    };
    const found = (tree: typeof firstReleases, isMissing: (one: string) => boolean): readonly string[] => {
      const keys = new Map<string, string>();
      const missing: Path[] = [];
      followPatterns(document, tree, (one, path) => {
        if (!isMissing(one) || missing.some((above) => above.every((part, at) => part === path[at]))) return;
        missing.push(path);
        keys.set(String(path.at(-1)), one);
      });
      return [...keys].map(([key, one]) => `${key} (${one})`);
    };
    const tooNew = found(firstReleases, (first) => !isAtLeast(release, first));
    if (tooNew.length > 0)
      say('KEY_TOO_NEW', `it ignores keys of config.toml that came later, ${tooNew.join(', ')}`);
    const gone = found(lastReleases, (last) => isAtLeast(release, last));
    if (gone.length > 0) say('KEY_REMOVED', `it no longer knows keys of config.toml, ${gone.join(', ')}`);
  }
};
