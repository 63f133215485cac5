import { readFileSync } from 'node:fs';

import type { SchemaNode } from '../../src/core/schema/node.ts';
import { formatSamples } from './format-samples.ts';

/** A secret, how it is written, and whether it can be told from other text wherever it stands. */
export interface Form {
  readonly name: string;
  readonly text: string;
  /** What nobody is to see of it. */
  readonly secret: string;
  readonly isKnownByLooks: boolean;
  /** Whether the text can be a part of another one. */
  readonly isWord: boolean;
}

/** A document with a secret, and what it is. */
export interface Planted {
  readonly document: unknown;
  readonly form: Form;
  readonly place: string;
}

type Random = (below: number) => number;

/** A source of numbers that repeats itself for the same seed (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const WORD = `${LETTERS}0123456789`;
const BASE64 = `${WORD}+/`;
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function letters(random: Random, count: number, alphabet = WORD): string {
  return Array.from({ length: count }, () => alphabet[random(alphabet.length)]).join('');
}

function oneOf<T>(random: Random, list: readonly T[]): T {
  return list[random(list.length)]!;
}

/** Letters of each kind, as what no person has made up has them. */
function mixed(random: Random, count: number, alphabet = WORD): string {
  for (;;) {
    const text = letters(random, count, alphabet);
    if (/[A-Z]/.test(text) && /[a-z]/.test(text) && /\d.*\d/.test(text)) return text;
  }
}

const FORMS: readonly ((random: Random) => Omit<Form, 'isWord'> & { readonly isWord?: boolean })[] = [
  (random) =>
    known(
      'token of a runner',
      oneOf(random, ['glrt-', 'glrt-t1_', 'glrtr-', 'GR1348941']),
      mixed(random, 20),
    ),
  (random) => known('token of a person', 'glpat-', mixed(random, 20)),
  (random) =>
    known(
      'token of GitLab',
      oneOf(random, ['glcbt-64_', 'gldt-', 'glptt-', 'glft-', 'glagent-', 'gloas-']),
      mixed(random, 22),
    ),
  (random) => known('key id of AWS', oneOf(random, ['AKIA', 'ASIA']), letters(random, 16, CAPITALS)),
  (random) => bare('secret key of AWS', mixed(random, 40, BASE64)),
  (random) =>
    random(2) === 0
      ? known('token of GitHub', oneOf(random, ['ghp_', 'gho_', 'ghs_']), mixed(random, 36))
      : known('token of GitHub', 'github_pat_', mixed(random, 40)),
  (random) => {
    const secret = `${mixed(random, 40)}.${mixed(random, 43)}`;
    return { name: 'JWT', text: `eyJhbGciOiJIUzI1NiJ9.eyJ${secret}`, secret, isKnownByLooks: true };
  },
  (random) => {
    const lines = [mixed(random, 64, BASE64), mixed(random, 64, BASE64), mixed(random, 30, BASE64)];
    const kind = oneOf(random, ['', 'RSA ', 'EC ', 'OPENSSH ']);
    const text = `-----BEGIN ${kind}PRIVATE KEY-----\n${lines.join('\n')}\n-----END ${kind}PRIVATE KEY-----\n`;
    return { name: 'private key', text, secret: lines.join('\n'), isKnownByLooks: true };
  },
  (random) => login(random, mixed(random, 12)),
  (random) => login(random, withSigns(random, '/?#"\'`!&*+,;=~@:[]{}|\\^<>()')),
  (random) => bare('base64', `${mixed(random, 22 + random(20), BASE64)}${oneOf(random, ['', '=', '=='])}`),
  (random) => bare('password', `${oneOf(random, ['', '/', '$'])}${withSigns(random, '!#%&*+?^~.,;')}`),
  (random) => known('token of Slack', 'xoxb-', `${letters(random, 12, '0123456789')}-${mixed(random, 24)}`),
  (random) => ({
    name: 'key of Azure',
    ...only(`${mixed(random, 86, BASE64)}==`),
    isKnownByLooks: true,
  }),
];

function only(secret: string): { text: string; secret: string } {
  return { text: secret, secret };
}

function known(name: string, begins: string, secret: string): Omit<Form, 'isWord'> {
  return { name, text: begins + secret, secret, isKnownByLooks: true };
}

function bare(name: string, secret: string): Omit<Form, 'isWord'> & { isWord: boolean } {
  return { name, ...only(secret), isKnownByLooks: false, isWord: false };
}

function login(random: Random, password: string): Omit<Form, 'isWord'> {
  const scheme = oneOf(random, ['https', 'http', 'redis', 'tcp', 'postgres']);
  const text = `${scheme}://${oneOf(random, ['user', '', 'oauth2'])}:${password}@host.example.com${oneOf(random, ['', ':8443', '/a/b.git'])}`;
  return { name: 'login', text, secret: password, isKnownByLooks: true };
}

