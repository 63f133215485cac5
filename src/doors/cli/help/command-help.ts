/** What help says of a command. Lines are wrapped by hand, at 80 columns of the printed text. */
export interface CommandHelp {
  /** What it does, in a few words: its line in the list of commands. */
  readonly summary: string;
  /** The ways to call it, each without the program's name. A further line of one is indented. */
  readonly usage: readonly string[];
  /** What there is to know beside that. */
  readonly about: string;
  /** What each of its options does: what follows its name, such as `FORMAT`, and the text. */
  readonly options: Readonly<Record<string, readonly [value: string, text: string]>>;
  /** Command lines that work, each with what it is for. */
  readonly examples: readonly (readonly [command: string, purpose: string])[];
}
