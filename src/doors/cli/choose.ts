import { didYouMean } from './did-you-mean.ts';
import { UsageError } from './exit.ts';

/** Returns the value of an option that accepts one of a few words. */
export function choose<const Word extends string>(
  option: string,
  value: string | undefined,
  words: readonly [Word, ...Word[]],
): Word {
  if (value === undefined) return words[0];
  const found = words.find((word) => word === value);
  if (found === undefined) {
    throw new UsageError(
      `--${option} accepts ${words.join(', ')}, not "${value}"${didYouMean(value, words)}`,
    );
  }
  return found;
}
