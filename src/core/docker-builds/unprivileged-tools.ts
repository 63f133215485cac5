import { layer } from '../config-toml/layer.ts';
import { HAS_SECURITY_PROFILES, isAtLeast } from '../runner-release.ts';
import type { BuildContext, BuildMode } from './mode.ts';
import { BUILD_USER, storageLayer } from './storage.ts';

/** BuildKit's rootless image: the daemon lives as long as one build. */
export const buildkitRootless: BuildMode = (context) =>
  toolLayer(
    context,
    // Without it BuildKit mounts a /proc of its own for each step, which needs a privileged container.
    ['BUILDKITD_FLAGS=--oci-worker-no-process-sandbox'],
    '/home/user/.local/share/buildkit',
  );

/** Buildah as the user of its image. */
export const buildah: BuildMode = (context) =>
  toolLayer(
    context,
    containersVariables(context.options.buildah?.storageDriver),
    '/home/build/.local/share/containers',
  );

/** Podman as the user of its image. */
export const podman: BuildMode = (context) =>
  toolLayer(
    context,
    containersVariables(context.options.podman?.storageDriver),
    '/home/podman/.local/share/containers',
  );

/** Variables of Buildah and Podman for steps without a sandbox of their own, and for images that Docker reads. */
function containersVariables(storageDriver = 'vfs'): string[] {
  return [
    'BUILDAH_ISOLATION=chroot',
    'BUILDAH_FORMAT=docker',
    `STORAGE_DRIVER=${storageDriver}`,
    // The images name a FUSE program for the mounts, whose device a container does not have.
    ...(storageDriver === 'overlay' ? ['STORAGE_OPTS=overlay.mount_program='] : []),
  ];
}

/**
 * A build container that may make a user namespace: seccomp and AppArmor filters forbid it by default, and the helpers
 * that map user ids into it gain SETUID and SETGID. Nothing else of what a container usually may is left.
 */
function toolLayer(
  { options, version }: BuildContext,
  environment: readonly string[],
  storage: string,
): object {
  const unconfined = { type: 'Unconfined' };
  const hasProfiles = isAtLeast(version, HAS_SECURITY_PROFILES);
  return {
    environment,
    kubernetes: layer(storageLayer(options.storage, storage, false), {
      build_container_security_context: {
        run_as_user: BUILD_USER,
        run_as_group: BUILD_USER,
        run_as_non_root: true,
        allow_privilege_escalation: true,
        capabilities: { add: ['SETGID', 'SETUID'], drop: ['ALL'] },
        ...(hasProfiles && { seccomp_profile: unconfined, app_armor_profile: unconfined }),
      },
      ...(!hasProfiles && {
        pod_annotations: { 'container.apparmor.security.beta.kubernetes.io/build': 'unconfined' },
      }),
    }),
  };
}
