import { parseAllDocuments } from 'yaml';
import type { Resolved } from '../../../core/resolve/resolved.ts';
import { emit } from '../../../core/yaml/emit.ts';
import { applySecret } from '../../../operate/register/apply-secret.ts';
import type { GitLabApi } from '../../../operate/register/call.ts';
import { createRunner } from '../../../operate/register/create-runner.ts';
import { isToken, type NewToken } from '../../../operate/register/new-token.ts';
import type { Outcome } from '../../../operate/register/outcome.ts';
import { rotateToken, rotateTokenOf, verifyToken } from '../../../operate/register/runner-token.ts';
import { secretWith, type TokenPlace, tokenIn, tokenPlace } from '../../../operate/register/token-place.ts';
import { askSecret } from '../ask.ts';
import { authorityIn } from '../authority.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { httpTransport } from '../gitlab-transport.ts';
import { examine } from '../inspect.ts';
import type { Io } from '../io.ts';
import { type ReservedFile, reserveSecretFile } from '../new-files.ts';
import type { Options } from '../options.ts';
import { readText } from '../read-bytes.ts';
import { type RegisterTask, registerTask } from '../register-task.ts';
import { say } from '../say.ts';

/** Longest Secret, or list of them, that is read. Bytes. */
const MAX_READ = 1 << 20;

/** Makes a runner in GitLab, or a new token for one, and prints the Secret with the token; or checks a token. */
export async function register(words: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  if (options.runner === undefined)
    throw new UsageError('register needs --runner, the id of an entry of spec.runners');
  const task = registerTask(options);
  const isDocumentInStdin = words.includes('-');
  if (isDocumentInStdin && options['token-from'] === '-') {
    throw new UsageError('standard input cannot be both the document and the token');
  }
  if (task.kind !== 'verify' && options.output === undefined && io.isResultShown) {
    throw new UsageError(
      `the Secret would be shown on the terminal: add \`| ${applySecret(options.runner)}\`, or name a file with --output`,
    );
  }
  const transport = httpTransport(authorityIn(options['ca-file'], io));
  const documents = examine('register', words, options, io, 'others');
  if (documents === undefined) return EXIT.errors;
  if (documents.length > 1) throw new UsageError(`register accepts one document, not ${documents.length}`);
  const { resolved } = documents[0]!;
  const place = tokenPlace(resolved, options.runner);
  if (!place.ok) throw new UsageError(place.problem);
  refusePlain(place.value.url, options);
  const job: Job = {
    isDocumentInStdin,
    options,
    io,
    place: place.value,
    api: { url: place.value.url, transport },
  };
  return task.kind === 'verify' ? verify(job) : makeToken(job, task, resolved);
}

/** What all parts of the command know. */
interface Job {
  /** Whether standard input is the document, and therefore not a token. */
  readonly isDocumentInStdin: boolean;
  readonly options: Options;
  readonly io: Io;
  readonly place: TokenPlace;
  readonly api: GitLabApi;
}

async function verify(job: Job): Promise<ExitCode> {
  const { api, io, place } = job;
  const verified = await verifyToken(api, await runnerToken(job));
  if (!verified.ok) return refused(verified.problem, io);
  say(`${place.url} accepts the token of runner "${place.runner}"${about(verified.value)}`, io);
  return EXIT.done;
}

async function makeToken(
  job: Job,
  task: Exclude<RegisterTask, { kind: 'verify' }>,
  resolved: Resolved,
): Promise<ExitCode> {
  const { options, io, place } = job;
  // What can be in the way of the Secret has to be so before GitLab makes a token, which it shows once.
  const file = options.output === undefined ? undefined : reserveSecretFile(options.output);
  const made = await newToken(job, task).catch((error: unknown) => {
    file?.giveUp();
    throw error;
  });
  if (!made.ok) {
    file?.giveUp();
    return refused(made.problem, io);
  }
  const { token, ...rest } = made.value;
  // The id first: where the Secret gets lost, it is what leads to another token.
  say(
    `${task.kind === 'create' ? 'made a runner in' : 'made a new token in'} ${place.url}${about(rest)}`,
    io,
  );
  write(emit(secretWith(place, token)), file, io);
  sayNext(job, task.kind, resolved);
  return EXIT.done;
}

