/**
 * Secrets of all forms at all places, through every door. Each run has the same documents; more of them by hand:
 *
 *     SECRET_RUNS=100000 npx vitest run test/credentials/properties.test.ts
 *
 * SECRET_FIRST is the number of the first one.
 */
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';

import { ofSource } from '../../src/doors/cli/documents.ts';
import { inspect } from '../../src/doors/cli/inspect.ts';
import { report } from '../../src/doors/cli/report/index.ts';
import { REPORT_FORMATS } from '../../src/doors/cli/report/options.ts';
import { runFunction } from '../../src/doors/krm/function.ts';
import { validateConfig } from '../../src/index.ts';
import { cli } from '../support/cli.ts';
import { planted, shows, textPlaces } from '../support/planted-secrets.ts';
import { readSource } from '../support/source.ts';

const runs = Number(process.env.SECRET_RUNS ?? 600);
const first = Number(process.env.SECRET_FIRST ?? 1);
interface Item {
  readonly kind: string;
}

/** The texts of objects that are no Secrets, keys among them. */
function open(objects: readonly Item[]): string {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) texts.push(String(value));
    else
      for (const [key, item] of Object.entries(value)) {
        texts.push(key);
        visit(item);
      }
  };
  objects.filter(({ kind }) => kind !== 'Secret').forEach(visit);
  return texts.join('\n');
}

/** One document of so many goes through the whole command line, which takes ten times as long. */
const WHOLE = 10;

/** What each door writes about a document, but for Secrets. */
async function* doors(
  document: unknown,
  number: number,
): AsyncGenerator<readonly [door: string, text: string]> {
  const text = number % 3 === 0 ? JSON.stringify(document, null, 2) : stringify(document);
  const source = readSource(text, 'runner.yaml');
  const { compiled, findings, texts } = inspect([ofSource(source, '-')]);
  const diagnostics = findings.flat();
  for (const format of REPORT_FORMATS) {
    yield [format, report(diagnostics, texts, format, { color: false, columns: undefined })];
  }
  // A path may name a key, whatever it is; reports leave out what nobody is to see of it.
  yield ['the library', JSON.stringify(diagnostics.map(({ path: _, fix, ...rest }) => [rest, fix?.do]))];
  if (compiled[0]?.ok) yield ['the objects', open(compiled[0].objects)];

  const list = {
    apiVersion: 'config.kubernetes.io/v1',
    kind: 'ResourceList',
    items: [],
    functionConfig: document,
  };
  const { stdout, stderr, exitCode } = runFunction(JSON.stringify(list));
  yield ['the log of the function', stderr];
  if (exitCode === 0) {
    const { items, results = [] } = JSON.parse(stdout) as { items: Item[]; results?: unknown[] };
    yield ['the function', open(items)];
    yield ['the results of the function', JSON.stringify(results)];
  }
  if (number % WHOLE === 0) yield* commands(text);
}

async function* commands(text: string): AsyncGenerator<readonly [door: string, text: string]> {
  for (const format of REPORT_FORMATS) {
    const { stdout: out, stderr: err } = await cli(['validate', '-', '--format', format], text);
    yield [`validate --format ${format}`, out + err];
  }
  const { exitCode, stdout: out, stderr: err } = await cli(['render', '-'], text);
  yield ['the log of render', err];
  if (exitCode === 0) yield ['render', open(parseAllDocuments(out).map((one) => one.toJS() as Item))];
}

async function leaksOf(number: number): Promise<string[]> {
  const made = planted(number);
  const leaks: (readonly [door: string, text: string])[] = [];
  for await (const door of doors(made.document, number)) {
    if (shows(door[1], made.form.secret)) leaks.push(door);
  }
  return leaks.length === 0
    ? []
    : [
        `${number}: ${made.form.name} at ${made.place}, in ${leaks.map(([door]) => door).join(', ')}: ${JSON.stringify(made.document)}`,
      ];
}

describe('a secret', () => {
  it(
    'is in no report and no log, and in no object but a Secret',
    async () => {
      const found: string[] = [];
      for (let number = first; number < first + runs && found.length < 20; number += 1)
        found.push(...(await leaksOf(number)));
      expect(found).toEqual([]);
    },
    Math.max(120_000, runs * 200),
  );

  it('is planted at a place of each kind, in documents that are rendered and in others', () => {
    expect(textPlaces.length).toBeGreaterThan(1000);
    const codes = Array.from({ length: 300 }, (_, number) => validateConfig(planted(number).document)).map(
      ({ ok, diagnostics }) => (ok ? 'ok' : diagnostics.find(({ severity }) => severity === 'error')!.code),
    );
    for (const code of [
      'ok',
      'UNKNOWN_KEY',
      'WRONG_FORMAT',
      'WRONG_TYPE',
      'TOKEN_OUT_OF_PLACE',
      'CREDENTIAL_IN_CLEAR',
    ]) {
      expect(codes).toContain(code);
    }
  });
});
