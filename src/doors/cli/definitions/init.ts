import type { Definition } from './definition.ts';

export const DOCKER_BUILDS = [
  'none',
  'buildkit-rootless',
  'buildah',
  'podman',
  'dind-rootless',
  'dind',
  'socket',
] as const;

export const CACHES = ['none', 's3', 'gcs', 'azure'] as const;

export const definition: Definition = {
  summary: 'ask a few questions and write a document, or a kustomize layout',
  usage: [
    'init [DIR] [--kustomize] [--yes]\n     [--docker-builds none|buildkit-rootless|buildah|\n       podman|dind-rootless|dind|socket]\n     [--cache none|s3|gcs|azure] [another answer...]',
  ],
  about: `It writes DIR/runner.yaml. With --kustomize, it writes a base and the
environments production and staging. DIR is the current directory by default.
It never overwrites a file, and prints the next steps at the end.

Each option except --kustomize and --yes answers a question: you are not asked
that question.`,
  options: {
    kustomize: ['', 'write a layout for kustomize build, with two environments'],
    yes: ['', 'ask nothing, and use the default for every option that you do not set'],
    url: ['URL', 'URL of GitLab; by default https://gitlab.com'],
    name: ['NAME', 'name of the runner and all its objects; by default gitlab-runner'],
    namespace: ['NAMESPACE', 'namespace of the manager; by default gitlab-runner'],
    'token-secret': ['NAME[/KEY]', "Secret with the runner's token; by default <name>-token/token"],
    'docker-builds': ['MODE', 'how jobs build container images; by default none: they do not', DOCKER_BUILDS],
    cache: ['TYPE', 'where jobs store caches; by default none', CACHES],
    'cache-bucket': ['NAME', 'name of the bucket, or of the container in Azure'],
    'cache-server': ['HOST[:PORT]', 'address of an S3 store other than Amazon S3, such as MinIO'],
    'cache-region': ['REGION', 'region of the S3 bucket'],
    'cache-account': ['NAME', 'name of the storage account in Azure'],
    'cache-secret': [
      'NAME',
      'Secret with the credentials of the cache; without it, the manager uses its cloud identity',
    ],
    'runner-version': ['RELEASE', 'release of GitLab Runner; by default the newest that this package knows'],
  },
  examples: [
    ['gitlab-runner-manifests init', 'Answer questions'],
    [
      'gitlab-runner-manifests init deploy --yes --url https://gitlab.example.com \\\n  --docker-builds buildkit-rootless',
      'Ask nothing',
    ],
    ['gitlab-runner-manifests init deploy --kustomize', 'Write a layout with two environments'],
  ],
};
