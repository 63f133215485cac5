import type { Definition } from './definition.ts';

export const definition: Definition = {
  summary: 'print the JSON Schema of the document, for editors',
  usage: ['schema [--patch]'],
  about: '',
  words: [],
  options: {
    patch: ['', 'print the schema for a kustomize patch, which has only some of the keys'],
  },
  examples: [
    ['gitlab-runner-manifests schema > gitlab-runner.schema.json', 'Save the schema for your editor'],
  ],
};
