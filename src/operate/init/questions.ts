import { masked } from '../../core/credentials/mask.ts';
import { dnsLabel, dnsSubdomain } from '../../core/formats/names.ts';
import { version } from '../../core/formats/numbers.ts';
import { runnerUrl, serverAddress } from '../../core/formats/url.ts';
import { isAtLeast } from '../../core/runner-release.ts';
import type { InitAnswers, InitCache } from './answers.ts';
import { BUILD_MODES } from './build-modes.ts';
import { newestRelease, OLDEST_RELEASE, withDefaults } from './draft.ts';

/** Names of the questions, which are also the names of the options that answer them. */
export type QuestionName =
  | 'url'
  | 'name'
  | 'namespace'
  | 'token-secret'
  | 'docker-builds'
  | 'cache'
  | 'cache-server'
  | 'cache-bucket'
  | 'cache-region'
  | 'cache-account'
  | 'cache-secret'
  | 'runner-version';

/** Answers as text, by the names of their questions. An empty answer leaves its setting out. */
export type Given = { readonly [Name in QuestionName]?: string };

/** What is asked before a document is written. */
export interface Question {
  readonly name: QuestionName;
  readonly asks: string;
  /** The answer for an empty input; `undefined` where an answer is required. */
  readonly suggested: (given: Given) => string | undefined;
  /** The answers to choose from, each explained in a line. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Any other answer than an empty one has to pass, where there are no choices. */
  readonly form: { readonly test: (answer: string) => boolean; readonly expected: string };
  /** Whether the answers so far leave the question open. */
  readonly isAsked: (given: Given) => boolean;
}

const CACHES: Readonly<Record<'none' | InitCache['type'], string>> = {
  none: 'caches of jobs stay on no node: each job starts without',
  s3: 'Amazon S3, or what speaks its language: MinIO, Ceph, Garage',
  gcs: 'Google Cloud Storage',
  azure: 'Azure Blob Storage',
};

const always = (): boolean => true;
const withStore =
  (...types: readonly InitCache['type'][]) =>
  ({ cache }: Given): boolean =>
    types.some((type) => type === cache);
const oneOf = (choices: Readonly<Record<string, string>>) => ({
  choices,
  form: {
    test: (answer: string) => Object.hasOwn(choices, answer),
    expected: Object.keys(choices).join(', '),
  },
});
const word = { test: (answer: string) => /^[\w.-]{1,255}$/.test(answer), expected: 'a name without spaces' };
const nothing = (): string => '';
const needed = (): undefined => undefined;

