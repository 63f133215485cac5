import type { CommandHelp } from './command-help.ts';

export const help: CommandHelp = {
  summary: 'say what applying a change does, before it is applied',
  usage: ['diff OLD NEW [--format text|markdown|json]\n       [--exit-code]'],
  about: `It says which steps the change needs first, what happens in the cluster and to
jobs that run, what is left to do, and which lines of which objects differ.

OLD and NEW are each a document or manifests: a FILE, a DIR with such files, as
render -o writes one, git:REF:PATH, a file or directory of a commit, - for
standard input, or /dev/null for nothing. Of layers, compare what kustomize
builds. Objects of a cluster come from kubectl get --output=yaml, best with
--show-managed-fields: what the cluster has filled in is not a difference, nor
are objects of others. No value of a Secret is shown.`,
  options: {
    format: ['FORMAT', 'text (default), markdown for a merge request, or json'],
    'exit-code': ['', 'exit with 1 if something differs'],
  },
  examples: [
    ['gitlab-runner-manifests diff git:HEAD:runner.yaml runner.yaml', 'What is not committed yet'],
    [
      'gitlab-runner-manifests diff git:origin/main:runner.yaml runner.yaml \\\n  --format markdown',
      'A comment for a merge request',
    ],
    ['gitlab-runner-manifests diff git:HEAD:manifests /dev/null', 'What a removal does'],
    [
      'kubectl get deployment,configmap,role,rolebinding,serviceaccount \\\n  --namespace gitlab-runner --output=yaml --show-managed-fields |\n  gitlab-runner-manifests diff - runner.yaml',
      'What applying does to what runs',
    ],
  ],
};
