import { isFlagOn } from '../../config-toml/feature-flags.ts';
import { onRunner } from '../rule.ts';

const FLAG = 'FF_USE_ADVANCED_POD_SPEC_CONFIGURATION';

/** Patches of the pod spec that the runner would ignore, or that make every job fail. */
export const podSpec = onRunner(({ id, entry, at, find }) => {
  const { pod_spec = [] } = entry.kubernetes;
  if (pod_spec.length > 0 && !isFlagOn(entry, FLAG)) {
    find(
      'NEEDS_KEY',
      at.key('kubernetes', 'pod_spec'),
      `The runner ignores pod_spec while the feature flag ${FLAG} is off.`,
      `Add \`${FLAG}: true\` to \`feature_flags\` of runner "${id}".`,
    );
  }
  pod_spec.forEach(({ patch, patch_path, patch_type = 'strategic' }, index) => {
    const here = at.below('kubernetes', 'pod_spec', index);
    if (patch !== undefined && patch_path !== undefined) {
      const message = 'A patch comes from `patch` or from `patch_path`, not from both.';
      find('EXCLUSIVE_KEYS', here.key('patch_path'), message, 'Remove one of the two.');
    }
    if (patch === undefined && patch_path === undefined) {
      const help = 'Add `patch` with YAML or JSON text, or `patch_path` with a file in the manager.';
      find('NEEDS_KEY', here(), 'This patch has no content.', help);
    }
    if (patch === undefined || fits(patch, patch_type)) return;
    const [message, help] =
      patch_type === 'json'
        ? [
            'A patch of type json is a list of operations (RFC 6902), but this text is not one.',
            'Begin with `- op: …`, or take another `patch_type`.',
          ]
        : [
            `A patch of type ${patch_type} is a part of a pod spec, and this text is a list.`,
            'For a list of operations, set `patch_type: json`.',
          ];
    find('REFUSED_VALUE', here('patch'), message, help);
  });
});

/** Whether a patch begins as its type has it: as a list, or as none. A text without content may be either. */
function fits(patch: string, type: string): boolean {
  const first = patch.split('\n').find((line) => !/^\s*(?:#|---|$)/.test(line));
  return first === undefined || /^\s*(?:\[|-(?:\s|$))/.test(first) === (type === 'json');
}
