import { layered } from '../config-toml/layer.ts';
import type { CheckedGitLabRunner } from '../generated/checked-types.ts';
import type { Build } from './build.ts';
import { dind, dindRootless } from './docker-daemon.ts';
import { type BuildContext, type BuildMode, hasDaemon, isUnprivileged, type Mode } from './mode.ts';
import { socket } from './socket.ts';
import { buildah, buildkitRootless, podman } from './unprivileged-tools.ts';

const modes: Readonly<Record<Mode, BuildMode>> = {
  none: () => ({}),
  socket,
  dind,
  'dind-rootless': dindRootless,
  'buildkit-rootless': buildkitRootless,
  buildah,
  podman,
};

/** Returns what the way in which jobs build images adds to the `[[runners]]` section of a runner entry. */
export function buildLayer(
  document: Pick<CheckedGitLabRunner, 'spec'>,
  id: string,
  { mode, options, daemonConfig }: Build,
): object {
  const { version, certificates, runners } = document.spec;
  const context: BuildContext = {
    options,
    version,
    allowedServices: runners[id]!.kubernetes.allowed_services ?? [],
    daemonConfig: daemonConfig?.name,
  };
  const { inJobs } = certificates;
  const buildsInPod = hasDaemon(mode) || isUnprivileged(mode);
  return inJobs !== undefined && buildsInPod
    ? layered([modes[mode](context), trust(inJobs.mountPath)])
    : modes[mode](context);
}

/** All builders are Go programs, which read every certificate in these directories beside the image's own bundle. */
function trust(directory: string): object {
  return { environment: [`SSL_CERT_DIR=/etc/ssl/certs:${directory}`] };
}
