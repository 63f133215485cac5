/**
 * Wrong documents of every kind through every door. Each run uses the same seed; for a longer one by hand:
 *
 *     FUZZ_RUNS=20000 FUZZ_SEED=$RANDOM npx vitest run test/fuzz.test.ts
 */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { type Diagnostic, hasErrors } from '../src/core/findings/diagnostic.ts';
import { inputsOf } from '../src/doors/cli/documents.ts';
import { inspect } from '../src/doors/cli/inspect.ts';
import type { Io } from '../src/doors/cli/io.ts';
import { main } from '../src/doors/cli/main.ts';
import { report } from '../src/doors/cli/report/index.ts';
import { runFunction } from '../src/doors/krm/function.ts';
import { type GitLabRunner, RunnerConfigError, render, renderRunner, validateConfig } from '../src/index.ts';
import { character } from './support/random-text.ts';

const settings = {
  seed: Number(process.env.FUZZ_SEED ?? 20261124),
  numRuns: Number(process.env.FUZZ_RUNS ?? 1000),
};

const TOKEN = 'glrt-FUZZEXAMPLE0123456789';
/** Looks like no token, and is no name that a reference could have: only its place tells what it is. */
const CREDENTIAL = 'Fuzz/Example+Credential';

const samples = readdirSync(new URL('golden', import.meta.url)).map((name) =>
  readFileSync(new URL(`golden/${name}/document.yaml`, import.meta.url), 'utf8').replaceAll(
    /glrt-[\w.-]+/g,
    TOKEN,
  ),
);
const values = samples.map((text) => parse(text) as unknown);
const texts = [
  ...samples,
  ...values.map((value) => JSON.stringify(value, null, 2)),
  // TOML, which is no document and may hold a token.
  `apiVersion = "gitlab-runner-manifests.dev/v1alpha1"\nkind = "GitLabRunner"\nmetadata.name = "x"\n\n[spec.config]\nconcurrent = 3\n\n[spec.runners.a]\nurl = "https://gitlab.com"\ntoken.value = "${TOKEN}"\nenvironment = ["A=1", 'B=2']\n\n[spec.runners.a.kubernetes]\npod_labels = {a = "b"}\n`,
];

/** What no output may show, for people and for machines. */
const UNFIT: readonly RegExp[] = [
  /\n\s+at [^\n]*:\d+:\d+/,
  /this is a bug/,
  new RegExp(TOKEN),
  new RegExp(CREDENTIAL.replaceAll('+', '\\+')),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not reach a terminal
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/,
];

/** Looks at what came out of a door. An expectation costs more than all that is looked at, so it is for what is wrong. */
function expectSane(exitCode: number, output: string): void {
  const unfit = UNFIT.filter((pattern) => pattern.test(output)).map((pattern) => ({ pattern, output }));
  const isTooLong = output.length >= 2_000_000;
  const isKnown = exitCode === 0 || exitCode === 1;
  if (unfit.length === 0 && !isTooLong && isKnown) return;
  expect({ unfit, isTooLong, isKnown }).toEqual({ unfit: [], isTooLong: false, isKnown: true });
}

/** The reports of what `validate` finds. */
const FORMATS = ['text', 'json', 'github', 'gitlab'] as const;

/** A command line that has these bytes for its input, and what it wrote. */
function writtenTo(bytes: Uint8Array): {
  readonly io: Io;
  readonly out: () => string;
  readonly err: () => string;
} {
  let out = '';
  let err = '';
  const io: Io = {
    stdin: () => bytes,
    out: (text) => (out += text),
    err: (text) => (err += text),
    color: false,
    columns: 80,
    result: { color: false, columns: 80 },
    isResultShown: false,
    terminal: () => undefined,
    env: {},
  };
  return { io, out: () => out, err: () => err };
}

