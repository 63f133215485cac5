import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';

/** Options of all commands as they stand on the command line. */
export interface Options {
  readonly output?: string;
  readonly format?: string;
  readonly 'fail-on'?: string;
  readonly fix?: boolean;
  readonly only?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly 'runner-version'?: string;
  readonly 'keep-version'?: boolean;
  readonly 'keep-labels'?: boolean;
  readonly defaults?: string;
}

/** A command: takes files and options, returns the exit code. */
export type Command = (files: readonly string[], options: Options, io: Io) => ExitCode;

/** A command as it stands in the list of them. */
export interface CommandEntry {
  /** The options that it has. */
  readonly options: readonly (keyof Options)[];
  readonly load: () => Promise<Command>;
}
