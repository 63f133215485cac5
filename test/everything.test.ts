import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compile } from '../src/core/compile.ts';
import type { Path } from '../src/core/data/path.ts';
import { check } from '../src/core/document/check.ts';
import type { Diagnostic } from '../src/core/findings/diagnostic.ts';
import type { GitLabRunner } from '../src/index.ts';
import { broken } from './support/broken.ts';
import { shapelyDocument, validDocument } from './support/document-arbitrary.ts';

function identity({ code, path, at, message }: Diagnostic): string {
  return JSON.stringify([code, path, at, message]);
}

/** What is found beyond the shape of a document whose shape is wrong; `undefined` where it is right. */
function behind(value: unknown): readonly Diagnostic[] | undefined {
  const checked = check(value);
  if (checked.ok) return undefined;
  const shape = new Set(checked.diagnostics.map(identity));
  return compile(value).diagnostics.filter(
    (one) => one.code !== 'MORE_CHECKS_FOLLOW' && !shape.has(identity(one)),
  );
}

/** Values that say nothing of what was meant. Others, such as a mapping without a key, would say that it is not there. */
const senseless: readonly unknown[] = [
  -1,
  1.5,
  1e21,
  true,
  'no such value',
  '2GB',
  '',
  'x'.repeat(5000),
  ['x'],
];

/** A copy with a letter of one of the keys changed. */
function misspelt(document: object, number: number): unknown {
  const copy: unknown = structuredClone(document);
  const places: { readonly owner: Record<string, unknown>; readonly key: string }[] = [];
  const collect = (owner: unknown): void => {
    if (typeof owner !== 'object' || owner === null) return;
    for (const [key, value] of Object.entries(owner)) {
      if (!Array.isArray(owner)) places.push({ owner: owner as Record<string, unknown>, key });
      collect(value);
    }
  };
  collect(copy);
  const { owner, key } = places[(number * 7919) % places.length]!;
  const at = number % key.length;
  owner[`${key.slice(0, at)}q${key.slice(at + 1)}`] = owner[key];
  delete owner[key];
  return copy;
}

/** Whether all that is wrong with the shape stands apart from a path, and is no more than a value or a key. */
function isApart(shape: readonly Diagnostic[], path: Path): boolean {
  const isWithin = (inner: Path, outer: Path): boolean => outer.every((part, at) => part === inner[at]);
  return shape.every(
    (one) => !isWithin(one.path, path) && (one.code === 'MISSING_KEY' || !isWithin(path, one.path)),
  );
}

describe('what is wrong behind a wrong shape', () => {
  it('is what would be found without it, and nothing else', () => {
    let count = 0;
    fc.assert(
      fc.property(
        fc.oneof(validDocument, shapelyDocument),
        fc.nat(2000),
        fc.boolean(),
        (document, number, isTypo) => {
          if (!check(document).ok) return;
          const wrong = isTypo ? misspelt(document, number) : broken(document, number, senseless);
          const before = new Set(compile(document).diagnostics.map(identity));
          const found = behind(wrong) ?? [];
          count += found.length;
          expect(found.filter((one) => !before.has(identity(one)))).toEqual([]);
        },
      ),
      { numRuns: 60, seed: 42 },
    );
    expect(count).toBeGreaterThan(100);
  });

  it('is told once', () => {
    fc.assert(
      fc.property(
        fc.oneof(validDocument, shapelyDocument),
        fc.array(fc.nat(2000), { maxLength: 5 }),
        (document, numbers) => {
          const wrong = numbers.reduce<object>((one, number) => broken(one, number) as object, document);
          const told = compile(wrong).diagnostics.map(identity);
          expect(told).toEqual([...new Set(told)]);
        },
      ),
      { numRuns: 60, seed: 42 },
    );
  });

  it('is found where the shape is wrong elsewhere', () => {
    let count = 0;
    fc.assert(
      fc.property(validDocument, fc.nat(2000), (document, number) => {
        const [id] = Object.keys(document.spec.runners) as [string];
        const path = ['spec', 'runners', id, 'kubernetes'];
        const bad = structuredClone(document) as GitLabRunner;
        const runner = bad.spec.runners[id]!;
        runner.kubernetes = { ...runner.kubernetes, cpu_request: '2', cpu_limit: '1' };
        const wrong = broken(bad, number, senseless);
        const checked = check(wrong);
        if (checked.ok || !isApart(checked.diagnostics, path)) return;
        const found = compile(wrong).diagnostics.map((one) => one.code);
        if (found.includes('WRONG_DOCUMENT')) return;
        expect(found.includes('REQUEST_ABOVE_LIMIT') || found.includes('MORE_CHECKS_FOLLOW')).toBe(true);
        if (found.includes('REQUEST_ABOVE_LIMIT')) count += 1;
      }),
      { numRuns: 60, seed: 42 },
    );
    expect(count).toBeGreaterThan(25);
  });
});

const right = {
  apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
  kind: 'GitLabRunner',
  metadata: { name: 'gitlab-runner' },
};
const runner = { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'token' } } };