/** Runs a command on bytes, and looks at what it says. */
async function throughCommand(bytes: Uint8Array, args: readonly string[]): Promise<void> {
  const written = writtenTo(bytes);
  const exitCode = await main(args, written.io);
  const [out, err] = [written.out(), written.err()];
  expectSane(exitCode, args[0] === 'render' ? err : err + out);
  if (exitCode !== 0 && args[0] === 'render' && out !== '') expect(out).toBe('');
}

type Door = () => void | Promise<void>;

/** Of so many documents one goes through each door that leads to the same findings. */
const ONE_OF = 5;
let turn = 0;

async function throughOneOf(doors: readonly Door[]): Promise<void> {
  turn += 1;
  await doors[turn % ONE_OF]?.();
}

/** Looks at all that is said about a document. It goes through `validate`, `render` and the other doors in turn. */
async function throughDoors(bytes: Uint8Array, others: readonly Door[] = []): Promise<void> {
  const { found, reports } = throughReports(bytes);
  if (!hasErrors(found)) await throughCommand(bytes, ['render', '-']);
  await throughOneOf([
    () => throughValidate(bytes, found, reports),
    () => throughCommand(bytes, ['render', '-']),
    ...others,
  ]);
}

/** Looks at every report of a document, which is compiled for all of them once. */
function throughReports(bytes: Uint8Array): {
  readonly found: readonly Diagnostic[];
  readonly reports: readonly string[];
} {
  const { io } = writtenTo(bytes);
  const [input] = inputsOf('validate', ['-'], {}, io);
  const { findings, texts } = inspect('documents' in input! ? input.documents : []);
  const found = findings.flat();
  const reports = FORMATS.map((format) => report(found, texts, format, io));
  for (const each of reports) expectSane(0, each);
  if (hasErrors(found)) expectSane(1, new RunnerConfigError(found).message);
  for (const format of ['json', 'gitlab'] as const) {
    const read = JSON.parse(reports[FORMATS.indexOf(format)]!) as unknown;
    if (!Array.isArray(read)) expect.fail(`${format} is no list`);
  }
  return { found, reports };
}

/** Expects `validate` to print the report that has its turn. */
async function throughValidate(
  bytes: Uint8Array,
  found: readonly Diagnostic[],
  reports: readonly string[],
): Promise<void> {
  const at = Math.floor(turn / (2 * ONE_OF)) % FORMATS.length;
  const written = writtenTo(bytes);
  const exitCode = await main(['validate', '-', '--format', FORMATS[at]!], written.io);
  const isSaid = found.length > 0 || FORMATS[at] !== 'text';
  expect({ exitCode, said: written.out() + written.err() }).toEqual({
    exitCode: hasErrors(found) ? 1 : 0,
    said: isSaid ? reports[at] : '<stdin>: no problems found\n',
  });
}

/** A value in JSON or in YAML: each door gets both in turn. */
function inTurn(value: unknown): Uint8Array {
  return Buffer.from(turn % 2 === 0 ? JSON.stringify(value) : stringify(value));
}

function throughKrm(stdin: string): void {
  const { exitCode, stdout, stderr } = runFunction(stdin);
  expectSane(exitCode, stderr);
  if (exitCode === 0) expect(JSON.parse(stdout)).toMatchObject({ kind: 'ResourceList' });
  else expect({ stdout, isExplained: stderr !== '' }).toEqual({ stdout: '', isExplained: true });
}

/** Looks at what the library says when it renders, and returns whether it did. */
function throughRender(value: unknown): boolean {
  const { ok, diagnostics } = render(value);
  expectSane(
    ok ? 0 : 1,
    JSON.stringify(diagnostics.map(({ message, help, suggestion }) => [message, help, suggestion])),
  );
  if (!ok) expectSane(1, new RunnerConfigError(diagnostics).message);
  return ok;
}

/** Expects the same of every function of the library. */
function throughLibrary(value: unknown): void {
  const ok = throughRender(value);
  expect(validateConfig(value).ok).toBe(ok);
  try {
    renderRunner(value as GitLabRunner);
    expect(ok).toBe(true);
  } catch (error) {
    expect(error).toBeInstanceOf(RunnerConfigError);
    expectSane(1, (error as Error).message);
    expect(ok).toBe(false);
  }
}

