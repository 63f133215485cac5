import { own } from '../../../core/data/own.ts';
import { CHOICES } from '../choices.ts';
import { commands } from '../commands/index.ts';
import { COMMON_HELP } from '../help/index.ts';
import { COMMON_OPTIONS, OPTIONS } from '../options.ts';

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

/** Returns what can be written on the command line, from the table of commands and their help. */
export async function vocabulary(): Promise<Vocabulary> {
  const offered = await Promise.all(
    Object.entries(commands).map(async ([name, { words, help }]): Promise<OfferedCommand> => {
      const { summary, options } = await help();
      return {
        name,
        summary,
        words: words ?? 'files',
        options: offeredOptions({ ...options, help: ['', 'print the help of the command'] }, name),
      };
    }),
  );
  const help = { name: 'help', summary: 'show help', words: Object.keys(commands), options: [] };
  return { commands: [...offered, help], options: offeredOptions(COMMON_HELP, '') };
}

function offeredOptions(
  help: Readonly<Record<string, readonly [value: string, text: string]>>,
  command: string,
): readonly OfferedOption[] {
  const known: Readonly<
    Record<string, { readonly type: string; readonly short?: string; readonly multiple?: boolean }>
  > = { ...OPTIONS, ...COMMON_OPTIONS };
  return Object.entries(help).map(([name, [value, text]]) => {
    const { short, multiple = false } = known[name]!;
    return {
      name,
      text,
      isRepeatable: multiple,
      ...(short !== undefined && { short }),
      ...(value !== '' && { value: { name: value, due: valueDue(value, name, command) } }),
    };
  });
}

function valueDue(value: string, option: string, command: string): Due {
  const choices = own<Readonly<Record<string, readonly string[]>>>(CHOICES, command) ?? {};
  const kinds: Readonly<Record<string, Due>> = { DIR: 'directories', FILE: 'files', '[FILE|URL]': 'files' };
  return own(choices, option) ?? own(kinds, value) ?? 'anything';
}
