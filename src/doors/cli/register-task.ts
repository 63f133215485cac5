import type { NewRunner, Owner } from '../../operate/register/create-runner.ts';
import { UsageError } from './exit.ts';
import { NEW_RUNNER_OPTIONS, type OptionName, type Options, OWNER_OPTIONS } from './options.ts';

/** What `register` is to do. */
export type RegisterTask =
  | { readonly kind: 'create'; readonly runner: NewRunner }
  | { readonly kind: 'verify' }
  /** With the id of the runner a personal token will do, without it the runner's own token is needed. */
  | { readonly kind: 'rotate'; readonly id: number | undefined };

/** Shortest that GitLab lets the longest job of a runner be. Seconds. */
const SHORTEST_TIMEOUT = 600;

/** Reads from its options what `register` is to do. */
export function registerTask(options: Options): RegisterTask {
  if (options.verify && options.rotate) throw new UsageError('--verify and --rotate exclude each other');
  const kind = options.verify ? 'verify' : options.rotate ? 'rotate' : 'create';
  const foreign: readonly OptionName[] = {
    create: ['id', 'token-from'] as const,
    verify: [...NEW_RUNNER_OPTIONS, 'id', 'output'] as const,
    rotate: NEW_RUNNER_OPTIONS,
  }[kind];
  const stray = foreign.find((name) => options[name] !== undefined);
  if (stray !== undefined) {
    throw new UsageError(
      kind === 'create' ? `--${stray} needs --rotate or --verify` : `--${stray} does not go with --${kind}`,
    );
  }
  if (kind === 'create') return { kind, runner: newRunner(options) };
  if (kind === 'verify') return { kind };
  const { id, 'token-from': tokenFrom } = options;
  if (id !== undefined && tokenFrom !== undefined) {
    throw new UsageError('--id and --token-from exclude each other: with the id, a personal token is used');
  }
  return { kind, id: id === undefined ? undefined : numberIn('id', id, 1) };
}

function newRunner(options: Options): NewRunner {
  const { description, 'maximum-timeout': timeout } = options;
  const tags = (options.tag ?? []).flatMap((tag) => tag.split(',')).map((tag) => tag.trim());
  if (tags.includes('')) throw new UsageError('--tag needs a tag, and the text is empty');
  return {
    owner: ownerIn(options),
    ...(description !== undefined && { description }),
    tags,
    runUntagged: options['run-untagged'] === true || tags.length === 0,
    isProtected: options.protected === true,
    isPaused: options.paused === true,
    ...(timeout !== undefined && {
      maximumTimeout: numberIn('maximum-timeout', timeout, SHORTEST_TIMEOUT),
    }),
  };
}

function ownerIn(options: Options): Owner {
  const given = OWNER_OPTIONS.filter((name) => options[name] !== undefined);
  const [kind] = given;
  if (kind === undefined || given.length > 1) {
    throw new UsageError('whose runner is it? Name one of --instance, --group and --project');
  }
  if (kind === 'instance') return { kind };
  const text = options[kind]!;
  if (/^[1-9]\d*$/.test(text)) return { kind, id: numberIn(kind, text, 1) };
  if (/^[\w.-]+(?:\/[\w.-]+)*$/.test(text) && text.length <= 1000) return { kind, path: text };
  throw new UsageError(
    `--${kind} accepts the number of a ${kind}, or its path as it is in addresses, such as "group/name"`,
  );
}

function numberIn(option: string, text: string, least: number): number {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least) return number;
  throw new UsageError(`--${option} accepts a number from ${least} on, not "${text}"`);
}
