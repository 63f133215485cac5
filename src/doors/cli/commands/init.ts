import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { shellWord } from '../../../core/data/shell-word.ts';
import { RunnerConfigError } from '../../../core/error.ts';
import { initFiles } from '../../../operate/init/init-files.ts';
import { nextSteps } from '../../../operate/init/next-steps.ts';
import {
  answered,
  answersOf,
  type Given,
  type Question,
  questions,
  wrongAnswer,
} from '../../../operate/init/questions.ts';
import { askChoice, askText } from '../ask.ts';
import { didYouMean } from '../did-you-mean.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import type { Io, Terminal } from '../io.ts';
import { refuseExistingIn, writeNew } from '../new-files.ts';
import type { Options } from '../options.ts';
import { say } from '../say.ts';

/** Asks what a new runner needs, and writes the files that it begins with. */
export async function init(words: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  const [directory = '.', ...more] = words;
  if (more.length > 0) throw new UsageError(`init accepts one directory, not ${words.length}`);
  if (directory === '') throw new UsageError('init needs a directory, and the text is empty');
  const given = givenBy(options);
  const nodeModules = nodeModulesAbove(directory);
  const form = {
    kustomize: options.kustomize === true,
    ...(nodeModules !== undefined && { nodeModules }),
  };
  // The answers change no names, and nobody is to give them in vain.
  refuseExistingIn(directory, initFiles({}, form));
  const answers = answersOf(await answered(given, asker(options, io)));
  const files = filesOf(answers, form);
  writeNew(directory, files);
  for (const { name } of files) say(`wrote ${join(directory, name)}`, io);
  io.err(
    nextSteps(answers, form, shellWord(directory))
      .map(({ text, command }) => `\n${text}\n  ${command}\n`)
      .join(''),
  );
  return EXIT.done;
}

/** The answers among the options, each of which has to be right, and about something that is chosen. */
function givenBy(options: Options): Given {
  const given: Given = Object.fromEntries(
    questions.flatMap(({ name }) => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
  for (const question of questions) {
    const answer = given[question.name];
    if (answer === undefined) continue;
    const wrong = wrongAnswer(question, answer, given);
    if (wrong !== undefined) {
      const choices = Object.keys(question.choices ?? {});
      throw new UsageError(`--${question.name} ${wrong}${didYouMean(answer, choices)}`);
    }
    if (!question.isAsked(given) && (given.cache !== undefined || options.yes)) {
      throw new UsageError(`--${question.name} does not go with --cache ${given.cache ?? 'none'}`);
    }
  }
  return given;
}

/** How the questions are answered that no option answers: by whoever sits there, or with what is suggested. */
function asker(options: Options, io: Io): (question: Question, given: Given) => string | Promise<string> {
  if (options.yes) {
    return (question, given) => {
      const suggested = question.suggested(given);
      if (suggested === undefined) throw new UsageError(`--cache ${given.cache} needs --${question.name}`);
      return suggested;
    };
  }
  return (question, given) => {
    const terminal = io.terminal();
    if (terminal === undefined) {
      throw new UsageError(
        'there is no terminal to ask questions at: answer them with options, and add --yes for what is suggested',
      );
    }
    return ask(terminal, question, given);
  };
}

function ask(terminal: Terminal, question: Question, given: Given): Promise<string> {
  const { asks: message, choices } = question;
  const suggested = question.suggested(given);
  return choices === undefined
    ? askText(terminal, {
        message,
        suggested,
        wrong: (answer) => {
          const wrong = wrongAnswer(question, answer, given);
          return wrong && `It ${wrong}.`;
        },
      })
    : askChoice(terminal, { message, suggested, choices });
}

function filesOf(...args: Parameters<typeof initFiles>): ReturnType<typeof initFiles> {
  try {
    return initFiles(...args);
  } catch (error) {
    if (error instanceof RunnerConfigError) throw new UsageError(error.message);
    throw error;
  }
}

/** How many directories above one the `node_modules` is that holds this package. */
function nodeModulesAbove(directory: string): number | undefined {
  let at = resolve(directory);
  for (let levels = 0; ; levels += 1) {
    if (existsSync(join(at, 'node_modules/gitlab-runner-manifests/package.json'))) return levels;
    if (dirname(at) === at) return undefined;
    at = dirname(at);
  }
}
