import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { buildNative, quickjsVersion } from '../../scripts/build-native.ts';
import { buildNodeFunction } from '../../scripts/build-node-function.ts';
import { runFunction } from '../../src/doors/krm/function.ts';
import { broken } from '../support/broken.ts';
import { shapelyDocument, validDocument } from '../support/document-arbitrary.ts';

const SEED = 20260101;
/** How many documents of each kind are made. */
const GENERATED = 100;
const quickjs = quickjsVersion();
const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const FROM_FILE = { 'config.kubernetes.io/path': 'other.yaml' };

/** Mappings in mappings. */
const deep = (levels: number): object => (levels === 0 ? {} : { a: deep(levels - 1) });

if (quickjs === undefined && process.env.CI === undefined) {
  process.stderr.write(
    '\n!! The native function is NOT tested: there is no qjsc. Install quickjs, libquickjs and gcc.\n\n',
  );
}

/** In CI a missing qjsc fails in the build, so that the equality never goes untested unnoticed. */
describe.skipIf(quickjs === undefined && process.env.CI === undefined)('the native function', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-native-'));
  const native = join(folder, 'native');
  const batch = join(folder, 'batch');
  const node = join(folder, 'node.cjs');

  beforeAll(async () => {
    await buildNative(native);
    await buildNative(batch, file('../support/native-batch.ts'));
    await buildNodeFunction(node);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (command: string, args: readonly string[], input: string | Buffer) => {
    const { stdout, stderr, status } = spawnSync(command, args, { input, maxBuffer: 1 << 28 });
    return { stdout: stdout.toString(), stderr: stderr.toString(), status };
  };

  it('is one static file of 5 MB at most', () => {
    expect(statSync(native).size).toBeLessThanOrEqual(5_000_000);
    expect(spawnSync('ldd', [native], { encoding: 'utf8' }).stdout).not.toContain('=>');
  });

  it('is built alike each time', async () => {
    for (const name of ['again', 'once-more']) {
      const again = join(folder, name);
      await buildNative(again);
      expect(readFileSync(again).equals(readFileSync(native))).toBe(true);
    }
  });

  it.each<[string, string, RegExp]>([
    [
      'objects as keys',
      'globalThis.places = new Map([{}, {}, {}, {}].map((key) => [key, 1]));',
      /its address/,
    ],
    ['what a run is given', 'globalThis.input = host.read();', /not a function/],
  ])('is not built of a module that holds %s', async (_name, line, message) => {
    const entry = join(folder, 'entry.js');
    writeFileSync(entry, `${line} host.main = () => 0;\n`);
    await expect(buildNative(join(folder, 'wrong'), entry)).rejects.toThrow(message);
  });

  it('keeps nothing in a Map or Set by its address before it runs', async () => {
    const { outputFiles } = await build({
      ...{ entryPoints: [file('../../src/doors/krm/native.ts')], bundle: true, write: false },
      ...{ define: { QUICKJS_VERSION: '""', SAMPLE: '""' }, logLevel: 'silent' },
    });
    const guard = `const keep = (method) => function (key, value) {
      if (typeof key === 'object' || typeof key === 'function' || typeof key === 'symbol') throw Error('a key');
      return method.call(this, key, value);
    };
    for (const { prototype } of [Map, WeakMap]) prototype.set = keep(prototype.set);
    for (const { prototype } of [Set, WeakSet]) prototype.add = keep(prototype.add);`;
    expect(() => runInNewContext(`${guard}new Map([[{}, 1]])`)).toThrow('a key');
    const host = {};
    runInNewContext(`${guard}${outputFiles[0]!.text}`, { host });
    expect(host).toHaveProperty('main');
  });

  it('says in --version what runs', () => {
    expect(run(native, ['--version'], '').stdout).toMatch(
      /^gitlab-runner-krm \d+\.\d+\.\d+ \(native, QuickJS \S+\)\n$/,
    );
  });

  const golden = readdirSync(file('../golden')).map((name): [string, object] => [
    name,
    parse(readFileSync(file(`../golden/${name}/document.yaml`), 'utf8')) as object,
  ]);
  const valid = golden[0]![1];
  const list = (functionConfig: unknown, items: readonly unknown[] = []): string =>
    stringify({ apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', items, functionConfig });
  const foreign = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'other' },
    data: { a: 'Ünï 😀\n' },
  };

  it.each<[string, readonly string[], string | Buffer]>([
    ['--help', ['--help'], ''],
    ['an unknown option', ['--wrong'], ''],
    ['an argument', ['file.yaml'], ''],
    ['nothing', [], ''],
    ['white space', [], ' \n\t'],
    ['a document', [], list(valid)],
    ['a document in JSON', [], JSON.stringify({ kind: 'ResourceList', items: [], functionConfig: valid })],
    ['a document among items', [], list(undefined, [foreign, valid])],
    ['items of others', [], list(valid, [foreign])],
    ['CRLF', [], list(valid).replaceAll('\n', '\r\n')],
    ['a byte order mark', [], `\uFEFF${list(valid)}`],
    ['a broken document', [], list({ ...(valid as object), kin: 'GitLabRunner', spec: { runers: {} } })],
    ['a list without a document', [], list(undefined)],
    ['another kind', [], 'kind: ConfigMap\n'],
    ['a scalar', [], 'text'],
    ['two YAML documents', [], 'a: 1\n---\nb: 2\n'],
    ['broken YAML', [], 'a: [1, 2\nb: "x'],
    ['a repeated key', [], 'a: 1\na: 2\n'],
    ['an unknown alias', [], 'a: *b\n'],
    ['too many aliases', [], `a: &a [1]\n${Array.from({ length: 200 }, (_, i) => `b${i}: *a`).join('\n')}\n`],
    ['an item 400 levels deep', [], list(valid, [{ ...foreign, data: deep(400) }])],
    [
      'such an item in JSON',
      [],
      JSON.stringify({
        kind: 'ResourceList',
        items: [{ ...foreign, data: deep(400) }],
        functionConfig: valid,
      }),
    ],
    [
      'an item from a file',
      [],
      list(valid, [{ ...foreign, metadata: { name: 'x', annotations: FROM_FILE } }]),
    ],
    ['deep nesting', [], '['.repeat(10_000)],
    ['control characters', [], list({ a: 'x\u0007\u0085y' })],
    ['half a surrogate pair', [], list({ kind: '\ud800' })],
    ['NUL', [], 'kind: "a\0b"\n'],
    [
      'bytes that are not UTF-8',
      [],
      Buffer.from([0x6b, 0x3a, 0x20, 0xff, 0xe2, 0x82, 0x0a, 0xf0, 0x9f, 0x98, 0xc3]),
    ],
    ...[
      '\xff',
      '\xc3(',
      '\xe2\x82',
      '\xc0\x80',
      '\xe0\x9f\xbf',
      '\xf0\x8f\xbf\xbf',
      '\xf4\x90\x80\x80',
      '\xed\xa0\x80',
      '\x80',
    ].map((bytes): [string, string[], Buffer] => [
      `a document with bytes that are not UTF-8: ${JSON.stringify(bytes)}`,
      [],
      Buffer.concat([Buffer.from(list(valid, [foreign])), Buffer.from(`# ${bytes}`, 'latin1')]),
    ]),
    [
      'the first and last characters of each length',
      [],
      list(valid, [{ ...foreign, data: { a: '\u0080\u07ff\u0800\ud7ff\ue000\uffff\u{10000}\u{10ffff}' } }]),
    ],
    [
      'an integer that JavaScript cannot hold',
      [],
      list(valid, [{ ...foreign, spec: { n: 1 } }]).replace('n: 1', 'n: 12345678901234567890'),
    ],
    ['five megabytes', [], list(valid, [{ ...foreign, data: { a: 'x'.repeat(5_000_000) } }])],
  ])('does the same as the Node function: %s', (_name, args, input) => {
    const expected = run(process.execPath, [node, ...args], input);
    expect(run(native, args, input)).toEqual(expected);
    expect(expected.status).toBeLessThan(3);
  });

  it.each(golden)('renders the same objects as the Node function: %s', (_name, document) => {
    const expected = run(process.execPath, [node], list(document));
    expect(run(native, [], list(document))).toEqual(expected);
    expect(expected.status).toBe(0);
  });

  it('gives the same as under Node for generated documents: valid ones, shapely ones, broken ones', () => {
    const sample = { seed: SEED, numRuns: GENERATED };
    const shapely = fc.sample(shapelyDocument, sample);
    const documents = [
      ...fc.sample(validDocument, sample),
      ...shapely,
      ...[...shapely, ...golden.map(([, document]) => document)].map(broken),
    ];
    const inputs = documents.map((functionConfig, index) => {
      const resources = {
        apiVersion: 'config.kubernetes.io/v1',
        kind: 'ResourceList',
        items: [],
        functionConfig,
      };
      return index % 2 === 0
        ? stringify(resources, { aliasDuplicateObjects: false })
        : JSON.stringify(resources);
    });
    const expected = inputs.map((input) => runFunction(input));
    const { stdout, stderr, status } = run(batch, [], inputs.join('\0'));
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const actual = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(actual.length).toBe(inputs.length);
    for (const [index, outcome] of expected.entries()) expect(actual[index], inputs[index]).toEqual(outcome);

    // Both outcomes have to be there in numbers, or the comparison would say little.
    const rendered = expected.filter(({ exitCode }) => exitCode === 0).length;
    expect(rendered).toBeGreaterThanOrEqual(GENERATED / 2);
    expect(inputs.length - rendered).toBeGreaterThanOrEqual(GENERATED / 2);
  });
});
