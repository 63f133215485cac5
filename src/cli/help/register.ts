import type { CommandHelp } from './command-help.ts';
import { KUSTOMIZATION } from './documents.ts';

export const help: CommandHelp = {
  summary: 'create a runner in GitLab and print the Secret with its token',
  usage: [
    'register FILE|-|-k DIR --runner ID\n         (--instance | --group ID|PATH |\n          --project ID|PATH) [--tag TAG...]\n         [--run-untagged] [--protected] [--paused]\n         [--description TEXT]\n         [--maximum-timeout SECONDS] [-o FILE]',
    'register FILE|-|-k DIR --runner ID --rotate\n         [--id ID | --token-from FILE] [-o FILE]',
    'register FILE|-|-k DIR --runner ID --verify\n         [--token-from FILE]',
  ],
  about: `The address of GitLab, and name, key and namespace of the Secret, are taken from
the runner in the document. The Secret is never printed to a terminal: pipe it
to kubectl, on the server's side and with a field manager for each runner as in
the first example. Other keys of the Secret then stay, and the token is not
repeated in an annotation.

GITLAB_TOKEN holds a personal access token: with the scope create_runner to make
a runner, and read_api beside it to find a group or project by its path; with
manage_runner to rotate a token by the id of its runner. Without the variable it
is asked for. No token is read from the command line, which other users see.

Requests follow no redirect, and end after 30 seconds. Behind a proxy set
NODE_USE_ENV_PROXY=1 beside HTTPS_PROXY, which Node 22.21 and 24.5 know.

It exits with 1 where GitLab refuses, or cannot be reached.`,
  options: {
    kustomization: KUSTOMIZATION,
    runner: ['ID', 'the entry of spec.runners that it is for'],
    instance: ['', 'a runner of the whole GitLab; only administrators create them'],
    group: ['ID|PATH', 'a runner of a group'],
    project: ['ID|PATH', 'a runner of a project'],
    tag: ['TAG', 'a tag of jobs that it runs; may be given several times, or with commas'],
    'run-untagged': ['', 'run jobs without tags too; a runner without tags does so anyway'],
    protected: ['', 'run jobs of protected branches and tags alone'],
    paused: ['', 'run no jobs until somebody resumes it in GitLab'],
    description: ['TEXT', 'what GitLab shows as its name'],
    'maximum-timeout': ['SECONDS', 'longest job, 600 or more'],
    rotate: [
      '',
      'make a new token for the runner: by its old token, or with --id by the personal one. The old one ends at once',
    ],
    id: ['ID', "the runner's number in GitLab"],
    verify: [
      '',
      'ask GitLab whether it accepts the token of the runner, which may add a manager to its list',
    ],
    'token-from': [
      'FILE',
      "the runner's token, or its Secret in YAML or JSON; - is standard input. By default it is asked for",
    ],
    output: ['FILE', 'write the Secret into this new file, which only you can read'],
    'ca-file': ['FILE', "certificates of GitLab's authority in PEM form"],
    'allow-http': ['', 'send tokens to an address without TLS'],
  },
  examples: [
    [
      'gitlab-runner-manifests register runner.yaml --runner default \\\n  --project group/project --tag k8s | kubectl apply --server-side \\\n  --force-conflicts --field-manager=register-default -f -',
      'Make a runner of a project, and its Secret',
    ],
    [
      'kubectl get secret gitlab-runner-token -n gitlab-runner -o yaml |\n  gitlab-runner-manifests register runner.yaml --runner default \\\n  --verify --token-from -',
      'Check the token in the cluster',
    ],
    [
      'gitlab-runner-manifests register runner.yaml --runner default \\\n  --rotate --id 42 -o secret.yaml',
      'Make a new token, where the old one is lost',
    ],
  ],
};