/** A word with signs in it, and still with eight letters in a row. */
function withSigns(random: Random, signs: string): string {
  const sign = (): string => oneOf(random, [...signs]);
  return `${mixed(random, 9)}${sign()}${letters(random, 3)}${sign()}${letters(random, 2)}`;
}

const schema = JSON.parse(
  readFileSync(new URL('../../src/core/schema/gitlab-runner.schema.json', import.meta.url), 'utf8'),
) as SchemaNode;

function follow(node: SchemaNode): SchemaNode {
  if (node.$ref === undefined) return node;
  const { $ref, ...beside } = node;
  return { ...schema.definitions![$ref.slice('#/definitions/'.length)]!, ...beside };
}

type Step = string | number;

/** A place for a text, and whether credentials belong there by the schema. */
interface TextPlace {
  readonly path: readonly Step[];
  readonly isForCredential: boolean;
  /** Whether the text is an assignment to a variable. */
  readonly isAssignment: boolean;
  /** Whether the last key is one that the user has chosen. */
  readonly isOwnKey: boolean;
  /** Whether the text is the value of a variable of a container. */
  readonly isVariable: boolean;
}

const REFERENCES = /\/(?:Token|SecretKeyRef|KeyOfSecret)$/;

/** Every place of the document where the schema has a text, and where it has the mapping that leads to a credential. */
export const textPlaces: readonly TextPlace[] = (() => {
  const found: TextPlace[] = [];
  const visit = (
    at: SchemaNode,
    path: readonly Step[],
    refs: readonly string[],
    owner?: SchemaNode,
  ): void => {
    if (at.$ref !== undefined && refs.filter((ref) => ref === at.$ref).length > 1) return;
    const node = follow(at);
    const below = at.$ref === undefined ? refs : [...refs, at.$ref];
    const types = [node.type ?? 'string'].flat();
    const isReference = REFERENCES.test(at.$ref ?? '');
    if ((types.includes('string') && node.enum?.length !== 1) || isReference) {
      found.push({
        path,
        isForCredential: at['x-secret'] === true || isReference,
        isAssignment: node.format === 'env-assignment',
        isOwnKey: path.at(-1) === 'own',
        isVariable: /EnvVar$/.test(owner?.$ref ?? '') && path.at(-1) === 'value',
      });
    }
    for (const [key, property] of Object.entries(node.properties ?? {}))
      visit(property, [...path, key], below, at);
    if (typeof node.additionalProperties === 'object')
      visit(node.additionalProperties, [...path, 'own'], below, at);
    if (node.items) visit(node.items, [...path, 0], below, at);
  };
  visit(schema, [], []);
  const free = (...path: Step[]): TextPlace => ({
    path,
    isForCredential: false,
    isAssignment: false,
    isOwnKey: true,
    isVariable: false,
  });
  return [
    ...found,
    free('spec', 'unchecked', 'config', 'own'),
    free('spec', 'unchecked', 'config', 'section', 'own'),
    free('spec', 'unchecked', 'runners', 'default', 'own'),
    free('spec', 'unchecked', 'runners', 'default', 'list', 0, 'own'),
    free('spec', 'extraObjects', 'extra', 'data', 'own'),
    free('spec', 'extraObjects', 'extra', 'spec', 'list', 0, 'own'),
    free('spec', 'extraObjects', 'extra', 'metadata', 'annotations', 'own'),
    {
      ...free('spec', 'extraObjects', 'extra', 'spec', 'env', 0, 'value'),
      isOwnKey: false,
      isVariable: true,
    },
    { ...free('spec', 'extraObjects', 'extra', 'spec', 'args', 0), isOwnKey: false },
  ];
})();

const OWN_KEYS = [
  'db-password',
  'token',
  'client_secret',
  'api-key',
  'ACCESS_KEY',
  'new_password',
  'passphrase',
];
const VARIABLES = ['DB_PASSWORD', 'NPM_TOKEN', 'CLIENT_SECRET', 'SSH_PASSPHRASE', 'MY_CREDENTIALS'];