function asList(value: unknown): string {
  return stringify({
    apiVersion: 'config.kubernetes.io/v1',
    kind: 'ResourceList',
    items: [value],
    functionConfig: value,
  });
}

/** Also through the function and the library. */
function throughEveryDoor(value: unknown): Promise<void> {
  return throughDoors(inTurn(value), [() => throughKrm(asList(value)), () => throughLibrary(value)]);
}

/** Bits of text that readers stumble over. */
const bit = fc.oneof(
  fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ':',
      ': ',
      '- ',
      '? ',
      '"',
      "'",
      '|',
      '>',
      '&a ',
      '*a',
      '<<: ',
      '!!str ',
      '!x ',
      '%',
      '@',
      '`',
    ],
    ...[
      '#',
      '---\n',
      '...\n',
      '\t',
      '\r',
      '\n',
      '\n  ',
      ',',
      '\\',
      '\\u0000',
      '\0',
      '\u001b[2J',
      '\u0085',
      '\u2028',
      '\uFEFF',
    ],
    ...[
      'null',
      '~',
      '0644',
      '1e999',
      '-.inf',
      '.nan',
      '12345678901234567890',
      '__proto__',
      'constructor',
      '=',
      '[[',
      '"""',
    ],
    ...['\u{1F600}', '{{', '2024-01-01', TOKEN, '::error::', '##[error]'],
  ),
  fc.string({ unit: character, maxLength: 4 }),
);

type Edit = {
  readonly kind: 'insert' | 'delete' | 'repeat' | 'cut';
  readonly at: number;
  readonly size: number;
  readonly bit: string;
};

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'delete', 'repeat', 'cut'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.nat(40),
  bit,
});

function edited(text: string, edits: readonly Edit[]): string {
  let now = text;
  for (const { kind, at, size, bit } of edits) {
    const start = Math.floor(at * now.length);
    const [head, part, tail] = [now.slice(0, start), now.slice(start, start + size), now.slice(start + size)];
    if (kind === 'insert') now = head + bit + part + tail;
    if (kind === 'delete') now = head + tail;
    if (kind === 'repeat') now = head + part + part + tail;
    if (kind === 'cut' && size > 35) now = head;
  }
  return now;
}

const text = fc
  .record({ sample: fc.constantFrom(...texts), edits: fc.array(edit, { minLength: 1, maxLength: 6 }) })
  .map(({ sample, edits }) => edited(sample, edits));

/** Values that fit nowhere, or only by accident. */
const stranger: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1.5,
    2 ** 60,
    '',
    ' ',
    'yes',
    TOKEN,
    'x'.repeat(3000),
    '\u001b[31m',
    'a\u2028b',
    [],
    {},
    [[]],
  ),
  fc.constantFrom(
    '100m',
    '1h',
    'https://gitlab.com',
    '$A',
    '^(',
    '../x',
    '/var/run/docker.sock',
    '*',
    'always',
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

interface Change {
  readonly kind: 'replace' | 'remove' | 'rename' | 'add' | 'swap';
  readonly place: number;
  readonly key: string;
  readonly value: unknown;
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('replace', 'remove', 'rename', 'add', 'swap'),
  place: fc.nat(),
  key: fc.oneof(
    fc.constantFrom(
      'concurrent',
      'pollTimeout',
      'runnerToken',
      'tags',
      'name',
      'image',
      '__proto__',
      'toString',
      '',
      TOKEN,
      'é',
      '\u001b',
    ),
    fc.string({ maxLength: 8 }),
  ),
  value: stranger,
});

/** All mappings and lists of a value, with one of their keys each. */
function slots(value: unknown): { holder: Record<string, unknown>; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    { holder: value as Record<string, unknown>, key },
    ...slots(item),
  ]);
}

