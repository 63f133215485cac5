import type { OptionName } from '../options.ts';

/** All that the command line has to know of a command without running it: its help and completion are made of it. */
export interface Definition {
  /** What it does, in a few words: its line in the list of commands. */
  readonly summary: string;
  /** The ways to call it, each without the program's name. A further line of one is indented. */
  readonly usage: readonly string[];
  /** What there is to know beside that, wrapped by hand at 80 columns. */
  readonly about: string;
  /** What may follow its name, for completion. Default: files. */
  readonly words?: 'directories' | 'keys' | readonly string[];
  /** The options that it has, in the order of help. */
  readonly options: { readonly [Name in OptionName]?: OptionHelp };
  /** Command lines that work, each with what it is for. */
  readonly examples: readonly (readonly [command: string, purpose: string])[];
}

/** What follows an option's name, such as `FORMAT`, what it does, and the only words it accepts: the first is the default. */
export type OptionHelp = readonly [value: string, text: string, words?: readonly string[]];
