import { isFlagOn } from '../../config-toml/feature-flags.ts';
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
  ]),
);

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
