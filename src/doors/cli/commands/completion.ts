import type { Commands } from '../command.ts';
import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { type Vocabulary, vocabulary } from '../completion/vocabulary.ts';
import { zshScript } from '../completion/zsh.ts';
import { SHELLS } from '../definitions/completion.ts';
import { didYouMean } from '../did-you-mean.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import type { Io } from '../io.ts';
import type { Options } from '../options.ts';

const scripts: Readonly<Record<(typeof SHELLS)[number], (words: Vocabulary) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Prints the script with which a shell completes the command line. */
export async function completion(
  words: readonly string[],
  _options: Options,
  io: Io,
  commands: Commands,
): Promise<ExitCode> {
  const [word = '', ...more] = words;
  const shell = SHELLS.find((name) => name === word);
  if (shell === undefined || more.length > 0) {
    throw new UsageError(
      `completion needs one of ${SHELLS.join(', ')}, not "${words.join(' ')}"${didYouMean(word, SHELLS)}`,
    );
  }
  io.out(scripts[shell](await vocabulary(commands)));
  return EXIT.done;
}
