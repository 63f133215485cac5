import type { CommandHelp } from './command-help.ts';

export const help: CommandHelp = {
  summary: 'write a document, or a layout for kustomize, from a few questions',
  usage: [
    'init [DIR] [--kustomize] [--yes]\n     [--docker-builds none|buildkit-rootless|buildah|\n       podman|dind-rootless|dind|socket]\n     [--cache none|s3|gcs|azure] [another answer...]',
  ],
  about: `It writes DIR/runner.yaml, or with --kustomize a base, the environments
production and staging, and the guard. DIR is the current directory where none
is named. No file is ever overwritten.

Each option below but the first two answers a question, which is not asked then.
At the end it says what to do next.`,
  options: {
    kustomize: ['', 'write a layout for kustomize build'],
    yes: ['', 'ask nothing: what no option answers is as the question suggests'],
    url: ['URL', 'address of GitLab; by default https://gitlab.com'],
    name: ['NAME', 'name of the runner and all its objects; by default gitlab-runner'],
    namespace: ['NAMESPACE', 'namespace of the manager; by default gitlab-runner'],
    'token-secret': ['NAME[/KEY]', "Secret with the runner's token; by default <name>-token/token"],
    'docker-builds': ['MODE', 'how jobs build container images; by default none'],
    cache: ['TYPE', 'store for caches; by default none'],
    'cache-bucket': ['NAME', 'its bucket, or container in Azure'],
    'cache-server': ['HOST[:PORT]', "address of an s3 store that is not Amazon's"],
    'cache-region': ['REGION', 'region of an s3 bucket'],
    'cache-account': ['NAME', 'storage account in Azure'],
    'cache-secret': ['NAME', 'Secret with its credentials; without it the manager uses its cloud identity'],
    'runner-version': ['RELEASE', 'release of GitLab Runner; by default the newest known one'],
  },
  examples: [
    ['gitlab-runner-manifests init', 'Answer questions'],
    [
      'gitlab-runner-manifests init deploy --yes --url https://gitlab.example.com \\\n  --docker-builds buildkit-rootless',
      'Ask nothing',
    ],
    ['gitlab-runner-manifests init deploy --kustomize', 'Begin with two environments'],
  ],
};
