import { anyOf, type Cel, matches, oneOf, TRUE } from './cel.ts';
import { type Allowance, type Clause, kubernetesKey, only } from './clause.ts';
import { eachContainer, type ModelContainer } from './containers.ts';
import { globPattern } from './glob-pattern.ts';
import type { Model } from './model.ts';
import { textOf, textsOf } from './values.ts';
import { namedBy, quoted, wordsOfText } from './variables.ts';

/** The helper image that the runner uses unless `helper_image` names one: a tag for each platform, base and release. */
const HELPER_NAME = 'registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper';
const HELPER = `^${quoted(HELPER_NAME)}:[-.\\w]+$`;

/** The containers whose image is the job's, and those whose image is the helper's, which jobs cannot choose. */
const OF_JOB = ['build', 'init-build-uid-gid-collector'];
const OF_HELPER = ['helper', 'init-permissions', 'init-steps-bootstrap'];

/** What is true for an image that patterns allow, or that the runner always allows. */
function isAllowed({ section }: Model, globs: readonly string[]): Cel {
  const patterns = globs.flatMap((glob) => globPattern(glob) ?? []);
  return anyOf([
    ...patterns.map((pattern) => matches('c.image', pattern)),
    namedBy('c.image', [section.kubernetes.image || HELPER_NAME, HELPER_NAME]),
  ]);
}

function isHelper({ section }: Model): Cel {
  const { helper_image: own } = section.kubernetes;
  return own ? namedBy('c.image', [own]) : matches('c.image', HELPER);
}

/** A clause that holds where a list of patterns is set. What a patch sets is what a container has, whatever it says. */
function imageClause(
  name: string,
  says: string,
  key: 'allowed_images' | 'allowed_services',
  rule: (model: Model, container: ModelContainer, globs: readonly string[]) => Cel,
): Clause {
  return {
    name,
    says: only(says),
    setting: kubernetesKey(key),
    fields: ['containers', 'initContainers'],
    allows: (model): Allowance => {
      const globs = textsOf(model.section.kubernetes[key]);
      if (globs.length === 0) return { holds: TRUE, allowed: ['of any name'] };
      return {
        holds: eachContainer(model, (container) => {
          const patched = textOf(container.image);
          return patched === undefined ? rule(model, container, globs) : oneOf('c.image', [patched]);
        }),
        allowed: globs.map(wordsOfText),
      };
    },
  };
}

/** What is asked of images. */
export const imageClauses: readonly Clause[] = [
  imageClause('images', 'runs jobs in images', 'allowed_images', (model, { name }, globs) => {
    if (OF_HELPER.includes(name)) return isHelper(model);
    return OF_JOB.includes(name) ? isAllowed(model, globs) : TRUE;
  }),
  imageClause('services', 'runs services in images', 'allowed_services', (model, { name }, globs) =>
    [...OF_JOB, ...OF_HELPER].includes(name) ? TRUE : isAllowed(model, globs),
  ),
];
