import type { CommandEntry } from '../command.ts';
import { SHELLS } from '../completion/shells.ts';
import { NEW_RUNNER_OPTIONS } from '../options.ts';

/** The commands by their names, in the order of help. The modules of each are loaded when they are needed. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  init: {
    options: [
      'url',
      'name',
      'namespace',
      'token-secret',
      'docker-builds',
      'cache',
      'cache-server',
      'cache-account',
      'cache-bucket',
      'cache-region',
      'cache-secret',
      'runner-version',
      'kustomize',
      'yes',
    ],
    load: async () => (await import('./init.ts')).init,
    help: async () => (await import('../help/init.ts')).help,
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
    help: async () => (await import('../help/import.ts')).help,
  },
  render: {
    options: ['output', 'kustomization', 'format', 'only'],
    load: async () => (await import('./render.ts')).render,
    help: async () => (await import('../help/render.ts')).help,
  },
  validate: {
    options: ['kustomization', 'rendered', 'format', 'fix', 'fail-on'],
    load: async () => (await import('./validate.ts')).validate,
    help: async () => (await import('../help/validate.ts')).help,
  },
  diff: {
    options: ['format', 'exit-code'],
    load: async () => (await import('./diff.ts')).diff,
    help: async () => (await import('../help/diff.ts')).help,
  },
  doctor: {
    options: ['kustomization', 'context', 'from', 'format'],
    load: async () => (await import('./doctor.ts')).doctor,
    help: async () => (await import('../help/doctor.ts')).help,
  },
  permissions: {
    options: ['kustomization', 'format'],
    load: async () => (await import('./permissions.ts')).permissions,
    help: async () => (await import('../help/permissions.ts')).help,
  },
  register: {
    options: [
      'kustomization',
      'runner',
      ...NEW_RUNNER_OPTIONS,
      'rotate',
      'id',
      'verify',
      'token-from',
      'output',
      'ca-file',
      'allow-http',
    ],
    load: async () => (await import('./register.ts')).register,
    help: async () => (await import('../help/register.ts')).help,
  },
  vendor: {
    options: ['native', 'sha256', 'ca-file', 'check'],
    words: 'directories',
    load: async () => (await import('./vendor.ts')).vendor,
    help: async () => (await import('../help/vendor.ts')).help,
  },
  explain: {
    options: ['recursive', 'format'],
    words: 'keys',
    load: async () => (await import('./explain.ts')).explain,
    help: async () => (await import('../help/explain.ts')).help,
  },
  schema: {
    options: ['patch'],
    words: [],
    load: async () => (await import('./schema.ts')).schema,
    help: async () => (await import('../help/schema.ts')).help,
  },
  completion: {
    options: [],
    words: SHELLS,
    load: async () => (await import('./completion.ts')).completion,
    help: async () => (await import('../help/completion.ts')).help,
  },
};
