import { layer } from '../config-toml/layer.ts';
import type { ResolvedRunner, ResolvedSpec } from '../generated/resolved-types.ts';
import type { Build } from './build.ts';
import { dind, dindRootless } from './docker-daemon.ts';
import { type BuildMode, hasDaemon, isUnprivileged, type Mode } from './mode.ts';
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
  { mode, options, daemonConfig }: Build,
  { kubernetes }: ResolvedRunner,
  { version, certificates }: ResolvedSpec,
): object {
  const built = modes[mode]({
    options,
    version,
    allowedServices: kubernetes.allowed_services ?? [],
    daemonConfig: daemonConfig?.name,
  });
  const { inJobs } = certificates;
  const buildsInPod = hasDaemon(mode) || isUnprivileged(mode);
  return inJobs !== undefined && buildsInPod ? layer(built, trust(inJobs.mountPath)) : built;
}

/** All builders are Go programs, which read every certificate in these directories beside the image's own bundle. */
function trust(directory: string): object {
  return { environment: [`SSL_CERT_DIR=/etc/ssl/certs:${directory}`] };
}
