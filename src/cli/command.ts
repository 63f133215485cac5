import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';

/** Options of all commands as they stand on the command line. */
export interface Options {
  readonly output?: string;
  readonly format?: string;
}

/** A command: takes its files and options, returns the exit code. */
export type Command = (files: readonly string[], options: Options, io: Io) => ExitCode;
