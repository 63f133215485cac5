import type { CommandEntry } from '../command.ts';

/** The commands by their names. The module of each is loaded when it is called. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  render: {
    options: ['output', 'format', 'only'],
    load: async () => (await import('./render.ts')).render,
  },
  validate: {
    options: ['format', 'fix', 'fail-on'],
    load: async () => (await import('./validate.ts')).validate,
  },
  permissions: {
    options: ['format'],
    load: async () => (await import('./permissions.ts')).permissions,
  },
  import: {
    options: [
      'output',
      'format',
      'name',
      'namespace',
      'runner-version',
      'keep-version',
      'keep-labels',
      'defaults',
    ],
    load: async () => (await import('./import.ts')).importInputs,
  },
};
