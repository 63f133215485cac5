import type { ExitCode } from './exit.ts';
import type { CommandHelp } from './help/command-help.ts';
import type { Io } from './io.ts';
import type { OptionName, Options } from './options.ts';

/** A command: gets the words after its name and its options, returns the exit code. */
export type Command = (words: readonly string[], options: Options, io: Io) => ExitCode | Promise<ExitCode>;

/** A command in the list of them. */
export interface CommandEntry {
  /** The options that it has. */
  readonly options: readonly OptionName[];
  /** What may follow its name, for completion. Default: files. */
  readonly words?: 'directories' | 'keys' | readonly string[];
  readonly load: () => Promise<Command>;
  readonly help: () => Promise<CommandHelp>;
}
