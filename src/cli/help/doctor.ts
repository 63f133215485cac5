import type { CommandHelp } from './command-help.ts';
import { DOCUMENTS, KUSTOMIZATION } from './documents.ts';

export const help: CommandHelp = {
  summary: 'say what is wrong with what runs',
  usage: [
    'doctor FILE|DIR|-... [-k DIR]\n       [--context NAME | --from DUMP]\n       [--format text|json|dump]',
  ],
  about: `${DOCUMENTS}

The cluster is asked with kubectl and your own rights; nothing in it is changed.
What you may not read is reported as not checked. Problems come with what was
seen and how to fix them, the likeliest cause first.

Without kubectl, let somebody who has it run it with --format dump and read the
file with --from. A dump holds no credential: of Secrets only names, keys, and
facts about values, such as their length.

Exit codes: 0 healthy; 1 problems, or the document has errors; 2 the cluster
does not answer, there is no kubectl, or wrong usage.`,
  options: {
    kustomization: KUSTOMIZATION,
    context: ['NAME', 'the context of the kubeconfig; by default its current one'],
    from: ['DUMP', 'read this dump in place of a cluster; - is standard input'],
    format: [
      'FORMAT',
      'text (default) on standard error, json, or dump: the state of the cluster, for --from',
    ],
  },
  examples: [
    ['gitlab-runner-manifests doctor runner.yaml', 'See why jobs do not run'],
    [
      'gitlab-runner-manifests doctor runner.yaml --format dump > dump.json',
      'Collect what somebody else is to look at',
    ],
    ['gitlab-runner-manifests doctor runner.yaml --from dump.json', 'Look at that, without a cluster'],
  ],
};
