import type { CheckedDockerBuilds } from '../generated/checked-types.ts';

/** A way in which jobs build container images. */
export type Mode = CheckedDockerBuilds['mode'];

/** What a way to build images may depend on. */
export interface BuildContext {
  readonly options: CheckedDockerBuilds;
  /** Release of the runner. */
  readonly version: string;
  /** Images that the runner entry allows as services. Empty: all. */
  readonly allowedServices: readonly string[];
  /** Name of the ConfigMap with the daemon's configuration file, if there is one. */
  readonly daemonConfig: string | undefined;
}

/** Returns what a way to build images adds to a `[[runners]]` section. */
export type BuildMode = (context: BuildContext) => object;

/** Modes in which a Docker daemon runs beside each job. */
export function hasDaemon(mode: Mode): boolean {
  return mode === 'dind' || mode === 'dind-rootless';
}

/** Modes in which the job itself builds, without any privileged container. */
export function isUnprivileged(mode: Mode): boolean {
  return mode === 'buildkit-rootless' || mode === 'buildah' || mode === 'podman';
}