function changed(value: unknown, changes: readonly Change[]): unknown {
  const copy = structuredClone(value);
  for (const { kind, place, key, value: other } of changes) {
    const all = slots(copy);
    const slot = all[place % Math.max(1, all.length)];
    if (slot === undefined) break;
    const { holder } = slot;
    const set = (name: string, item: unknown): void => {
      Object.defineProperty(holder, name, {
        value: item,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    };
    const before = holder[slot.key];
    if (kind === 'replace') set(slot.key, structuredClone(other));
    if (kind === 'remove' || kind === 'rename') delete holder[slot.key];
    if (Array.isArray(holder)) continue;
    if (kind === 'rename') set(key, before);
    if (kind === 'add') set(key, structuredClone(other));
    if (kind === 'swap') set(slot.key, all[(place * 7) % all.length]!.key);
  }
  return copy;
}

const structure = fc
  .record({ sample: fc.constantFrom(...values), changes: fc.array(change, { minLength: 1, maxLength: 5 }) })
  .map(({ sample, changes }) => changed(sample, changes));

/** Values with a credential, of several shapes. */
const strayCredential: fc.Arbitrary<unknown> = fc.constantFrom(
  CREDENTIAL,
  ` ${CREDENTIAL}\n`,
  `PASSWORD=${CREDENTIAL}`,
  [CREDENTIAL],
  [`PASSWORD=${CREDENTIAL}`, 1],
  { name: CREDENTIAL },
  { value: CREDENTIAL },
  { unknown: CREDENTIAL },
  { secretKeyRef: CREDENTIAL },
  { secretKeyRef: { name: CREDENTIAL, unknown: [CREDENTIAL] } },
  [{ name: 'PASSWORD', value: CREDENTIAL, unknown: 1 }],
);

/** Documents with such a value where a credential, or what leads to one, belongs. */
const misplaced = fc
  .record({
    sample: fc.constantFrom(...values),
    key: fc.constantFrom('token', 'environment', 'bearer_token', 'cacheCredentials', 'env', 'SecretKey'),
    value: strayCredential,
  })
  .map(({ sample, key, value }) => {
    const copy = structuredClone(sample) as { spec: Record<string, unknown> };
    const [runner] = Object.values(copy.spec.runners as Record<string, Record<string, unknown>>);
    const { manager = {} } = copy.spec;
    const places: Readonly<Record<string, () => void>> = {
      token: () => Object.assign(runner!, { token: value }),
      environment: () => Object.assign(runner!, { environment: value }),
      bearer_token: () => Object.assign(runner!, { kubernetes: { bearer_token: value } }),
      cacheCredentials: () => Object.assign(copy.spec, { cacheCredentials: { s3: { accessKeyId: value } } }),
      env: () => Object.assign(copy.spec, { manager: { ...(manager as object), env: value } }),
      SecretKey: () => Object.assign(runner!, { cache: { s3: { SecretKey: value } } }),
    };
    places[key]!();
    return copy;
  });

describe('a document whose text was changed at random', () => {
  it('is read or refused by the command line', async () => {
    await fc.assert(
      fc.asyncProperty(text, (changed) => throughDoors(Buffer.from(changed))),
      settings,
    );
  });

  it('is read or refused as bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
        async (changed, flips) => {
          const bytes = Buffer.from(changed);
          for (const [at, byte] of flips) bytes[at % Math.max(1, bytes.length)] = byte;
          await throughDoors(bytes);
        },
      ),
      settings,
    );
  });

  it('is read or refused by the function', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...values.map(asList)),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        (list, edits) => throughKrm(edited(list, edits)),
      ),
      settings,
    );
  });
});

