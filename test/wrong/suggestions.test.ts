import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateConfig } from '../../src/api.ts';
import type { Diagnostic } from '../../src/core/findings/diagnostic.ts';
import { attach } from '../../src/doors/document-text/attach.ts';
import { broken } from '../support/broken.ts';
import { shapelyDocument } from '../support/document-arbitrary.ts';
import { readSource } from '../support/source.ts';
import { texts } from '../support/wrong-texts.ts';

function findings(text: string, file: string): readonly Diagnostic[] {
  const source = readSource(text, file);
  return attach(source.value === undefined ? [] : validateConfig(source.value).diagnostics, source);
}

/** The text after a reader has put the suggestion where the finding points. */
function followed(text: string, { range, suggestion, at }: Diagnostic): string {
  const { start, end } = range!;
  const old = text.slice(start.offset, end.offset);
  const pasted = at === 'key' ? JSON.stringify(suggestion) : suggestion!;
  return text.slice(0, start.offset) + pasted + /\s*$/.exec(old)![0] + text.slice(end.offset);
}

/** The suggestions of a text that, once followed, leave the finding where it was or make the text unreadable. */
function useless(text: string, file: string): unknown[] {
  return findings(text, file)
    .filter(({ suggestion }) => suggestion !== undefined)
    .flatMap((finding) => {
      const left = findings(followed(text, finding), file).filter(
        (other) =>
          READING.test(other.code) ||
          (placeOf(other) === placeOf(finding) && (SHAPE.has(other.code) || other.code === finding.code)),
      );
      const { code, path, suggestion } = finding;
      return left.length === 0 ? [] : [{ code, path, suggestion, left: left.map(({ message }) => message) }];
    });
}

const READING = /_SYNTAX$|^DUPLICATE_KEY$|^AMBIGUOUS_VALUE$/;
const SHAPE = new Set(['WRONG_TYPE', 'NOT_ALLOWED', 'OUT_OF_RANGE', 'WRONG_FORMAT', 'UNSAFE_TEXT']);

function placeOf({ path, at = 'value' }: Diagnostic): string {
  return JSON.stringify([path, at]);
}

/** What people write who mean something near: no unit, another type, another shape. */
const meant: readonly unknown[] = [
  ...[0, 3, 120, 9252, 1.5, 420, -1, true, '12', '0', '-5', '5m', '3 hours', '2GB', 'yes', 'Off', '1.20'],
  ...['docker:dind', 'gitlab.com', 'Default Name', 'A=1', '/ci', 'Always', 'debugg', ' x ', 'sha256:0', '#'],
  ...[['pool=ci'], ['x'], ['A', 'A'], [1], [{ name: 'reg' }], [{ key: 'a', value: 'b' }], [[]]],
  ...[
    { name: 'reg' },
    { A: 'b' },
    { name: { name: 'x' } },
    { a: 1 },
    { secretKeyRef: { name: 'x', key: 'y' } },
  ],
];

describe('whoever follows a suggestion is rid of the finding', () => {
  it.each(texts)('in %s', (file, text) => {
    expect(useless(text, file)).toEqual([]);
  });

  it('in any document that is wrong somewhere', () => {
    fc.assert(
      fc.property(shapelyDocument, fc.nat(2000), (document, number) => {
        expect(useless(JSON.stringify(broken(document, number, meant)), 'x.yaml')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
