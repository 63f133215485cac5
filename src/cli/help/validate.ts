import type { CommandHelp } from './command-help.ts';
import { DOCUMENTS } from './documents.ts';

export const help: CommandHelp = {
  summary: 'report everything that is wrong with documents',
  usage: [
    'validate FILE|DIR|-... [-k DIR] [--fix]\n         [--fail-on error|warning]\n         [--format text|json|github|gitlab|sarif]',
    'validate --rendered FILE|DIR|-...\n         [--fail-on error|warning]\n         [--format text|json|github|gitlab|sarif]',
  ],
  about: `${DOCUMENTS}

Text is written to standard error, every other form to standard output. A file
that cannot be read does not stop the others, and makes the exit code 2.`,
  options: {
    kustomization: [
      'DIR',
      'read the documents that kustomize builds of this config layer, or of the config layers of a resource layer, which also needs a guard; may be given several times',
    ],
    rendered: [
      '',
      'check Kubernetes objects, such as kustomize prints them, for what was changed after they were rendered',
    ],
    fix: [
      '',
      'write what is sure to fix a document into its file, with comments kept, and report what is left',
    ],
    'fail-on': [
      'SEVERITY',
      'the least severe finding that makes the exit code 1: error (default) or warning',
    ],
    format: ['FORMAT', 'text (default), json, github, gitlab or sarif'],
  },
  examples: [
    ['gitlab-runner-manifests validate runners/', 'Check a fleet, and what its documents do to each other'],
    ['gitlab-runner-manifests validate -k overlays/prod --fail-on warning', 'Check an environment in CI'],
    ['gitlab-runner-manifests validate --fix runner.yaml', 'Fix what is certain'],
    [
      'gitlab-runner-manifests validate --rendered objects.yaml',
      'Check what patches of rendered objects have broken',
    ],
  ],
};
