import type { Definition } from './definition.ts';
import { DOCUMENTS, KUSTOMIZATION } from './documents.ts';

export const FORMATS = ['yaml', 'json', 'mermaid'] as const;

export const definition: Definition = {
  summary: 'print the Kubernetes manifests, or write them to a directory',
  usage: ['render FILE|DIR|-... [-k DIR] [-o DIR | --only NAME]\n       [--format yaml|json|mermaid]'],
  about: `${DOCUMENTS}

With -o, it writes one file for each object, and a kustomization.yaml that lists
them. It deletes files of an earlier run whose objects are gone, and does not
touch files that have not changed.`,
  options: {
    output: ['DIR', 'write one file for each object to this directory'],
    kustomization: KUSTOMIZATION,
    only: [
      'NAME',
      'print only this object, such as Role/gitlab-runner, all objects of a kind, such as Secret, or config.toml',
    ],
    format: [
      'FORMAT',
      'yaml (default), json, or mermaid: a diagram of who talks to whom, for Markdown',
      FORMATS,
    ],
  },
  examples: [
    ['gitlab-runner-manifests render runner.yaml | kubectl apply -f -', 'Apply a runner'],
    [
      'gitlab-runner-manifests render runners/ -o deploy/',
      'Write the manifests of several runners to a repository',
    ],
    [
      'gitlab-runner-manifests render -k overlays/prod --only config.toml',
      'Print the config.toml of an environment',
    ],
  ],
};
