import type { Definition } from './definition.ts';

export const FORMATS = ['text', 'json', 'names'] as const;

export const definition: Definition = {
  summary: 'describe a key of the document, or the code of an error or a problem',
  usage: ['explain [KEY|CODE] [--recursive]\n        [--format text|json|names]'],
  about: `KEY is a key of the document with its path: spec.config.concurrent. You can
leave out spec, and everything before the key if only one place has such a key.
Where you choose the names yourself, as under spec.runners, write any name or *.
Without KEY, it describes the document.

It prints what the key does, its type, its default, the releases of GitLab
Runner that have it, and the keys below it.

CODE is a code that validate or doctor reports, such as DRAIN_TOO_SHORT.`,
  words: 'keys',
  options: {
    recursive: ['', 'list the keys of all levels below'],
    format: ['FORMAT', 'text (default), json, or names: the keys below, one on each line', FORMATS],
  },
  examples: [
    ['gitlab-runner-manifests explain runners.default.kubernetes', 'List the keys in one place'],
    ['gitlab-runner-manifests explain poll_timeout', 'Find a key by its name alone'],
    ['gitlab-runner-manifests explain spec.manager --recursive', 'List all keys below a key'],
    [
      'gitlab-runner-manifests explain DRAIN_TOO_SHORT',
      'Say what a code means, and where its fix is described',
    ],
  ],
};
