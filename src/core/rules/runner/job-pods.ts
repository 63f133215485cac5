import { isFlagOn, switchOf } from '../../config-toml/feature-flags.ts';
import { onRunner, table } from '../rule.ts';

/** Settings of job pods with which pods never start, or start otherwise than the keys say. */
export const jobPods = onRunner(
  table([
    {
      code: 'NEEDS_KEY',
      set: 'kubernetes.dns_policy',
      when: ({ entry: { kubernetes } }) =>
        kubernetes.dns_policy === 'none' && !kubernetes.dns_config?.nameservers?.length,
      message: 'With the dns_policy none a pod needs a name server, and Kubernetes refuses one without.',
      help: 'Add `dns_config.nameservers`, or take another policy.',
    },
    {
      code: 'NO_EFFECT',
      set: 'feature_flags.FF_KUBERNETES_HONOR_ENTRYPOINT',
      isKey: true,
      when: ({ entry }) =>
        entry.feature_flags?.FF_KUBERNETES_HONOR_ENTRYPOINT === true &&
        isFlagOn(entry, 'FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY'),
      message:
        'FF_KUBERNETES_HONOR_ENTRYPOINT has no effect together with FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY.',
    },
    {
      code: 'REFUSED_VALUE',
      set: 'proxy_exec',
      when: ({ entry }) => entry.proxy_exec === true,
      message:
        'With proxy_exec no job starts: its container is to run a helper that only the Docker executor puts into it.',
      help: 'Remove it.',
    },
  ]),
);

/** A flag with which the runner refuses every job that has not another one too. */
export const stepMigration = onRunner(({ entry, at, find }) => {
  const flag = 'FF_SCRIPT_TO_STEP_MIGRATION';
  if (!isFlagOn(entry, flag) || isFlagOn(entry, 'FF_CONCRETE')) return;
  find(
    'NEEDS_KEY',
    at(...switchOf(entry, flag)),
    `With ${flag} alone the runner refuses every job: steps need the feature flag FF_CONCRETE as well.`,
    'Remove the flag, or add `FF_CONCRETE: true` to `feature_flags`.',
  );
});

/** Labels that the runner keeps for itself. */
export const podLabels = onRunner(({ entry, at, find }) => {
  for (const key of Object.keys(entry.kubernetes.pod_labels ?? {})) {
    if (!/^(?:.+\.)?runner\.gitlab\.com\//.test(key)) continue;
    find(
      'NO_EFFECT',
      at.key('kubernetes', 'pod_labels', key),
      `The runner ignores the label ${key}: names below runner.gitlab.com are its own.`,
      'Take another prefix.',
    );
  }
});