function codes(spec: object, top: object = {}): string[] {
  return compile({ ...right, ...top, spec: { runners: { a: runner }, ...spec } }).diagnostics.map(
    ({ code, path }) => `${code} ${path.join('.')}`,
  );
}

describe('one run tells', () => {
  const above = { kubernetes: { memory_request: '2Gi', memory_limit: '1Gi' } };
  const told = 'REQUEST_ABOVE_LIMIT spec.runners.a.kubernetes.memory_request';

  it.each<[string, object, string]>([
    ['an unknown key', { config: { foo: 1 } }, 'UNKNOWN_KEY spec.config.foo'],
    ['a wrong value', { config: { concurrent: 'two' } }, 'WRONG_TYPE spec.config.concurrent'],
    [
      'a missing key',
      { runnerDefaults: {}, runners: { a: { ...runner, ...above }, b: {} } },
      'MISSING_KEY spec.runners.b',
    ],
    [
      'a key that cannot pass unchecked',
      { unchecked: { config: { concurrent: 2 } } },
      'NOT_ALLOWED spec.unchecked.config.concurrent',
    ],
    ['what is no data', { config: { concurrent: () => 1 } }, 'NOT_DATA spec.config.concurrent'],
    [
      'what cannot be written',
      { commonAnnotations: { a: 'x\u0007' } },
      'UNSAFE_TEXT spec.commonAnnotations.a',
    ],
    [
      'a token that is no mapping',
      { runners: { a: { ...runner, ...above, token: 'glrt' } } },
      'WRONG_TYPE spec.runners.a.token',
    ],
    ['a wrong item', { image: { pullSecrets: [5, 'x'] } }, 'WRONG_TYPE spec.image.pullSecrets.0'],
  ])('%s, and what rules find', (_, spec, shape) => {
    const found = codes({ runners: { a: { ...runner, ...above } }, ...spec });
    expect(found).toContain(shape);
    expect(found).toContain(told);
  });

  it('unchecked keys too', () => {
    expect(codes({ config: { foo: 1 }, unchecked: { config: { new_key: 1 } } })).toEqual([
      'UNKNOWN_KEY spec.config.foo',
      'UNCHECKED_KEY spec.unchecked.config.new_key',
    ]);
  });

  it('no warning that is accepted, and nothing of those that accept none', () => {
    const idle = { FF_NETWORK_PER_BUILD: true };
    const spec = {
      config: { foo: 1 },
      runners: { a: { ...runner, feature_flags: idle } },
    };
    const warning = 'NO_EFFECT spec.runners.a.feature_flags.FF_NETWORK_PER_BUILD';
    expect(codes(spec)).toContain(warning);
    expect(codes({ ...spec, accepted: { [warning]: 'Seen.', CONCURRENT_TOO_LOW: 'Stale.' } })).toEqual([
      'UNKNOWN_KEY spec.config.foo',
    ]);
  });

  it('nothing that follows from what is left out', () => {
    // Without a host these keys have no effect, and a host is there.
    const kubernetes = { host: 5, ca_file: '/ca', bearer_token: 'x' };
    const found = codes({ runners: { a: { ...runner, kubernetes } } });
    expect(found.filter((one) => one.startsWith('NO_EFFECT'))).toEqual([]);
  });

  it('nothing of a key that passes for a runner', () => {
    const kubernetes = { namespace: 'ci', privileged: true };
    const found = codes({ config: { concurrent: 2 }, runners: { a: runner, b: runner, kubernetes } });
    expect(found).toContain('UNKNOWN_KEY spec.runners.kubernetes');
    expect(found.filter((one) => one.startsWith('CONCURRENT_TOO_LOW'))).toEqual([]);
  });

  it('that more checks follow, where what has keys of its own is left out', () => {
    expect(codes({ runners: [{ ...runner, ...above }] })).toEqual([
      'WRONG_TYPE spec.runners',
      'MORE_CHECKS_FOLLOW ',
    ]);
    expect(codes({ runners: { a: { ...runner, ...above, token: { value: 5 } } } })).not.toContain(
      'MORE_CHECKS_FOLLOW ',
    );
  });

  it.each([
    [100, 0],
    [101, 1],
  ])('that more checks follow, where not all is told: %i errors', (count, more) => {
    const keys = Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, 1]));
    const found = codes({ commonAnnotations: keys });
    expect(found).toHaveLength(100 + more);
    expect(found.filter((one) => one === 'MORE_CHECKS_FOLLOW ')).toHaveLength(more);
  });

  it('that more checks follow, where too much is wrong', () => {
    const labels = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`a${index}`, index]));
    const found = codes({ commonAnnotations: labels });
    expect(found.at(-1)).toBe('MORE_CHECKS_FOLLOW ');
    expect(found).toHaveLength(101);
  });

  it('no more of another kind of document', () => {
    expect(codes({}, { kind: 'Deployment', apiVersion: 'apps/v1' })).toEqual(['WRONG_DOCUMENT kind']);
    expect(compile([]).diagnostics.map(({ code }) => code)).toEqual(['WRONG_TYPE']);
  });
});
