import { hasDaemon, type Mode } from '../../docker-builds/mode.ts';
import type { Code } from '../../findings/codes.ts';
import { onRunner } from '../rule.ts';

/** Privileges that the mode does not give to containers. Of several keys, the first is reported. */
export const privilegedJobs = onRunner(({ id, privileges, build: { mode }, at, find }) => {
  if (mode === 'socket') return;
  const key = privileges.find(
    ([first]) => !(hasDaemon(mode) && first === 'service_container_security_context'),
  );
  if (key === undefined) return;
  const [code, wrong, help] = objection(mode, key[0] === 'pod_spec');
  find(code, at('kubernetes', ...key), `Runner "${id}" ${wrong}`, help);
});

/** What is wrong with privileges in a mode, and what to do about it. A patch may do what the keys of a mode may not. */
function objection(mode: Mode, isPatch: boolean): readonly [code: Code, wrong: string, help: string] {
  if (mode === 'none') {
    return [
      'PRIVILEGED_WITHOUT_MODE',
      'has privileged containers in its jobs: what runs in one can take over the node.',
      'To build images, `dockerBuilds.mode` has safer ways: `buildkit-rootless`, `buildah` and `podman` need no privileges, and with `dind` the daemon alone has them. Where jobs need them, `kubernetes.node_selector` gives them nodes of their own.',
    ];
  }
  if (mode === 'dind' || isPatch) {
    return [
      'PRIVILEGED_BEYOND_MODE',
      hasDaemon(mode)
        ? `makes more containers privileged than mode \`${mode}\` needs: the daemon's is enough.`
        : `makes a container privileged, which mode \`${mode}\` does without.`,
      'Remove the key, unless jobs need the privilege for something else.',
    ];
  }
  return [
    'BUILD_MODES_MIXED',
    `asks for privileged jobs, and doing without them is what mode \`${mode}\` is for.`,
    'Remove the key, or choose the mode `dind`.',
  ];
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
