import { isFlagOn } from '../../config-toml/feature-flags.ts';
import { valueAt } from '../../data/path.ts';
import { onRunner } from '../rule.ts';

const FLAG = 'FF_SUSPENDABLE_ENVIRONMENTS';

/** What environments need that can be suspended. */
export const suspension = onRunner(({ entry, at, find }) => {
  if (!isFlagOn(entry, FLAG)) return;
  if (entry.id === undefined) {
    find(
      'NEEDS_KEY',
      at(),
      `${FLAG} needs the number that the runner has in GitLab.`,
      'Add `id`: GitLab shows the number on the page of the runner.',
    );
  }
  entry.kubernetes.services?.forEach(({ suspend_data_path, command, entrypoint }, index) => {
    if (suspend_data_path === undefined || (command ?? entrypoint) === undefined) return;
    find(
      'NO_EFFECT',
      at.key('kubernetes', 'services', index, 'suspend_data_path'),
      'suspend_data_path has no effect in a service with a command or an entrypoint of its own.',
    );
  });
});

/** Settings of environments that cannot be suspended. */
export const suspensionOff = onRunner(({ entry, at, find }) => {
  if (isFlagOn(entry, FLAG)) return;
  const { kubernetes } = entry;
  const places = [
    ['suspend_pvc_size'],
    ['suspend_pvc_storage_class'],
    ...(kubernetes.services ?? []).map((_, index) => ['services', index, 'suspend_data_path']),
  ];
  for (const keys of places) {
    if (valueAt(kubernetes, keys) === undefined) continue;
    find(
      'NO_EFFECT',
      at.key('kubernetes', ...keys),
      `${keys.at(-1)} has no effect while the feature flag ${FLAG} is off.`,
    );
  }
});
