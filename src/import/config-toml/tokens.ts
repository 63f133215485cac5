import { isRegistrationToken } from '../../core/credentials/tokens.ts';
import type { NeededSecret, Remark, Setting } from '../draft.ts';
import type { Origin } from '../read/located.ts';
import { type Entry, pathOf, type Step, without } from './entry.ts';
import { leafAt } from './leaves.ts';
import type { Surroundings } from './surroundings.ts';

/** How a runner gets its token since registration tokens have ended. */
export const NEW_WAY =
  'Create the runner in GitLab, under Settings, CI/CD, Runners, with the same tags, and put its token, which begins with glrt-, into the Secret.';

/** Takes the tokens of the entries from Secrets. */
export function withTokens(
  entries: readonly Entry[],
  { secretOf, name: base = 'gitlab-runner' }: Surroundings,
): Step {
  const settings: Setting[] = [];
  const remarks: Remark[] = [];
  const keys: Record<string, string> = {};
  let inClear: Origin | undefined;
  for (const entry of entries) {
    const leaf = leafAt(entry.leaves, 'token');
    const text = String(leaf?.value ?? '');
    const from = leaf?.from ?? entry.from;
    const isVariable = text.startsWith('$');
    const known = text === '' ? undefined : secretOf?.(text);
    const key = entries.length === 1 ? 'token' : entry.id;
    const ref = known ?? { name: `${base}-token`, key };
    const at = pathOf(entry, 'token', 'secretKeyRef');
    settings.push({ path: [...at, 'name'], value: ref.name, from, comment: leaf?.comment });
    if (ref.key !== 'token') settings.push({ path: [...at, 'key'], value: ref.key, from });
    if (known !== undefined) continue;
    keys[key] = entries.length === 1 ? 'the token of the runner' : `the token of the runner ${entry.id}`;
    if (text !== '' && !isVariable) inClear ??= from;
    const say = (kind: Remark['kind'], message: string): void => {
      remarks.push({ kind, from, subject: `${entry.id}: token`, text: message });
    };
    if (text === '') say('outside', 'The input has no token: the document reads it from a Secret.');
    else if (isRegistrationToken(text))
      say('decide', `This is a registration token; a manager cannot ask for jobs with it. ${NEW_WAY}`);
    else if (text.startsWith('glrtr-'))
      say(
        'gitlab',
        `A registration token made this runner. Its own token goes on working, but GitLab makes no more of the kind. ${NEW_WAY}`,
      );
  }
  const secrets: NeededSecret[] =
    Object.keys(keys).length === 0 ? [] : [{ name: `${base}-token`, keys, ...(inClear && { inClear }) }];
  return { entries: entries.map((entry) => without(entry, [['token']])), settings, remarks, secrets };
}
