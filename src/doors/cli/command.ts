import type { Definition } from './definitions/definition.ts';
import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';
import type { Options } from './options.ts';

/** A command: gets the words after its name and its options, returns the exit code. */
export type Command = (
  words: readonly string[],
  options: Options,
  io: Io,
  commands: Commands,
) => ExitCode | Promise<ExitCode>;

/** The commands by their names, in the order of help: what defines each, and its code. */
export type Commands = Readonly<
  Record<
    string,
    {
      readonly define: () => Promise<{ readonly definition: Definition }>;
      readonly load: () => Promise<Command>;
    }
  >
>;
