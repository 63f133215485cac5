import type { ResolvedRunner, ResolvedRunnerKubernetes } from '../generated/resolved-types.ts';
import type { TomlTable } from './encode.ts';

/** One `[[runners]]` section as it will stand in config.toml. */
export type RunnerSection = Omit<ResolvedRunner, 'token' | 'dockerBuilds'> & { name: string; token: string };

/** The content of config.toml as data. */
export interface ConfigModel {
  readonly global: TomlTable;
  /** Sections by the id of the runner, in the order of the file. */
  readonly runners: Readonly<Record<string, RunnerSection>>;
}

/** The keys of `[runners.kubernetes]` with the security settings of one container each. */
export const CONTAINER_CONTEXTS = [
  'build_container_security_context',
  'helper_container_security_context',
  'service_container_security_context',
  'init_permissions_container_security_context',
] as const satisfies readonly (keyof ResolvedRunnerKubernetes)[];
