import type { ResolvedRunner } from '../generated/resolved-types.ts';
import type { TomlTable } from './encode.ts';

/** One `[[runners]]` section as it will stand in config.toml. */
export type RunnerSection = Omit<ResolvedRunner, 'token' | 'dockerBuilds'> & { name: string; token: string };

/** The content of config.toml as data. */
export interface ConfigModel {
  readonly global: TomlTable;
  /** Sections by the id of the runner, in the order of the file. */
  readonly runners: Readonly<Record<string, RunnerSection>>;
}
