import type { Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedGitLabRunner } from '../../generated/resolved-types.ts';

/** Privileges that the chosen way to build images does not account for, and ways that not every cluster offers. */
export function checkDockerBuilds(document: ResolvedGitLabRunner, report: Report): void {
  const { spec } = document;
  for (const [id, runner] of Object.entries(spec.runners)) {
    const { mode } = runner.dockerBuilds ?? spec.dockerBuilds;
    if (mode === 'none' && runner.kubernetes.privileged === true) {
      report({
        code: 'PRIVILEGED_WITHOUT_MODE',
        severity: 'error',
        message: `Runner "${id}" asks for privileged jobs, but \`dockerBuilds.mode\` is \`none\`, which refuses them.`,
        path: ['spec', 'runners', id, 'kubernetes', 'privileged'],
        help: 'Choose the mode that your jobs need the privilege for, such as `dind`, or take the key out.',
      });
    }
  }
  for (const { path, mode } of modesAsWritten(document)) {
    if (mode !== 'socket') continue;
    report({
      code: 'DOCKER_SOCKET',
      severity: 'warning',
      message:
        'Mode `socket` gives every job control of its node, and works only on nodes that run a Docker daemon.',
      path,
      help: 'Nodes with containerd or CRI-O have no /var/run/docker.sock: `kubectl get nodes -o wide` shows the runtime. `dind` works on all of them.',
    });
  }
}

function modesAsWritten({ spec }: ResolvedGitLabRunner): { path: string[]; mode: string }[] {
  const own = Object.entries(spec.runners).flatMap(([id, { dockerBuilds }]) =>
    dockerBuilds ? [{ path: ['spec', 'runners', id, 'dockerBuilds', 'mode'], mode: dockerBuilds.mode }] : [],
  );
  return [{ path: ['spec', 'dockerBuilds', 'mode'], mode: spec.dockerBuilds.mode }, ...own];
}
