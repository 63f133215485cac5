import type { Definition } from './definition.ts';
import { KUSTOMIZATION } from './documents.ts';

export const FORMATS = ['text', 'json'] as const;

export const definition: Definition = {
  summary: 'list the permissions that the manager needs, and why',
  usage: ['permissions FILE|-|-k DIR [--format text|json]'],
  about: 'FILE has one document in YAML or JSON. - is standard input.',
  options: {
    kustomization: KUSTOMIZATION,
    format: ['FORMAT', 'text (default) or json', FORMATS],
  },
  examples: [
    ['gitlab-runner-manifests permissions runner.yaml', 'Show each permission with its reason, for a review'],
  ],
};
