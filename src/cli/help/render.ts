import type { CommandHelp } from './command-help.ts';
import { DOCUMENTS, KUSTOMIZATION } from './documents.ts';

export const help: CommandHelp = {
  summary: 'print the manifests of documents, or write them into a directory',
  usage: ['render FILE|DIR|-... [-k DIR] [-o DIR | --only NAME]\n       [--format yaml|json|mermaid]'],
  about: `${DOCUMENTS}

With -o, each object gets a file of its own, and a kustomization.yaml lists
them. Files of an earlier run that are no longer rendered are removed, and files
that are the same already are left alone.`,
  options: {
    output: ['DIR', 'write one file for each object into this directory'],
    kustomization: KUSTOMIZATION,
    only: [
      'NAME',
      'one object, such as Role/gitlab-runner, all of a kind, such as Secret, or the text of config.toml',
    ],
    format: ['FORMAT', 'yaml (default), json, or mermaid: a picture of who talks to whom, for Markdown'],
  },
  examples: [
    ['gitlab-runner-manifests render runner.yaml | kubectl apply -f -', 'Apply a runner'],
    [
      'gitlab-runner-manifests render runners/ -o deploy/',
      'Write the manifests of a fleet into a repository',
    ],
    [
      'gitlab-runner-manifests render -k overlays/prod --only config.toml',
      'See what the runner of an environment reads',
    ],
  ],
};
