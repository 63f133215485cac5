import { masked } from '../../core/credentials/mask.ts';
import { isRegistrationToken } from '../../core/credentials/tokens.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import type { Remark } from '../draft.ts';
import type { Located, Origin } from '../read/located.ts';
import { entriesPart } from './entries.ts';
import { lost } from './global.ts';
import { isAt, type Leaf, leafAt, type Section } from './leaves.ts';
import { otherExecutor, runnerSections } from './live.ts';
import type { Part, Registration } from './registration.ts';
import type { Surroundings } from './surroundings.ts';
import { NEW_WAY } from './tokens.ts';
import { withVariables } from './variables.ts';

/** Keys that `gitlab-runner register` reads from its variables and flags alone, or makes itself. */
const NOT_OF_TEMPLATE = ['name', 'url', 'token', 'executor', 'id', 'token_obtained_at', 'token_expires_at'];

/** Returns what a runner is in the document that is registered from a template and from variables at each start. */
export function registered(registration: Registration, surroundings: Surroundings = {}): Part {
  const { id, template, environment, token } = registration;
  const [first, ...further] = template === undefined ? [] : runnerSections(template, surroundings.release);
  const isEnvironments = (leaf: Leaf): boolean => NOT_OF_TEMPLATE.some((key) => isAt(leaf, [key]));
  const written = first?.leaves ?? [];
  const merged = withVariables(
    written.filter((leaf) => !isEnvironments(leaf)),
    environment,
  );
  const from: Origin = environment.get('CI_SERVER_URL')?.from ??
    first?.from ??
    [...environment.values()].find((read) => read.from)?.from ?? { file: '', line: 1, column: 1 };
  const executor = environment.get('RUNNER_EXECUTOR');
  const remarks: Remark[] = [
    ...(executor === undefined || ['', 'kubernetes'].includes(executor.value)
      ? []
      : [otherExecutor(`${id}: RUNNER_EXECUTOR`, executor.value, executor.from)]),
    ...(template === undefined ? [] : globalsOf(template)),
    ...further.map(furtherOne),
    ...written.filter(isEnvironments).flatMap((leaf) => overridden(leaf, merged)),
    ...(first?.remarks ?? []),
    ...merged.remarks,
    ...tokenRemarks(registration),
    ...lost([...(first?.comments ?? []), ...merged.comments, ...(template?.comments ?? [])]),
  ];
  const leaves = merged.leaves.filter(
    (leaf) => !isAt(leaf, ['token']) && !isAt(leaf, ['executor']) && !isFileOfOtherStore(leaf, merged.leaves),
  );
  const part = entriesPart([{ id, from, leaves }], surroundings);
  const at = ['spec', 'runners', id, 'token', 'secretKeyRef'];
  return {
    settings: [
      ...part.settings,
      { path: [...at, 'name'], value: token.name, from },
      { path: [...at, 'key'], value: token.key, from },
    ],
    remarks: [...remarks, ...part.remarks],
    secrets: [...(registration.secret === undefined ? [] : [registration.secret]), ...part.secrets],
  };
}

/** The keys of a template beside its runner: `register` reads nothing else of it. */
function globalsOf(template: Located): Remark[] {
  return (isMapping(template.value) ? Object.keys(template.value) : [])
    .filter((key) => key.toLowerCase() !== 'runners')
    .map((key) => ({
      kind: 'dead',
      from: template.at([key]),
      subject: masked(key),
      text: 'A register template is read for its [[runners]] alone: a global key in it has no effect.',
    }));
}

function furtherOne({ from }: { readonly from: Origin }): Remark {
  return {
    kind: 'dead',
    from,
    subject: '[[runners]]',
    text: 'A register template may have one [[runners]], and the runner does not register with more: the document has the first. Write the others under spec.runners, each with a token of its own.',
  };
}

/** What to say of a key of the template that register reads from elsewhere, where it says something else. */
function overridden(leaf: Leaf, { leaves }: Section): Remark[] {
  const key = String(leaf.path[0]);
  if (leafAt(leaves, key)?.value === leaf.value || (key === 'executor' && leaf.value === 'kubernetes'))
    return [];
  const rotated =
    key === 'token' && !String(leaf.value).startsWith('$') ? ' Rotate it: it is in plain text.' : '';
  return [
    {
      kind: 'dead',
      from: leaf.from,
      subject: `runners.${key}`,
      text: `\`register\` reads nothing for it from the template: it comes from a variable or from GitLab.${rotated}`,
    },
  ];
}

/** What to say of tokens in the environment, beside where the document takes its token from. */
function tokenRemarks({ id, environment, token }: Registration): Remark[] {
  return ['CI_SERVER_TOKEN', 'REGISTRATION_TOKEN'].flatMap((name): Remark[] => {
    const { value = '', from } = environment.get(name) ?? {};
    if (value === '' || value.startsWith('$')) return [];
    const isOld = isRegistrationToken(value) || (name === 'REGISTRATION_TOKEN' && !value.startsWith('glrt-'));
    return [
      {
        kind: isOld ? 'decide' : 'changed',
        from,
        subject: `${id}: ${name}`,
        text: isOld
          ? `This is a registration token; a manager cannot ask for jobs with it. ${NEW_WAY}`
          : `The token is in plain text here: the document reads it from the Secret ${token.name}. Rotate it.`,
      },
    ];
  });
}

/** Whether a leaf is the key file of Google that the cloud's own library reads as well, where the cache is of another kind. */
function isFileOfOtherStore(leaf: Leaf, leaves: readonly Leaf[]): boolean {
  return isAt(leaf, ['cache', 'gcs', 'CredentialsFile']) && leafAt(leaves, 'cache', 'Type')?.value !== 'gcs';
}