/** All questions, in the order in which they are asked. */
export const questions: readonly Question[] = [
  {
    name: 'url',
    asks: 'Address of GitLab',
    suggested: () => withDefaults({}).url,
    form: runnerUrl,
    isAsked: always,
  },
  {
    name: 'name',
    asks: 'Name of the runner and all its objects',
    suggested: () => withDefaults({}).name,
    form: dnsLabel,
    isAsked: always,
  },
  {
    name: 'namespace',
    asks: 'Namespace in which it runs',
    suggested: () => withDefaults({}).namespace,
    form: dnsLabel,
    isAsked: always,
  },
  {
    name: 'token-secret',
    asks: "Secret with the runner's token, and the key in it",
    suggested: ({ name }) => {
      const secret = withDefaults(name ? { name } : {}).tokenSecret;
      return `${secret.name}/${secret.key}`;
    },
    form: {
      test: (answer) => {
        const [name = '', key, ...more] = answer.split('/');
        return dnsSubdomain.test(name) && (key === undefined || isKey(key)) && more.length === 0;
      },
      expected: 'the name of a Secret, or name and key such as "gitlab-runner-token/token"',
    },
    isAsked: always,
  },
  {
    name: 'docker-builds',
    asks: 'How do jobs build container images?',
    suggested: () => withDefaults({}).dockerBuilds,
    ...oneOf(Object.fromEntries(Object.entries(BUILD_MODES).map(([mode, { explains }]) => [mode, explains]))),
    isAsked: always,
  },
  {
    name: 'cache',
    asks: 'Where do jobs keep their caches?',
    suggested: () => 'none',
    ...oneOf(CACHES),
    isAsked: always,
  },
  {
    name: 'cache-server',
    asks: "Address of the store, as host:port; empty for Amazon's own",
    suggested: nothing,
    form: serverAddress,
    isAsked: withStore('s3'),
  },
  {
    name: 'cache-account',
    asks: 'Name of the storage account',
    suggested: needed,
    form: word,
    isAsked: withStore('azure'),
  },
  {
    name: 'cache-bucket',
    asks: 'Name of the bucket, or of the container in Azure',
    suggested: needed,
    form: word,
    isAsked: withStore('s3', 'gcs', 'azure'),
  },
  {
    name: 'cache-region',
    asks: 'Region of the bucket, such as eu-west-1; empty where the store has none',
    suggested: nothing,
    form: word,
    isAsked: withStore('s3'),
  },
  {
    name: 'cache-secret',
    asks: 'Secret with the credentials of the store; empty where the manager has a cloud identity',
    suggested: nothing,
    form: dnsSubdomain,
    isAsked: withStore('s3', 'gcs', 'azure'),
  },
  {
    name: 'runner-version',
    asks: 'Release of GitLab Runner',
    suggested: newestRelease,
    form: {
      test: (answer) => version.test(answer) && isAtLeast(answer, OLDEST_RELEASE),
      expected: `a release from ${OLDEST_RELEASE} on, such as "${newestRelease()}"`,
    },
    isAsked: always,
  },
];

/** Whether a text is a key that a Secret may have. */
function isKey(text: string): boolean {
  return text.length <= 253 && /^[\w.-]+$/.test(text) && !/^\.\.?$/.test(text);
}

/** Says what is wrong with an answer, as it follows the name of the question; `undefined` where nothing is. */
export function wrongAnswer({ form, suggested }: Question, answer: string, given: Given): string | undefined {
  if (answer === '') {
    return suggested(given) === '' ? undefined : `needs ${form.expected}, and the text is empty`;
  }
  return form.test(answer) ? undefined : `needs ${form.expected}, not "${masked(answer)}"`;
}

/** Returns all answers: those that are given, and for the open questions what `ask` answers. */
export async function answered(
  given: Given,
  ask: (question: Question, given: Given) => string | Promise<string>,
): Promise<Given> {
  let all = given;
  for (const question of questions) {
    if (all[question.name] === undefined && question.isAsked(all)) {
      all = { ...all, [question.name]: await ask(question, all) };
    }
  }
  return all;
}

/** Returns the answers as the document is made from them. */
export function answersOf(given: Given): InitAnswers {
  const cache = cacheOf(given);
  const [name, key] = given['token-secret']?.split('/') ?? [];
  return {
    ...(given.url && { url: given.url }),
    ...(given.name && { name: given.name }),
    ...(given.namespace && { namespace: given.namespace }),
    ...(name && { tokenSecret: { name, ...(key && { key }) } }),
    ...(given['docker-builds'] && {
      dockerBuilds: given['docker-builds'] as NonNullable<InitAnswers['dockerBuilds']>,
    }),
    ...(cache && { cache }),
    ...(given['runner-version'] && { runnerVersion: given['runner-version'] }),
  };
}

function cacheOf(given: Given): InitCache | undefined {
  const type = given.cache as keyof typeof CACHES | undefined;
  if (type === undefined || type === 'none') return undefined;
  const bucket = given['cache-bucket'] ?? '';
  const server = given['cache-server'];
  const region = given['cache-region'];
  const secret = given['cache-secret'];
  const credentials = secret && { secret };
  switch (type) {
    case 's3':
      return { type, bucket, ...(server && { server }), ...(region && { region }), ...credentials };
    case 'gcs':
      return { type, bucket, ...credentials };
    case 'azure':
      return { type, bucket, account: given['cache-account'] ?? '', ...credentials };
  }
}