function newToken(job: Job, task: Exclude<RegisterTask, { kind: 'verify' }>): Promise<Outcome<NewToken>> {
  const { api, io } = job;
  if (task.kind === 'create') return personalToken(io).then((token) => createRunner(api, token, task.runner));
  const { id } = task;
  return id === undefined
    ? runnerToken(job).then((token) => rotateToken(api, token))
    : personalToken(io).then((token) => rotateTokenOf(api, token, id));
}

function write(text: string, file: ReservedFile | undefined, io: Io): void {
  if (file === undefined) io.out(text);
  else file.write(text);
}

/** Says what is left to do with a Secret, as far as the command line does not do it by itself. */
function sayNext({ options, io, place }: Job, kind: 'create' | 'rotate', { metadata, spec }: Resolved): void {
  const { runner, secret, namespace } = place;
  const { output } = options;
  if (output !== undefined) {
    say(`wrote the Secret "${secret}" to ${output}: apply it by ${applySecret(runner)} < ${output}`, io);
  }
  const others = Object.entries(spec.runners).flatMap(([id, { token }]) =>
    id !== runner && token.secretKeyRef?.name === secret ? [`"${id}"`] : [],
  );
  if (others.length > 0 && output === undefined) {
    say(
      `the Secret "${secret}" has the token of ${others.join(', ')} too, which is kept by ${applySecret(runner)}`,
      io,
    );
  }
  if (kind === 'rotate') {
    say(
      `managers read the new token when they start: kubectl rollout restart deployment/${metadata.name} --namespace ${namespace}`,
      io,
    );
  }
}

function refused(problem: string, io: Io): ExitCode {
  say(problem, io);
  return EXIT.errors;
}

/** What GitLab says about a runner and its token, as the end of a sentence. */
function about({ id, expiresAt }: Pick<NewToken, 'id' | 'expiresAt'>): string {
  return `${id === undefined ? '' : `, id ${id}`}${expiresAt === undefined ? '' : `; the token ends at ${expiresAt}`}`;
}

/** The token of whoever calls, from the environment, or asked for. */
async function personalToken(io: Io): Promise<string> {
  const token = io.env.GITLAB_TOKEN?.trim() ?? '';
  const wrong = 'A personal access token has no spaces in it.';
  if (token !== '') {
    if (!isToken(token))
      throw new UsageError('the variable GITLAB_TOKEN holds no token: there are spaces in it');
    return token;
  }
  const terminal = io.terminal();
  if (terminal === undefined) {
    throw new UsageError(
      'register needs a personal access token in the variable GITLAB_TOKEN, as there is no terminal to ask for it',
    );
  }
  const asked = await askSecret(terminal, {
    message: 'Personal access token of GitLab, with the scope create_runner or manage_runner',
    wrong: (answer) => (isToken(answer.trim()) ? undefined : wrong),
  });
  return asked.trim();
}

/** The token of the runner: from a file, from standard input, or asked for. */
async function runnerToken({ isDocumentInStdin, options, io, place }: Job): Promise<string> {
  const from = options['token-from'];
  const terminal = from === undefined ? io.terminal() : undefined;
  if (terminal !== undefined) {
    const asked = await askSecret(terminal, {
      message: `Token of runner ${place.runner}`,
      wrong: (answer) => (isToken(answer.trim()) ? undefined : 'A token has no spaces in it.'),
    });
    return asked.trim();
  }
  if (from === undefined && isDocumentInStdin) {
    throw new UsageError('standard input is the document: name the file of the token with --token-from');
  }
  const text = readText(from ?? '-', io, MAX_READ).text;
  const token = tokenIn(text, valuesIn(text), place);
  if (!token.ok)
    throw new UsageError(`${from === undefined || from === '-' ? 'standard input' : from}: ${token.problem}`);
  return token.value;
}

/** What a text says as YAML; nothing where it is not YAML. */
function valuesIn(text: string): readonly unknown[] {
  try {
    return [...parseAllDocuments(text, { logLevel: 'silent' })].map((each) =>
      each.toJS({ maxAliasCount: 0 }),
    );
  } catch {
    return [];
  }
}

/** Refuses to send tokens where everyone on the way can read them, but to this machine. */
function refusePlain(url: string, options: Options): void {
  const isLocal = /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?:[:/]|$)/.test(url);
  if (url.startsWith('http:') && !isLocal && !options['allow-http']) {
    throw new UsageError(
      `${url} is not encrypted, so everyone on the way can read the tokens: add --allow-http if that is meant`,
    );
  }
}
