import type { Mode } from '../../core/docker-builds/mode.ts';
import type { Code } from '../../core/findings/codes.ts';

/** What choosing a way to build images means. */
interface BuildModeChoice {
  /** In one line. */
  readonly explains: string;
  /** The warning that this choice always causes, and the reason for accepting it in the document. */
  readonly accepts?: { readonly code: Code; readonly reason: string };
}

const privileged = {
  code: 'PRIVILEGED_ON_ANY_NODE',
  reason:
    'chosen with the mode; give these jobs nodes of their own by kubernetes.node_selector, and delete this',
} as const;

/** The ways to build images, the safest first. `docs/image-builds` has a page for each. */
export const BUILD_MODES: Readonly<Record<Mode, BuildModeChoice>> = {
  none: { explains: 'jobs build no images, and get no privileges' },
  'buildkit-rootless': {
    explains: 'jobs build from a Dockerfile as an ordinary user; nodes need user namespaces',
  },
  buildah: { explains: 'the same with Buildah, also on OpenShift; nodes need user namespaces' },
  podman: { explains: 'the same with Podman; nodes need user namespaces' },
  'dind-rootless': {
    explains: 'a Docker daemon beside each job as an ordinary user; needs privileged pods',
    accepts: privileged,
  },
  dind: {
    explains: 'a Docker daemon beside each job, for docker run and Compose; a job can take over its node',
    accepts: privileged,
  },
  socket: {
    explains: "the Docker daemon of the job's node, which has to run one; any job can take over its node",
    accepts: {
      code: 'DOCKER_SOCKET',
      reason: 'chosen with the mode; any job of this runner controls its node',
    },
  },
};
