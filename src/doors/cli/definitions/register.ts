import type { Definition } from './definition.ts';
import { KUSTOMIZATION } from './documents.ts';

export const definition: Definition = {
  summary: 'create a runner in GitLab and print the Secret with its token',
  usage: [
    'register FILE|-|-k DIR --runner ID\n         (--instance | --group ID|PATH |\n          --project ID|PATH) [--tag TAG...]\n         [--run-untagged] [--protected] [--paused]\n         [--description TEXT]\n         [--maximum-timeout SECONDS] [-o FILE]',
    'register FILE|-|-k DIR --runner ID --rotate\n         [--id ID | --token-from FILE] [-o FILE]',
    'register FILE|-|-k DIR --runner ID --verify\n         [--token-from FILE]',
  ],
  about: `The document has the URL of GitLab, and the name, key and namespace of the
Secret. The Secret is not printed to a terminal: pipe it to kubectl apply with
--server-side and a field manager for each runner, as in the first example. That
keeps other keys of the Secret, and does not copy the token into an annotation.

Set GITLAB_TOKEN to a personal access token, or enter it when you are asked. It
needs these scopes:

  create_runner  to create a runner
  read_api       also, to find a group or project by its path
  manage_runner  to rotate a token with --id

Tokens are not accepted as arguments, because other users of the machine can see
those.

Redirects are not followed, and a request times out after 30 seconds. Behind a
proxy, set NODE_USE_ENV_PROXY=1 and HTTPS_PROXY, and use Node 22.21, 24.5 or
later.`,
  options: {
    kustomization: KUSTOMIZATION,
    runner: ['ID', 'the runner in the document: its key under spec.runners'],
    instance: ['', 'create an instance runner; only administrators can'],
    group: ['ID|PATH', 'create a runner for this group'],
    project: ['ID|PATH', 'create a runner for this project'],
    tag: ['TAG', 'run jobs with this tag; can be repeated, or a list separated by commas'],
    'run-untagged': ['', 'also run jobs without tags; a runner that has no tags always does'],
    protected: ['', 'run only jobs of protected branches and tags'],
    paused: ['', 'create it paused: it runs no jobs until you resume it in GitLab'],
    description: ['TEXT', 'description of the runner in GitLab'],
    'maximum-timeout': ['SECONDS', 'maximum job timeout, 600 or more'],
    rotate: [
      '',
      'replace the token: needs the old one, or with --id your personal access token. The old token stops working at once',
    ],
    id: ['ID', 'the ID of the runner in GitLab'],
    verify: ['', 'check that GitLab accepts the token; this can add a manager to the list in GitLab'],
    'token-from': [
      'FILE',
      "read the runner's token, or its Secret in YAML or JSON, from this file; - is standard input. By default you are asked for it",
    ],
    output: ['FILE', 'write the Secret to this new file, which only you can read'],
    'ca-file': ['FILE', "CA certificates that GitLab's certificate is checked against, in PEM format"],
    'allow-http': ['', 'allow a URL without TLS, which sends tokens unencrypted'],
  },
  examples: [
    [
      'gitlab-runner-manifests register runner.yaml --runner default \\\n  --project group/project --tag k8s | kubectl apply --server-side \\\n  --force-conflicts --field-manager=register-default -f -',
      'Create a runner for a project, and its Secret',
    ],
    [
      'kubectl get secret gitlab-runner-token -n gitlab-runner -o yaml |\n  gitlab-runner-manifests register runner.yaml --runner default \\\n  --verify --token-from -',
      'Check the token that is in the cluster',
    ],
    [
      'gitlab-runner-manifests register runner.yaml --runner default \\\n  --rotate --id 42 -o secret.yaml',
      'Replace a token that is lost',
    ],
  ],
};
