import type { CheckedBuildStorage } from '../generated/checked-types.ts';

/** User and group id of every image whose builder is not root. */
export const BUILD_USER = 1000;

/**
 * Returns what keeps images and layers of a builder at a path: volumes and, where the volume may belong to root, the
 * group that makes it writable for a builder that is not.
 */
export function storageLayer(
  { emptyDir, persistentVolumeClaim }: CheckedBuildStorage = { emptyDir: {} },
  path: string,
  isRoot: boolean,
): object {
  if (persistentVolumeClaim !== undefined) {
    return {
      volumes: { pvc: [{ name: persistentVolumeClaim.claimName, mount_path: path }] },
      ...(!isRoot && { pod_security_context: { fs_group: BUILD_USER } }),
    };
  }
  const { medium, sizeLimit } = emptyDir ?? {};
  return {
    volumes: {
      empty_dir: [
        {
          name: 'build-storage',
          mount_path: path,
          ...(medium !== undefined && { medium }),
          ...(sizeLimit !== undefined && { size_limit: sizeLimit }),
        },
      ],
    },
  };
}
