import { didYouMean } from './did-you-mean.ts';
import { UsageError } from './exit.ts';

/** Returns the value of an option that takes one of a few words. */
export function choose<const Word extends string>(
  option: string,
  value: string | undefined,
  words: readonly [Word, ...Word[]],
): Word {
  if (value === undefined) return words[0];
  const found = words.find((word) => word === value);
  if (found === undefined) {
    throw new UsageError(`--${option} takes ${words.join(', ')}, not "${value}"${didYouMean(value, words)}`);
  }
  return found;
}

/** Returns the only file of a command that takes one. */
export function oneFile(command: string, files: readonly string[]): string {
  const [file, ...more] = files;
  if (file === undefined) throw new UsageError(`${command} takes a file, or - for standard input`);
  if (more.length > 0) throw new UsageError(`${command} takes one file, not ${files.length}`);
  return file;
}
