import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';

/** Options of all commands as they stand on the command line. */
export interface Options {
  readonly output?: string;
  readonly format?: string;
  readonly 'fail-on'?: string;
  readonly fix?: boolean;
}

/** A command. */
export interface Command {
  /** The options that it has. */
  readonly options: readonly (keyof Options)[];
  /** Takes files and options, returns the exit code. */
  readonly run: (files: readonly string[], options: Options, io: Io) => ExitCode;
}
