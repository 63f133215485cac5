import { idle, onRunner, table } from '../rule.ts';

/** Bases for which GitLab publishes a helper image. */
const FLAVORS = /^(?:alpine(?:3\.\d+|-latest)?|ubuntu|ubi-fips|concrete)(?:-pwsh)?$/;

const DOCKER_HUB = /^(?:(?:index\.|registry-1\.)?docker\.io\/)?gitlab\/gitlab-runner-helper(?=[:@]|$)/;
const REGISTRY = 'registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper';

/** Helper images that do not exist, or are made for another manager: the two speak a protocol that changes between releases. */
export const helperImage = onRunner(
  table([
    idle(
      'kubernetes.helper_image_flavor',
      'helper_image names the image in full',
      ({ entry: { kubernetes } }) => kubernetes.helper_image !== undefined,
    ),
    {
      code: 'UNUSUAL_VALUE',
      set: 'kubernetes.helper_image_flavor',
      when: ({ entry: { kubernetes } }) =>
        kubernetes.helper_image === undefined && !FLAVORS.test(kubernetes.helper_image_flavor!),
      message: ({ entry }) =>
        `GitLab publishes no helper image with the base "${entry.kubernetes.helper_image_flavor}".`,
      help: 'There are alpine, alpine3.21, alpine-latest, ubuntu, ubi-fips and concrete. For an image of your own use `helper_image`.',
    },
    {
      code: 'UNUSUAL_VALUE',
      set: 'kubernetes.helper_image',
      when: ({ entry, spec }) => ![undefined, spec.version].includes(release(entry.kubernetes.helper_image)),
      message: ({ entry, spec }) =>
        `The helper image belongs to ${release(entry.kubernetes.helper_image)}, and the manager is ${spec.version}; only equal releases are sure to understand each other.`,
      help: 'End the image with `v$CI_RUNNER_VERSION`, which the runner replaces by its own release.',
    },
    {
      code: 'UNUSUAL_VALUE',
      set: 'kubernetes.helper_image',
      when: ({ entry: { kubernetes } }) => DOCKER_HUB.test(kubernetes.helper_image!),
      message: 'GitLab has published no helper image on Docker Hub since 15.0, so nodes find none there.',
      help: ({ entry: { kubernetes } }) =>
        `Write \`${kubernetes.helper_image!.replace(DOCKER_HUB, REGISTRY)}\`, or remove the key: the runner knows its helper image.`,
    },
  ]),
);

/** The release that the tag of an image of GitLab's ends with. */
function release(image = ''): string | undefined {
  return /v(\d+\.\d+\.\d+)$/.exec(image)?.[1];
}
