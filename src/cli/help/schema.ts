import type { CommandHelp } from './command-help.ts';

export const help: CommandHelp = {
  summary: 'print the JSON Schema of the document, for editors and other programs',
  usage: ['schema [--patch]'],
  about: '',
  options: {
    patch: ['', 'the schema of a part of a document, which kustomize merges into one'],
  },
  examples: [['gitlab-runner-manifests schema > gitlab-runner.schema.json', 'For the settings of an editor']],
};