/** The document of a number: one secret at one place, its keys spelt right or one of them with a letter wrong. */
export function planted(number: number): Planted {
  const random = randomFrom(number);
  const made = oneOf(random, FORMS)(random);
  const form: Form = { isWord: true, ...made };
  const fitting = form.isKnownByLooks
    ? textPlaces
    : textPlaces.filter(
        ({ isForCredential, isAssignment, isOwnKey, isVariable }) =>
          isForCredential || isAssignment || isOwnKey || isVariable,
      );
  // Those for credentials are few, and the ones to look at most.
  const best = fitting.filter(({ isForCredential }) => isForCredential);
  const place = oneOf(random, random(4) === 0 ? best : fitting);

  const isNamed = !form.isKnownByLooks || random(2) === 0;
  const keys = place.path.map((step, index) => {
    if (step !== 'own') return step;
    if (index < place.path.length - 1) return index === 2 && place.path[1] === 'runners' ? 'default' : 'own';
    return place.isOwnKey && isNamed ? oneOf(random, OWN_KEYS) : 'note';
  });
  const variable = isNamed ? oneOf(random, VARIABLES) : 'PLACE';
  const isWrong = random(2) === 0;
  const names = keys.flatMap((key, index) => (typeof key === 'string' && key.length > 2 ? [index] : []));
  const wrongAt = isWrong && !(place.isAssignment && !form.isKnownByLooks) ? oneOf(random, names) : -1;

  const isKey = place.isOwnKey && form.isKnownByLooks && random(4) === 0;
  const text = embedded(random, form);
  const value = place.isAssignment
    ? `${isWrong && wrongAt < 0 ? misspelt(random, variable) : variable}=${text}`
    : text;
  const document = base();
  let owner: Record<Step, unknown> = document as Record<Step, unknown>;
  let node: SchemaNode | undefined = schema;
  keys.forEach((key, index) => {
    node = node && below(node, place.path[index]!, key);
    const isLast = index === keys.length - 1;
    const name = index === wrongAt ? misspelt(random, key as string) : key;
    const before = owner[key];
    if (name !== key) delete owner[key];
    const fresh = typeof keys[index + 1] === 'number' ? [] : {};
    const next = isLast ? value : (before ?? fresh);
    if (isKey && isLast) owner[embedded(random, form)] = 'note';
    else owner[name] = next;
    if (isLast) return;
    owner = next as Record<Step, unknown>;
    for (const required of follow(node ?? {}).required ?? [])
      owner[required] ??= sample(follow(node!).properties![required]!);
    if (keys[index + 1] === 'value' && place.isVariable) owner.name = variable;
    if (key === 'extra') Object.assign(owner, extraObject(random, place));
  });
  return { document, form, place: `${keys.join('.')}${isKey ? ', as a key' : ''}` };
}

function embedded(random: Random, { text, isWord, name }: Form): string {
  if (!isWord || random(2) === 0) return text;
  const glued =
    name === 'login' || name === 'private key' || name === 'key of Azure' ? [] : ['t', '-t', 'x%3A', '%3D'];
  const before = oneOf(random, ['', 'see ', 'first line\nsecond ', '--flag=', '"', ...glued]);
  return `${before}${text}${oneOf(random, ['', ' and more', '\nlast line', '"', "'"])}`;
}

/** A word with one letter left out, another one in its place, one too many, two swapped, or in the other case. */
function misspelt(random: Random, word: string): string {
  for (;;) {
    const at = random(word.length);
    const [head, letter, tail] = [word.slice(0, at), word[at]!, word.slice(at + 1)];
    if (!/[A-Za-z]/.test(letter)) continue;
    const other = oneOf(random, [...'abcdefghijklmnopqrstuvwxyz']);
    const flipped = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
    const wrong = oneOf(random, [
      head + tail,
      head + other + tail,
      head + other + letter + tail,
      head + (tail[0] ?? '') + letter + tail.slice(1),
      head + flipped + tail,
    ]);
    if (wrong !== word && wrong !== '' && !wrong.startsWith('__')) return wrong;
  }
}

function base(): unknown {
  return {
    apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
    kind: 'GitLabRunner',
    metadata: { name: 'gitlab-runner', namespace: 'ci' },
    spec: {
      runners: {
        default: {
          url: 'https://gitlab.example.com',
          token: { secretKeyRef: { name: 'gitlab-runner-token' } },
        },
      },
    },
  };
}

function extraObject(random: Random, { path }: TextPlace): object {
  const kind = path.includes('data')
    ? oneOf(random, ['ConfigMap', 'Secret'])
    : oneOf(random, ['ConfigMap', 'Deployment']);
  return {
    apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1',
    kind,
    metadata: { name: 'extra', namespace: 'ci' },
  };
}

function below(node: SchemaNode, step: Step, key: Step): SchemaNode | undefined {
  const { properties = {}, additionalProperties, items } = follow(node);
  if (typeof step === 'number') return items;
  const next = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
  return typeof next === 'object' ? next : undefined;
}

/** A value that a key takes. */
function sample(at: SchemaNode): unknown {
  const node = follow(at);
  if (node.examples?.[0] !== undefined) return node.examples[0];
  if (node.enum) return node.enum[0];
  switch ([node.type ?? 'string'].flat()[0]) {
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return node.minimum ?? 1;
    case 'array':
      return [sample(node.items ?? {})];
    case 'object':
      return Object.fromEntries((node.required ?? []).map((key) => [key, sample(node.properties![key]!)]));
    default:
      return node.format === undefined ? 'text' : (formatSamples[node.format]?.[0] ?? 'text');
  }
}

/** How many characters in a row give a secret away. */
const MOST = 8;

/** Whether a text shows a part of a secret, in capitals or lowercase letters. */
export function shows(text: string, secret: string): boolean {
  const [where, what] = [text.toLowerCase(), secret.toLowerCase()];
  return what.split('\n').some((line) => {
    for (let at = 0; at + MOST <= line.length; at += 1) {
      if (where.includes(line.slice(at, at + MOST))) return true;
    }
    return false;
  });
}
