import { call, type GitLabApi } from './call.ts';
import { type NewToken, newTokenIn } from './new-token.ts';
import { done, failed, type Outcome } from './outcome.ts';

/** Whose runner it is: it belongs to the whole GitLab, to a group or to a project. */
export type Owner =
  | { readonly kind: 'instance' }
  | { readonly kind: 'group' | 'project'; readonly id: number }
  /** `path` as it is in addresses, such as `group/subgroup`. */
  | { readonly kind: 'group' | 'project'; readonly path: string };

/** A runner to be made in GitLab. */
export interface NewRunner {
  readonly owner: Owner;
  readonly description?: string;
  readonly tags: readonly string[];
  /** Whether it runs jobs without tags as well. One without tags has to. */
  readonly runUntagged: boolean;
  /** Whether it only runs jobs of protected branches and tags. */
  readonly isProtected: boolean;
  readonly isPaused: boolean;
  /** Longest job in seconds, 600 or more. */
  readonly maximumTimeout?: number;
}

const TOKEN = 'The personal access token';
const UNKNOWN = `GitLab does not know the personal access token (401). Is it one of this GitLab, and written in full?`;

const FORBIDDEN: Readonly<Record<Owner['kind'], string>> = {
  instance: 'Only administrators may create runners of a whole GitLab (403).',
  group: 'Only owners of a group may create its runners (403).',
  project: 'Only maintainers and owners of a project may create its runners (403).',
};

/** Makes a runner, and returns its token. `POST /user/runners`, which GitLab has from 16.0 on. */
export async function createRunner(
  api: GitLabApi,
  personalToken: string,
  runner: NewRunner,
): Promise<Outcome<NewToken>> {
  const owner = await ownerIds(api, personalToken, runner.owner);
  if (!owner.ok) return owner;
  const { kind } = runner.owner;
  const answer = await call(api, {
    method: 'POST',
    path: 'user/runners',
    personalToken,
    body: {
      ...owner.value,
      ...(runner.description !== undefined && { description: runner.description }),
      tag_list: runner.tags,
      run_untagged: runner.runUntagged,
      access_level: runner.isProtected ? 'ref_protected' : 'not_protected',
      paused: runner.isPaused,
      ...(runner.maximumTimeout !== undefined && { maximum_timeout: runner.maximumTimeout }),
    },
    problems: {
      unknown: UNKNOWN,
      scope: `${TOKEN} may not create runners (403): make one with the scope create_runner.`,
      forbidden: FORBIDDEN[kind],
      missing:
        kind === 'instance'
          ? 'GitLab has no such call (404): it is older than 16.0, or there is no GitLab at the address.'
          : `There is no such ${kind}, or the token may not see it (404). A GitLab older than 16.0 answers so too.`,
    },
    unsure: 'The runner may be there anyway: look for it in GitLab, and delete it before you try again.',
  });
  return answer.ok ? newTokenIn(answer.value) : answer;
}

/** The fields of the request that say whose runner it is. */
async function ownerIds(
  api: GitLabApi,
  personalToken: string,
  owner: Owner,
): Promise<Outcome<Readonly<Record<string, unknown>>>> {
  if (owner.kind === 'instance') return done({ runner_type: 'instance_type' });
  const { kind } = owner;
  const id = 'id' in owner ? done(owner.id) : await idOf(api, personalToken, kind, owner.path);
  return id.ok ? done({ runner_type: `${kind}_type`, [`${kind}_id`]: id.value }) : id;
}

/** Looks up the id of a group or project: the API accepts only ids for new runners. */
async function idOf(
  api: GitLabApi,
  personalToken: string,
  kind: 'group' | 'project',
  path: string,
): Promise<Outcome<number>> {
  const answer = await call(api, {
    method: 'GET',
    path: `${kind}s/${encodeURIComponent(path)}${kind === 'group' ? '?with_projects=false' : ''}`,
    personalToken,
    problems: {
      unknown: UNKNOWN,
      scope: `${TOKEN} may not look up the ${kind} "${path}" (403): write its number, --${kind} ID, which its page in GitLab shows, or use a token with the scope read_api beside create_runner.`,
      forbidden: `${TOKEN} may not look up the ${kind} "${path}" (403).`,
      missing: `There is no ${kind} "${path}", or the token may not see it (404).`,
    },
  });
  if (!answer.ok) return answer;
  const { id } = answer.value;
  return typeof id === 'number' && Number.isSafeInteger(id)
    ? done(id)
    : failed(`The answer of GitLab has no number of the ${kind} "${path}".`);
}
