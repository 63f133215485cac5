import type { CheckedImage } from '../../generated/checked-types.ts';

/** What the images of one flavor have in common. */
export interface Flavor {
  /** Where GitLab publishes them. */
  readonly repository: string;
  /** Tag for a release of the runner. */
  readonly tag: (version: string) => string;
  /** Ids of the unprivileged user in the image; left out where the cluster assigns them. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Program that runs as process 1 and passes signals on. */
  readonly init: readonly string[];
}

const repository = 'registry.gitlab.com/gitlab-org/gitlab-runner';
const openShiftRepository = 'registry.gitlab.com/gitlab-org/ci-cd/gitlab-runner-ubi-images/gitlab-runner-ocp';
const dumbInit = ['/usr/bin/dumb-init', '--'];

/** Facts about the published images, from their Dockerfiles and the values that the Helm chart sets for them. */
export const flavors: Readonly<Record<CheckedImage['flavor'], Flavor>> = {
  alpine: {
    repository,
    tag: (version) => `alpine-v${version}`,
    user: { uid: 100, gid: 65533 },
    init: dumbInit,
  },
  ubuntu: {
    repository,
    tag: (version) => `ubuntu-v${version}`,
    user: { uid: 999, gid: 999 },
    init: dumbInit,
  },
  'ubi-fips': {
    repository,
    tag: (version) => `ubi-fips-v${version}`,
    user: { uid: 1001, gid: 0 },
    init: dumbInit,
  },
  ocp: {
    repository: openShiftRepository,
    tag: (version) => `v${version}`,
    init: ['/usr/local/bin/tini', '--'],
  },
};

/** Returns the image reference of the manager: pinned to the digest where one is given, to the tag otherwise. */
export function imageReference(image: CheckedImage, version: string): string {
  const flavor = flavors[image.flavor];
  const name = image.repository ?? flavor.repository;
  return image.digest === undefined
    ? `${name}:${image.tag ?? flavor.tag(version)}`
    : `${name}@${image.digest}`;
}
