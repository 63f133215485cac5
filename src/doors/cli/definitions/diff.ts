import type { Definition } from './definition.ts';

export const FORMATS = ['text', 'markdown', 'json'] as const;

export const definition: Definition = {
  summary: 'show what a change will do in the cluster before you apply it',
  usage: ['diff OLD NEW [--format text|markdown|json]\n       [--exit-code]'],
  about: `It reports what to do before you apply the change, what happens to objects,
manager pods and running jobs, what to do afterwards, and which lines differ.

OLD and NEW are documents or rendered manifests. Each is one of:

  FILE          a file
  DIR           a directory of files, such as render -o writes
  git:REF:PATH  a file or directory in a Git commit
  -             standard input
  /dev/null     nothing

To compare kustomize layers, compare what kustomize build prints. To compare
with a cluster, use the output of kubectl get --output=yaml. With
--show-managed-fields, fields that the cluster has filled in are not shown as
differences. Objects that are not the runner's are ignored. Values of Secrets
are never shown.`,
  options: {
    format: ['FORMAT', 'text (default), markdown for a merge request, or json', FORMATS],
    'exit-code': ['', 'exit with 1 if there are differences'],
  },
  examples: [
    [
      'gitlab-runner-manifests diff git:HEAD:runner.yaml runner.yaml',
      'Show what your uncommitted changes do',
    ],
    [
      'gitlab-runner-manifests diff git:origin/main:runner.yaml runner.yaml \\\n  --format markdown',
      'Write a comment for a merge request',
    ],
    ['gitlab-runner-manifests diff git:HEAD:manifests /dev/null', 'Show what removing a runner does'],
    [
      'kubectl get deployment,configmap,role,rolebinding,serviceaccount \\\n  --namespace gitlab-runner --output=yaml --show-managed-fields |\n  gitlab-runner-manifests diff - runner.yaml',
      'Compare a document with what is in the cluster',
    ],
  ],
};
