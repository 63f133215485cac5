import { isUtf8 } from 'node:buffer';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';

import { buildMaker, buildNative, OF_THIS_MACHINE, quickjsVersion } from '../../scripts/build-native.ts';
import { type Outcome, runFunction } from '../../src/doors/krm/function.ts';

/**
 * By hand, `FUZZ_RUNS` gives more inputs, and `QUICKJS_SOURCE` a folder with the source of the engine, which is checked
 * too then.
 */
const { FUZZ_RUNS = '40', QUICKJS_SOURCE } = process.env;
const CHECKS = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer'];
const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-sanitized-'));
const plain = join(folder, 'native');

function hasSanitizers(): boolean {
  const args = [...CHECKS, '-x', 'c', '-', '-o', join(folder, 'none')];
  return spawnSync('cc', args, { input: 'int main(void) { return 0; }' }).status === 0;
}

/** Compiles the engine with the same checks. */
function checkedEngine(source: string): string {
  const objects = ['quickjs', 'dtoa', 'libregexp', 'libunicode', 'cutils'].map((name) => {
    const object = join(folder, `${name}.o`);
    const options = ['-c', '-O1', '-g', '-fPIE', '-fwrapv', '-D_GNU_SOURCE', '-DCONFIG_VERSION="checked"'];
    execFileSync('cc', [...options, ...CHECKS, '-o', object, join(source, `${name}.c`)]);
    return object;
  });
  const archive = join(folder, 'libquickjs.a');
  execFileSync('ar', ['rcs', archive, ...objects]);
  return archive;
}

const golden = readdirSync(fileURLToPath(new URL('../golden', import.meta.url))).map((name) => {
  const document = fileURLToPath(new URL(`../golden/${name}/document.yaml`, import.meta.url));
  const functionConfig: unknown = parse(readFileSync(document, 'utf8'));
  return {
    apiVersion: 'config.kubernetes.io/v1',
    kind: 'ResourceList',
    items: [functionConfig],
    functionConfig,
  };
});

/** Bytes that are no text, or signs of YAML, in the place of some bytes of a list. */
const spoilt = fc
  .tuple(
    fc.constantFrom(...golden),
    fc.boolean(),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(3),
        fc.oneof(
          fc.uint8Array({ maxLength: 4 }),
          fc
            .constantFrom(
              '\n',
              ' ',
              ': ',
              '"',
              '[',
              '&a ',
              '*a',
              '!',
              '|',
              '\t',
              'é',
              '\ud83d\ude00',
              '\u2028',
              '\0',
            )
            .map((text) => Buffer.from(text)),
        ),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([list, isJson, changes]) =>
    changes.reduce(
      (bytes, [place, length, other]) => {
        const at = place % bytes.length;
        return Buffer.concat([bytes.subarray(0, at), other, bytes.subarray(at + length)]);
      },
      Buffer.from(isJson ? JSON.stringify(list) : stringify(list, { aliasDuplicateObjects: false })),
    ),
  );

describe.skipIf(quickjsVersion() === undefined || !hasSanitizers())(
  'the native function, with checks',
  () => {
    let checked: readonly string[] = [];

    beforeAll(async () => {
      ({ command: checked } = await buildMaker(folder, undefined, {
        ...OF_THIS_MACHINE,
        options: ['-O1', '-g', '-pie', ...CHECKS],
        ...(QUICKJS_SOURCE !== undefined && { engine: checkedEngine(QUICKJS_SOURCE) }),
      }));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const run = (input: Buffer): Outcome => {
      const [program = '', ...args] = checked;
      const { stdout, stderr, status } = spawnSync(program, args, { input, maxBuffer: 1 << 28 });
      return { stdout: stdout.toString(), stderr: stderr.toString(), exitCode: status as 0 | 1 };
    };

    it('finds no fault in memory where bytes are wrong, and does what the Node function does', () => {
      const inputs = fc.sample(spoilt, Number(FUZZ_RUNS));
      for (const input of inputs) {
        const expected = isUtf8(input)
          ? runFunction(input.toString())
          : { stdout: '', stderr: 'gitlab-runner-krm: standard input is not UTF-8 text.\n', exitCode: 1 };
        expect(run(input), input.toString('latin1')).toEqual(expected);
      }
      expect(inputs.filter((input) => !isUtf8(input)).length).toBeGreaterThan(inputs.length / 10);
    });

    it.each<[string, Buffer]>([
      ['nothing', Buffer.of()],
      ['the first byte of a character', Buffer.of(0xf0)],
      ['more than one piece', Buffer.from(`a: ${'x'.repeat(300_000)}\n`)],
      ['half a surrogate pair, last', Buffer.from('kind: "\\ud800"')],
    ])('finds none in %s', (_name, input) => {
      expect(run(input).stderr).toMatch(/^gitlab-runner-krm: /);
    });

    it('writes its heap without a fault, and begins with it', async () => {
      const [program = '', address = '', bytecode = ''] = checked;
      expect(spawnSync(program, [address, bytecode], { maxBuffer: 1 << 28 })).toMatchObject({ status: 0 });
      // The address sanitizer needs libraries, whose addresses are in no snapshot.
      const options = ['-O1', '-g', '-static-pie', '-fsanitize=undefined', '-fno-sanitize-recover=all'];
      await buildNative(plain, undefined, { ...OF_THIS_MACHINE, options });
      const { stdout } = spawnSync(plain, { input: JSON.stringify(golden[0]), encoding: 'utf8' });
      expect(stdout).toBe(runFunction(JSON.stringify(golden[0])).stdout);
    });

    it('would find what is wrong', () => {
      const broken = spawnSync('cc', [...CHECKS, '-x', 'c', '-', '-o', join(folder, 'broken')], {
        input: '#include <stdlib.h>\nint main(void) { char *a = malloc(8); free(a); return a[0]; }',
      });
      expect(broken.status).toBe(0);
      expect(spawnSync(join(folder, 'broken')).stderr.toString()).toContain('heap-use-after-free');
    });
  },
);
