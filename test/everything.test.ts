import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compile } from '../src/core/compile.ts';
import type { Diagnostic } from '../src/core/findings/diagnostic.ts';
import { broken } from './support/broken.ts';
import { shapelyDocument, validDocument } from './support/document-arbitrary.ts';

function identity({ code, path, at, message }: Diagnostic): string {
  return JSON.stringify([code, path, at, message]);
}

describe('what is wrong with a document', () => {
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
  const told = [
    { runners: { a: { ...runner, kubernetes: { memory_request: '2Gi', memory_limit: '1Gi' } } } },
    'REQUEST_ABOVE_LIMIT spec.runners.a.kubernetes.memory_request',
  ] as const;

  it('what rules find, of a document of the right shape', () => {
    expect(codes(told[0])).toContain(told[1]);
  });

  it('each mistake of the shape, and that more checks follow', () => {
    const spec = { ...told[0], config: { foo: 1, concurrent: 'two' }, image: { pullSecrets: [5, 'x'] } };
    expect(codes(spec).toSorted()).toEqual([
      'MORE_CHECKS_FOLLOW ',
      'UNKNOWN_KEY spec.config.foo',
      'WRONG_TYPE spec.config.concurrent',
      'WRONG_TYPE spec.image.pullSecrets.0',
      'WRONG_TYPE spec.image.pullSecrets.1',
    ]);
  });

  it('no warning of the shape that is accepted, and nothing of those that accept none', () => {
    const empty = { runners: { a: { ...runner, kubernetes: { image: '' } } } };
    const warning = 'NO_EFFECT spec.runners.a.kubernetes.image';
    const accepted = { [warning]: 'Seen.', CONCURRENT_TOO_LOW: 'Stale.' };
    expect(codes({ ...empty, config: { foo: 1 } })).toContain(warning);
    expect(codes({ ...empty, config: { foo: 1 }, accepted })).toEqual([
      'UNKNOWN_KEY spec.config.foo',
      'MORE_CHECKS_FOLLOW ',
    ]);
  });

  it.each([100, 101])('that more checks follow, once: %i errors', (count) => {
    const keys = Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, 1]));
    const found = codes({ commonAnnotations: keys });
    expect(found).toHaveLength(101);
    expect(found.filter((one) => one === 'MORE_CHECKS_FOLLOW ')).toHaveLength(1);
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