describe('a document whose structure was changed at random', () => {
  it('is rendered or refused at every door', async () => {
    await fc.assert(
      fc.asyncProperty(structure, (value) => throughEveryDoor(value)),
      settings,
    );
  });

  it('shows no credential, wherever one stands out of place', async () => {
    await fc.assert(
      fc.asyncProperty(misplaced, (value) => throughEveryDoor(value)),
      settings,
    );
  });

  it('is refused by the library where it is no plain data', async () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    const aliens: readonly unknown[] = [
      undefined,
      Number.NaN,
      1n,
      Symbol('x'),
      () => 1,
      new Date(0),
      new Map(),
      cyclic,
      Object.create(null),
      new Proxy({}, { ownKeys: () => fail() }),
      Object.defineProperty({}, 'token', { enumerable: true, get: fail }),
      new RunnerConfigError([]),
    ];
    // fast-check writes down what it generates, so it gets numbers instead of values that cannot be read.
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...values),
        fc.array(fc.tuple(change, fc.nat(aliens.length - 1)), { minLength: 1, maxLength: 4 }),
        async (sample, changes) => {
          const copy = structuredClone(sample);
          const all = slots(copy);
          for (const [{ place }, alien] of changes) {
            const { holder, key } = all[place % all.length]!;
            holder[key] = aliens[alien];
          }
          throughRender(copy);
          await throughOneOf([() => throughLibrary(copy)]);
        },
      ),
      settings,
    );
  });
});

function fail(): never {
  throw new Error(TOKEN);
}

describe('nasty input', () => {
  const yaml = samples[0]!;
  const million = 1_000_000;
  const nasties: Readonly<Record<string, string | Uint8Array>> = {
    nothing: '',
    'a byte order mark': '\uFEFF',
    'binary data': Uint8Array.from({ length: 4096 }, (_, at) => (at * 167) % 256),
    'a lone surrogate': Buffer.from([0xed, 0xa0, 0x80]),
    'deep flow lists': '['.repeat(million),
    'deep flow mappings': '{a: '.repeat(million / 4),
    'deep JSON': '{"a":'.repeat(million / 5),
    'deep block lists': '- '.repeat(million / 2),
    'deep explicit keys': '? '.repeat(million / 2),
    'deep block mappings': Array.from({ length: 1000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
    'aliases that multiply': `a0: &a0 [x]\n${Array.from({ length: 40 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`)}]\n`).join('')}`,
    'an alias in its own anchor': 'a: &a [*a]\nb: &b {<<: *b}\n',
    'many anchors': Array.from({ length: 20_000 }, (_, at) => `- &a${at} x\n`).join(''),
    'many aliases': `- &a x\n${'- *a\n'.repeat(100_000)}`,
    'many quotes': '"'.repeat(20_000),
    'many keys': Array.from({ length: 50_000 }, (_, at) => `k${at}: 1\n`).join(''),
    'many repeated keys': 'a: 1\n'.repeat(50_000),
    'many documents': '---\na: 1\n'.repeat(20_000),
    'many mistakes': 'a: @\n'.repeat(5000),
    'huge numbers': `${yaml}\n# \nx: ${'9'.repeat(100_000)}\ny: 1e${'9'.repeat(400)}\nz: -0x${'f'.repeat(400)}\n`,
    'prototype keys':
      '__proto__: {a: 1}\nconstructor: {prototype: {b: 1}}\nhasOwnProperty: 1\ntoString: {a: 1}\nvalueOf: 1\n',
    'control characters': `name: "${'\\x1b[31m\\a\\0\\x85\\u2028\\ufffe'}"\n`,
    'a text of a megabyte': `a: ${'x'.repeat(million)}`,
    'a quoted text of a megabyte': `a: "${'\\n'.repeat(million / 2 - 100)}"`,
    'a key of a megabyte': `? ${'x'.repeat(million)}\n: 1\n`,
    'more than the limit': 'x'.repeat(3 * million),
  };

  it.each(Object.entries(nasties))('is refused or read: %s', async (_, input) => {
    const bytes = Buffer.from(input as string);
    await throughCommand(bytes, ['validate', '-']);
    if (bytes.length < million) throughKrm(bytes.toString());
  });

  it.each(texts)('is refused or read wherever it is cut off: text %#', async (text) => {
    for (let end = 0; end < text.length; end += 1 + Math.floor(text.length / 60)) {
      await throughDoors(Buffer.from(text.slice(0, end)));
      throughKrm(text.slice(0, end));
    }
  });

  it('leaves prototypes alone', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect({}).not.toHaveProperty('a');
  });
});
