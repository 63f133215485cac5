import { layer } from '../config-toml/layer.ts';
import type {
  ResolvedDockerBuilds,
  ResolvedGitLabRunner,
  ResolvedRunner,
} from '../generated/resolved-types.ts';
import { daemonConfigFile } from './daemon-config.ts';
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

/** Returns how jobs of a runner entry build images. */
export function buildOptions({ spec }: ResolvedGitLabRunner, runner: ResolvedRunner): ResolvedDockerBuilds {
  return runner.dockerBuilds ?? spec.dockerBuilds;
}

/** Returns what the chosen way to build images adds to the `[[runners]]` section of a runner entry. */
export function dockerBuildsLayer(document: ResolvedGitLabRunner, runner: ResolvedRunner): object {
  const { metadata, spec } = document;
  const options = buildOptions(document, runner);
  const built = modes[options.mode]({
    options,
    version: spec.version,
    allowedServices: runner.kubernetes.allowed_services ?? [],
    daemonConfig: daemonConfigFile(metadata.name, options)?.name,
  });
  const { inJobs } = spec.certificates;
  const buildsInPod = hasDaemon(options.mode) || isUnprivileged(options.mode);
  return inJobs !== undefined && buildsInPod ? layer(built, trust(inJobs.mountPath)) : built;
}

/** All builders are Go programs, which read every certificate in these directories beside the image's own bundle. */
function trust(directory: string): object {
  return { environment: [`SSL_CERT_DIR=/etc/ssl/certs:${directory}`] };
}
