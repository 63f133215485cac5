import { REPORT_FORMATS } from '../report/options.ts';
import type { Definition } from './definition.ts';
import { DOCUMENTS } from './documents.ts';

export const SEVERITIES = ['error', 'warning'] as const;

export const definition: Definition = {
  summary: 'check documents, and report all errors and warnings',
  usage: [
    'validate FILE|DIR|-... [-k DIR] [--fix]\n         [--fail-on error|warning]\n         [--format text|json|github|gitlab|sarif]',
    'validate --rendered FILE|DIR|-...\n         [--fail-on error|warning]\n         [--format text|json|github|gitlab|sarif]',
  ],
  about: `${DOCUMENTS}

Text goes to standard error, every other format to standard output. If a file
cannot be read, the others are still checked, and the exit code is 2.`,
  options: {
    kustomization: [
      'DIR',
      'check the documents that kustomize builds from this config layer, or a resource layer with all its config layers; can be repeated',
    ],
    rendered: ['', 'check rendered objects, such as kustomize build prints, for changes that break them'],
    fix: ['', 'fix in the files what has only one fix, keep comments, and report the rest'],
    'fail-on': [
      'SEVERITY',
      'error (default): exit with 1 on errors only; warning: on warnings too',
      SEVERITIES,
    ],
    format: ['FORMAT', 'text (default), json, github, gitlab or sarif', REPORT_FORMATS],
  },
  examples: [
    ['gitlab-runner-manifests validate runners/', 'Check several runners, and conflicts between them'],
    [
      'gitlab-runner-manifests validate -k overlays/prod --fail-on warning',
      'Check an environment in CI, and fail on warnings',
    ],
    ['gitlab-runner-manifests validate --fix runner.yaml', 'Fix misspelt keys and the like'],
    ['gitlab-runner-manifests validate --rendered objects.yaml', 'Check what kustomize patches have broken'],
  ],
};
