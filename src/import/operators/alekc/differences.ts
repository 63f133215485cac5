import { valueAt } from '../../../core/data/path.ts';
import { NEW_WAY } from '../../config-toml/tokens.ts';
import type { Remark, Setting } from '../../draft.ts';
import { type Resource, remarksOn } from '../resource.ts';
import { type Entry, tokenAt } from './entries.ts';
import { workloadOf } from './names.ts';

/** What will be another way than before, whatever the resource says. */
export function differences(resource: Resource, settings: readonly Setting[]): readonly Remark[] {
  const remarks: Remark[] = [];
  const from = resource.data.at(['kind']);
  const say = (kind: Remark['kind'], subject: string, text: string): void => {
    remarks.push({ kind, from, subject, text });
  };
  if (!settings.some(({ path }) => path[3] === 'cache'))
    say(
      'outside',
      'cache',
      'The operator writes no cache: caches of jobs did not outlive them. The cache of a runner in the document keeps them.',
    );
  say(
    'changed',
    'terminationGracePeriodSeconds',
    'The pod had 30 seconds to end, which killed its jobs. Here the manager drains: it starts no more jobs, and ends when the running ones are done.',
  );
  say(
    'surplus',
    `RoleBinding/${workloadOf(resource)}`,
    resource.version === 'v1beta2'
      ? 'It grants a ClusterRole that is the same for all runners of the operator. The document grants what its settings need.'
      : 'Its Role grants every verb on pods, Secrets and ConfigMaps of all API groups. The document grants what its settings need.',
  );
  return remarks;
}

export function tokenRemarks(
  { spec, data, version }: Resource,
  entries: readonly Entry[],
): readonly Remark[] {
  const { all, say } = remarksOn(spec);
  for (const { at: own, token } of entries) {
    const place = [...own, ...tokenAt(token)];
    if (token.by === 'none') say('decide', place, `The resource names no token for the runner. ${NEW_WAY}`);
    if (token.by !== 'operator') continue;
    say(
      'decide',
      place,
      token.isOld
        ? `The operator registered the runner with a registration token, and deletes it in GitLab along with the resource. ${NEW_WAY}`
        : `The operator made the runner in GitLab, and deletes it there along with the resource; it also replaces its token. ${NEW_WAY} Revoke the access token once the operator is gone.`,
    );
  }
  const path = ['status', 'authentication_token'];
  if (version !== 'v1beta2' && valueAt(data.value, path) !== undefined)
    all.push({
      kind: 'changed',
      from: data.at(path),
      subject: path.join('.'),
      text: 'The token of the old runner is in plain text here, and in no document. It ends with the old runner: whoever could read the resource had it.',
    });
  return all;
}
