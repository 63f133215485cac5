import { CONTAINER_CONTEXTS } from '../../config-toml/sections.ts';
import { valueAt } from '../../data/path.ts';
import type { Code } from '../../diagnostics/codes.ts';
import { hasDaemon, type Mode } from '../../docker-builds/mode.ts';
import { onRunner } from '../rule.ts';

/** Privileges of containers that the mode leaves without. */
export const privilegedJobs = onRunner(({ id, entry, build: { mode }, at, find }) => {
  if (mode === 'socket') return;
  const [code, wrong, help] = objection(mode);
  const contexts = CONTAINER_CONTEXTS.filter(
    (context) => !(hasDaemon(mode) && context === 'service_container_security_context'),
  );
  for (const keys of [['privileged'], ...contexts.map((context) => [context, 'privileged'])]) {
    if (valueAt(entry.kubernetes, keys) !== true) continue;
    find(code, at('kubernetes', ...keys), `Runner "${id}" ${wrong}`, help);
  }
});

/** What is wrong with privileges in a mode, and what to do about it. */
function objection(mode: Mode): readonly [code: Code, wrong: string, help: string] {
  switch (mode) {
    case 'none':
      return [
        'PRIVILEGED_WITHOUT_MODE',
        'asks for privileged jobs, but `dockerBuilds.mode` is `none`, which refuses them.',
        'Choose the mode that your jobs need the privilege for, such as `dind`, or take the key out.',
      ];
    case 'dind':
      return [
        'PRIVILEGED_BEYOND_MODE',
        'makes more containers privileged than mode `dind` needs: that of the daemon is enough.',
        'Take the key out, unless jobs need the privilege for something else.',
      ];
    default:
      return [
        'PRIVILEGED_WITHOUT_MODE',
        `asks for privileged jobs, and doing without them is what mode \`${mode}\` is for.`,
        'Take the key out, or choose the mode `dind`.',
      ];
  }
}

/** Services beside the rootless daemon, whose containers have its privileges. */
export const privilegedServices = onRunner(({ section, build, at, find }) => {
  const allowed = section.kubernetes.allowed_services ?? [];
  if (build.mode !== 'dind-rootless' || allowed.length <= 1) return;
  find(
    'PRIVILEGED_SERVICES',
    at('kubernetes', 'allowed_services'),
    'Services of jobs are as privileged as the daemon, and an image with a setuid program takes over the node.',
    'Allow only images that you trust as much as the daemon, or give jobs with services a runner of their own.',
  );
});
