import { isEqual } from '../../core/data/is-equal.ts';
import type { CheckedRunnerKubernetes } from '../../core/generated/checked-types.ts';
import { namesJobAccount } from '../../core/resolve/service-accounts.ts';
import { laid } from '../document/lay.ts';
import type { Remark, Setting } from '../draft.ts';
import { withBuilds } from './builds.ts';
import { withCacheCredentials } from './cache.ts';
import { type Entry, pathOf, type Step, without } from './entry.ts';
import { guarded } from './guard.ts';
import { leafAt } from './leaves.ts';
import type { Part } from './registration.ts';
import type { Surroundings } from './surroundings.ts';

/** Returns what entries are in the document. Their tokens are dealt with already. */
export function entriesPart(entries: readonly Entry[], surroundings: Surroundings): Part {
  const steps: readonly ((entries: readonly Entry[], surroundings: Surroundings) => Step)[] = [
    withCacheCredentials,
    withoutWhatNoDocumentHolds,
    withTheirDefaults,
    (rest) => withNamespace(rest, entries),
    withBuilds,
  ];
  let left = entries;
  const settings: Setting[] = [];
  const remarks: Remark[] = [];
  const secrets: Part['secrets'][number][] = [];
  for (const step of steps) {
    const done = step(left, surroundings);
    left = done.entries;
    settings.push(...done.settings);
    remarks.push(...done.remarks);
    secrets.push(...done.secrets);
  }
  for (const entry of left) {
    for (const { path, ...rest } of entry.leaves) settings.push({ path: pathOf(entry, ...path), ...rest });
  }
  return { settings, remarks, secrets };
}

function withoutWhatNoDocumentHolds(entries: readonly Entry[]): Step {
  const done = entries.map((entry) => guarded(entry.leaves, pathOf(entry)));
  return {
    entries: entries.map((entry, index) => ({ ...entry, leaves: done[index]!.leaves })),
    settings: [],
    remarks: done.flatMap(({ remarks }, index) =>
      remarks.map((remark) => ({ ...remark, subject: `${entries[index]!.id}: ${remark.subject}` })),
    ),
    secrets: [],
  };
}

/** What the runner does where the file says nothing, and a document of ours does otherwise. */
function withTheirDefaults(
  entries: readonly Entry[],
  { account, name = 'gitlab-runner' }: Surroundings,
): Step {
  const key = ['kubernetes', 'automount_service_account_token'];
  return {
    entries: entries.map((entry) => {
      const { kubernetes = {} } = laid(entry.leaves) as { kubernetes?: CheckedRunnerKubernetes };
      const isManagers = kubernetes.service_account === (account ?? name);
      // An account that is named for jobs says itself whether they get its token, but for the manager's own.
      const isLeftToAccount = !isManagers && namesJobAccount(kubernetes);
      if (isLeftToAccount || leafAt(entry.leaves, ...key) !== undefined) return entry;
      return { ...entry, leaves: [...entry.leaves, { path: key, value: true, from: undefined }] };
    }),
    settings: [],
    remarks: entries.some(({ leaves }) => leafAt(leaves, 'request_concurrency') === undefined)
      ? [MORE_REQUESTS]
      : [],
    secrets: [],
  };
}

const MORE_REQUESTS: Remark = {
  kind: 'changed',
  subject: 'request_concurrency',
  text: '1 → 2: with one open request, jobs wait for each other where GitLab holds requests until there is a job, and the runner warns of it at every start.',
};

/** The namespace of jobs, one for all where the entries agree. The runner uses `default` where none is named. */
function withNamespace(entries: readonly Entry[], before: readonly Entry[]): Step {
  const path = ['kubernetes', 'namespace'];
  const named = entries.map(({ leaves }, index) => {
    const isLeftOut = leafAt(before[index]!.leaves, ...path) !== undefined;
    return leafAt(leaves, ...path) ?? { path, value: isLeftOut ? undefined : 'default', from: undefined };
  });
  const isOne = named.every(({ value }) => isEqual(value, named[0]?.value));
  const perJob = entries.every(
    ({ leaves }) => leafAt(leaves, 'kubernetes', 'namespace_per_job')?.value === true,
  );
  const own = named.flatMap((leaf, index): Setting[] =>
    leaf.value === undefined || (index > 0 && isOne)
      ? []
      : [{ ...leaf, path: isOne ? ['spec', 'jobs', 'namespace'] : pathOf(entries[index]!, ...path) }],
  );
  return {
    entries: entries.map((entry) => without(entry, [path])),
    settings: perJob
      ? own.filter(({ from }) => from !== undefined)
      : [...own, { path: ['spec', 'jobs', 'create'], value: false }],
    remarks: [],
    secrets: [],
  };
}
