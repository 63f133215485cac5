import type { CommandHelp } from './command-help.ts';
import { KUSTOMIZATION } from './documents.ts';

export const help: CommandHelp = {
  summary: 'list what the manager may do in the cluster, and why',
  usage: ['permissions FILE|-|-k DIR [--format text|json]'],
  about: 'FILE is one document in YAML or JSON; - is standard input.',
  options: {
    kustomization: KUSTOMIZATION,
    format: ['FORMAT', 'text (default) or json'],
  },
  examples: [
    ['gitlab-runner-manifests permissions runner.yaml', 'Show a reviewer each verb with its reason'],
  ],
};
