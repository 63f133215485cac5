import { parseArgs } from 'node:util';

import { version } from '../../core/version.ts';
import { commands } from './commands/index.ts';
import { didYouMean } from './did-you-mean.ts';
import { EXIT, type ExitCode, UsageError } from './exit.ts';
import { FileError } from './file-error.ts';
import type { Io } from './io.ts';
import { COMMON_OPTIONS, OPTIONS } from './options.ts';
import { say } from './say.ts';

const options = { ...OPTIONS, ...COMMON_OPTIONS };

/** Runs the command line and returns the exit code. Writes to `io` only. */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await run(args, io);
  } catch (error) {
    if (error instanceof UsageError) {
      say(error.message, io);
      io.err(`Try "gitlab-runner-manifests ${helpFor(args)}".\n`);
      return EXIT.usage;
    }
    if (error instanceof FileError) {
      say(error.message, io);
      return EXIT.usage;
    }
    say(
      `this is a bug, please report it: ${error instanceof Error ? `${error.name} at ${place(error)}` : typeof error}`,
      io,
    );
    return EXIT.bug;
  }
}

/** The call that prints the help for a command line: of its command, where it names one. */
function helpFor(args: readonly string[]): string {
  const name = args.find((arg) => !arg.startsWith('-'));
  return name !== undefined && Object.hasOwn(commands, name) ? `help ${name}` : 'help';
}

async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parse(args);
  const { help, version: isVersionAsked, ...given } = values;
  const [first, ...rest] = positionals;
  const isHelp = help === true || first === 'help';
  const name = first === 'help' ? rest[0] : first;
  if (name !== undefined && !Object.hasOwn(commands, name)) {
    throw new UsageError(`there is no command "${name}"${didYouMean(name, Object.keys(commands))}`);
  }
  if (isVersionAsked && !isHelp) return print(`${version}\n`, io);
  if (isHelp || name === undefined) {
    const { commandHelp, overview } = await import('./help.ts');
    return print(
      name === undefined
        ? await overview(commands)
        : commandHelp((await commands[name]!.define()).definition),
      io,
    );
  }
  const { define, load } = commands[name]!;
  const { definition } = await define();
  const stray = Object.keys(given).find((option) => !Object.hasOwn(definition.options, option));
  if (stray !== undefined) throw new UsageError(`${name} has no option "--${stray}"`);
  const call = await load();
  return await call(rest, given, io, commands);
}

function parse(args: readonly string[]) {
  try {
    const { alone, others } = standingAlone(args);
    const parsed = parseArgs({ args: others, options, allowPositionals: true, tokens: true });
    const [glued] = parsed.tokens.flatMap((token) =>
      token.kind === 'option' &&
      /^-[^-]/.test(token.rawName) &&
      token.inlineValue &&
      token.value.startsWith('=')
        ? [token]
        : [],
    );
    if (glued !== undefined) {
      const { rawName, name, value } = glued;
      throw new UsageError(
        `${rawName} accepts no "=": write ${rawName} ${value.slice(1)} or --${name}${value}`,
      );
    }
    return { ...parsed, values: { ...parsed.values, ...alone } };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS_')) throw error;
    const flag = /'(--?[^' ]+)/.exec(message)?.[1] ?? '';
    const known = Object.keys(options).map((option) => `--${option}`);
    throw new UsageError(
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? `there is no option "${flag}"${didYouMean(flag, known)}`
        : message.split('\n')[0]!,
    );
  }
}

/** Separates the options that may stand alone, and do, from the other arguments: the end follows, or another option. */
function standingAlone(args: readonly string[]): { alone: Record<string, true>; others: string[] } {
  const may = Object.entries(OPTIONS).flatMap(([name, option]) =>
    'mayStandAlone' in option ? [`--${name}`] : [],
  );
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const isAlone = (arg: string, at: number): boolean =>
    may.includes(arg) && at < end && (args[at + 1] ?? '-').startsWith('-');
  return {
    alone: Object.fromEntries(args.filter(isAlone).map((arg) => [arg.slice('--'.length), true])),
    others: args.filter((arg, at) => !isAlone(arg, at)),
  };
}

function print(text: string, io: Io): ExitCode {
  io.out(text);
  return EXIT.done;
}

/** The function and line in which an error arose. Messages may quote the document, so they are left out. */
function place(error: Error): string {
  return (
    /\n\s+at (.*)/.exec(error.stack ?? '')?.[1]?.replace(/\(?(?:file:)?\/.*\/(dist|src)\//, '($1/') ??
    'an unknown place'
  );
}
