import { own } from '../../../core/data/own.ts';
import type { Commands } from '../command.ts';
import type { OptionHelp } from '../definitions/definition.ts';
import { COMMON_HELP, known } from '../options.ts';

/** What may be written where a word or the value of an option is due. */
export type Due = 'files' | 'directories' | 'keys' | 'anything' | readonly string[];

/** An option that a shell offers. */
export interface OfferedOption {
  readonly name: string;
  readonly short?: string;
  readonly text: string;
  /** Whether it may be given several times. */
  readonly isRepeatable: boolean;
  /** What its value is; `undefined` where it has none. */
  readonly value?: { readonly name: string; readonly due: Due };
}

/** A command that a shell offers. */
export interface OfferedCommand {
  readonly name: string;
  readonly summary: string;
  readonly words: Due;
  readonly options: readonly OfferedOption[];
}

/** Everything that can be written on the command line. */
export interface Vocabulary {
  readonly commands: readonly OfferedCommand[];
  /** Options without a command. */
  readonly options: readonly OfferedOption[];
}

/** Returns what can be written on the command line, from the definitions of the commands. */
export async function vocabulary(commands: Commands): Promise<Vocabulary> {
  const offered = await Promise.all(
    Object.entries(commands).map(async ([name, { define }]): Promise<OfferedCommand> => {
      const { summary, words, options } = (await define()).definition;
      return {
        name,
        summary,
        words: words ?? 'files',
        options: offeredOptions({ ...options, help: ['', 'print the help of the command'] }),
      };
    }),
  );
  const help = { name: 'help', summary: 'show help', words: Object.keys(commands), options: [] };
  return { commands: [...offered, help], options: offeredOptions(COMMON_HELP) };
}

function offeredOptions(options: Readonly<Record<string, OptionHelp>>): readonly OfferedOption[] {
  return Object.entries(options).map(([name, [value, text, words]]) => {
    const { short, multiple = false } = known[name]!;
    return {
      name,
      text,
      isRepeatable: multiple,
      ...(short !== undefined && { short }),
      ...(value !== '' && { value: { name: value, due: words ?? valueDue(value) } }),
    };
  });
}

function valueDue(value: string): Due {
  const kinds: Readonly<Record<string, Due>> = { DIR: 'directories', FILE: 'files', '[FILE|URL]': 'files' };
  return own(kinds, value) ?? 'anything';
}
