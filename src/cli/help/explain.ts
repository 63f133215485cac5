import type { CommandHelp } from './command-help.ts';

export const help: CommandHelp = {
  summary: 'explain a key of the document: type, default, first release, keys below',
  usage: ['explain [PATH] [--recursive]\n        [--format text|json|names]'],
  about: `PATH leads from the document or its spec to a key, or is the end of such a path
where no other path ends like that. Where a mapping has keys of your own, such
as spec.runners, write any name or *. Without PATH it is the document.`,
  options: {
    recursive: ['', 'list all keys below, not only the next ones'],
    format: ['FORMAT', 'text (default), json, or names: the keys below, one in each line'],
  },
  examples: [
    ['gitlab-runner-manifests explain runners.default.kubernetes', 'What there is in a place'],
    ['gitlab-runner-manifests explain poll_timeout', 'A key by its name alone'],
    ['gitlab-runner-manifests explain spec.manager --recursive', 'The whole tree below a key'],
  ],
};
