import type { Commands } from '../command.ts';

/** Every command, in the order of help. The modules of each are loaded when they are needed. */
export const commands: Commands = {
  init: {
    define: () => import('../definitions/init.ts'),
    load: async () => (await import('./init.ts')).init,
  },
  import: {
    define: () => import('../definitions/import.ts'),
    load: async () => (await import('./import.ts')).importInputs,
  },
  render: {
    define: () => import('../definitions/render.ts'),
    load: async () => (await import('./render.ts')).render,
  },
  validate: {
    define: () => import('../definitions/validate.ts'),
    load: async () => (await import('./validate.ts')).validate,
  },
  diff: {
    define: () => import('../definitions/diff.ts'),
    load: async () => (await import('./diff.ts')).diff,
  },
  doctor: {
    define: () => import('../definitions/doctor.ts'),
    load: async () => (await import('./doctor.ts')).doctor,
  },
  permissions: {
    define: () => import('../definitions/permissions.ts'),
    load: async () => (await import('./permissions.ts')).permissions,
  },
  register: {
    define: () => import('../definitions/register.ts'),
    load: async () => (await import('./register.ts')).register,
  },
  vendor: {
    define: () => import('../definitions/vendor.ts'),
    load: async () => (await import('./vendor.ts')).vendor,
  },
  explain: {
    define: () => import('../definitions/explain.ts'),
    load: async () => (await import('./explain.ts')).explain,
  },
  schema: {
    define: () => import('../definitions/schema.ts'),
    load: async () => (await import('./schema.ts')).schema,
  },
  completion: {
    define: () => import('../definitions/completion.ts'),
    load: async () => (await import('./completion.ts')).completion,
  },
};
