/**
 * Every option of the command line, by its long name. An option means the same in each command that has it. The value
 * of one that may stand alone is the word that follows it, or `true` where none follows.
 */
export const OPTIONS = {
  output: { type: 'string', short: 'o' },
  format: { type: 'string' },
  kustomization: { type: 'string', short: 'k', multiple: true },
  rendered: { type: 'boolean' },
  fix: { type: 'boolean' },
  'fail-on': { type: 'string' },
  only: { type: 'string' },
  name: { type: 'string' },
  namespace: { type: 'string' },
  'runner-version': { type: 'string' },
  'keep-version': { type: 'boolean' },
  'keep-labels': { type: 'boolean' },
  defaults: { type: 'string' },
  url: { type: 'string' },
  'token-secret': { type: 'string' },
  'docker-builds': { type: 'string' },
  cache: { type: 'string' },
  'cache-server': { type: 'string' },
  'cache-account': { type: 'string' },
  'cache-bucket': { type: 'string' },
  'cache-region': { type: 'string' },
  'cache-secret': { type: 'string' },
  kustomize: { type: 'boolean' },
  runner: { type: 'string' },
  instance: { type: 'boolean' },
  group: { type: 'string' },
  project: { type: 'string' },
  tag: { type: 'string', multiple: true },
  'run-untagged': { type: 'boolean' },
  protected: { type: 'boolean' },
  paused: { type: 'boolean' },
  description: { type: 'string' },
  'maximum-timeout': { type: 'string' },
  rotate: { type: 'boolean' },
  id: { type: 'string' },
  verify: { type: 'boolean' },
  'token-from': { type: 'string' },
  'ca-file': { type: 'string' },
  'allow-http': { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  context: { type: 'string' },
  from: { type: 'string' },
  recursive: { type: 'boolean' },
  patch: { type: 'boolean' },
  'exit-code': { type: 'boolean' },
  native: { type: 'string', mayStandAlone: true },
  sha256: { type: 'string' },
  check: { type: 'boolean' },
} as const;

/** Options that every command has. */
export const COMMON_OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** What the options do that every command has. */
export const COMMON_HELP = {
  help: ['', 'print this help, or the help of a command: COMMAND --help'],
  version: ['', 'print the version'],
} as const;

/** All options. */
export const known: Readonly<
  Record<
    string,
    { readonly type: 'string' | 'boolean'; readonly short?: string; readonly multiple?: boolean }
  >
> = { ...OPTIONS, ...COMMON_OPTIONS };

export type OptionName = keyof typeof OPTIONS;

/** Options that say to whom a new runner belongs. */
export const OWNER_OPTIONS = ['instance', 'group', 'project'] as const satisfies readonly OptionName[];

/** Options that say what a new runner is. */
export const NEW_RUNNER_OPTIONS = [
  ...OWNER_OPTIONS,
  'tag',
  'run-untagged',
  'protected',
  'paused',
  'description',
  'maximum-timeout',
] as const satisfies readonly OptionName[];

type Value<Option> = Option extends { readonly multiple: true }
  ? string[]
  : Option extends { readonly type: 'boolean' }
    ? boolean
    : Option extends { readonly mayStandAlone: true }
      ? string | true
      : string;

/** Options as they are on the command line. */
export type Options = { readonly [Name in OptionName]?: Value<(typeof OPTIONS)[Name]> };
