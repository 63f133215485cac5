import type { Definition } from './definition.ts';
import { DOCUMENTS, KUSTOMIZATION } from './documents.ts';

export const FORMATS = ['text', 'json', 'dump'] as const;

export const definition: Definition = {
  summary: 'find out why a runner in the cluster does not work',
  usage: [
    'doctor FILE|DIR|-... [-k DIR]\n       [--context NAME | --from DUMP]\n       [--format text|json|dump]',
  ],
  about: `${DOCUMENTS}

It reads the cluster with kubectl and your own permissions, and changes nothing.
What you are not allowed to read is listed as not checked. Each problem is shown
with the evidence for it and a fix, the most likely cause first.

If you have no access to the cluster, ask somebody who has to run it with
--format dump, and read that file with --from. A dump contains no credentials:
of a Secret it has the name, the keys, and facts such as the length of a value.

Exit codes: 0 healthy; 1 problems, or the document has errors; 2 the cluster
does not answer, kubectl is missing, or wrong usage.`,
  options: {
    kustomization: KUSTOMIZATION,
    context: ['NAME', 'the kubeconfig context to use; by default the current one'],
    from: ['DUMP', 'read this dump instead of a cluster; - is standard input'],
    format: [
      'FORMAT',
      'text (default), which goes to standard error, json, or dump: the state of the cluster, for --from',
      FORMATS,
    ],
  },
  examples: [
    ['gitlab-runner-manifests doctor runner.yaml', 'Find out why jobs do not run'],
    [
      'gitlab-runner-manifests doctor runner.yaml --format dump > dump.json',
      'Save the state of the cluster for somebody else',
    ],
    [
      'gitlab-runner-manifests doctor runner.yaml --from dump.json',
      'Read that file, without access to the cluster',
    ],
  ],
};
