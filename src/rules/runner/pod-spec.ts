import { isFlagOn } from '../../config-toml/feature-flags.ts';
import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedJobPodSpecPatch } from '../../generated/resolved-types.ts';
import type { Resolved } from '../../resolve/resolve.ts';

const FLAG = 'FF_USE_ADVANCED_POD_SPEC_CONFIGURATION';

/** Patches of the pod spec that the runner would ignore, or on which every job would fail. */
export function checkPodSpec({ document }: Resolved, report: Report): void {
  for (const [id, runner] of Object.entries(document.spec.runners)) {
    const { pod_spec = [] } = runner.kubernetes;
    const path = ['spec', 'runners', id, 'kubernetes', 'pod_spec'];
    if (pod_spec.length > 0 && !isFlagOn(runner, FLAG)) {
      report({
        code: 'NEEDS_KEY',
        severity: 'error',
        message: `The runner ignores pod_spec while the feature flag ${FLAG} is off.`,
        path,
        at: 'key',
        help: `Add \`${FLAG}: true\` to \`feature_flags\` of runner "${id}".`,
      });
    }
    pod_spec.forEach((patch, index) => {
      checkPatch(patch, [...path, index], report);
    });
  }
}

function checkPatch(
  { patch, patch_path, patch_type = 'strategic' }: ResolvedJobPodSpecPatch,
  path: Path,
  report: Report,
): void {
  if (patch !== undefined && patch_path !== undefined) {
    report({
      code: 'EXCLUSIVE_KEYS',
      severity: 'error',
      message: 'A patch comes from `patch` or from `patch_path`, not from both.',
      path: [...path, 'patch_path'],
      at: 'key',
      help: 'Take one of the two out.',
    });
  }
  if (patch === undefined && patch_path === undefined) {
    report({
      code: 'NEEDS_KEY',
      severity: 'error',
      message: 'This patch has no content.',
      path,
      help: 'Add `patch` with YAML or JSON text, or `patch_path` with a file in the manager.',
    });
  }
  const first = patch?.split('\n').find((line) => !/^\s*(?:#|---|$)/.test(line));
  if (first !== undefined && /^\s*(?:\[|-(?:\s|$))/.test(first) !== (patch_type === 'json')) {
    report({
      code: 'REFUSED_VALUE',
      severity: 'error',
      message:
        patch_type === 'json'
          ? 'A patch of type json is a list of operations (RFC 6902), and this text is none.'
          : `A patch of type ${patch_type} is a part of a pod spec, and this text is a list.`,
      path: [...path, 'patch'],
      help:
        patch_type === 'json'
          ? 'Begin with `- op: …`, or take another `patch_type`.'
          : 'For a list of operations, set `patch_type: json`.',
    });
  }
}
