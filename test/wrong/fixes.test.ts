import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lexer } from 'yaml';

import { compile } from '../../src/core/compile.ts';
import type { Diagnostic } from '../../src/core/findings/diagnostic.ts';
import { fixed } from '../../src/core/findings/fix.ts';
import { toYaml } from '../../src/core/yaml/emit.ts';
import { attach } from '../../src/doors/document-text/attach.ts';
import type { Source } from '../../src/doors/document-text/source.ts';
import { broken } from '../support/broken.ts';
import { shapelyDocument } from '../support/document-arbitrary.ts';
import { readSource } from '../support/source.ts';
import { texts } from '../support/wrong-texts.ts';

/** The same with a comment behind each line and one above it, where that leaves the document what it is. */
const commented = texts.flatMap(([file, text]): [string, string][] => {
  const lines = text.split('\n').map((line, at) => (line.trim() === '' ? line : `${line} # ${at}`));
  const more = lines.join('\n');
  const [before, after] = [readSource(text, file), readSource(more, file)];
  const isSame = after.value !== undefined && JSON.stringify(before.value) === JSON.stringify(after.value);
  return isSame ? [[`${file} with comments`, more]] : [];
});

function findings(source: Source): readonly Diagnostic[] {
  const found = source.value === undefined ? [] : compile(source.value, source.scalarText).diagnostics;
  return attach(found, source);
}

function comments(text: string): string[] {
  return [...new Lexer().lex(text)].filter((lexeme) => lexeme.startsWith('#')).sort();
}

/** The findings in a text that have a fix. */
function fixable(source: Source): readonly Diagnostic[] {
  return findings(source).filter(({ fix }) => fix !== undefined);
}

/** What is wrong with the fixes of a text: each by itself. */
function faults(text: string, source: Source, found: readonly Diagnostic[]): unknown[] {
  return found.flatMap((finding) => {
    const { code, fix, edits = [] } = finding;
    if (fix === undefined) return [];
    const after = edits
      .toReversed()
      .reduce(
        (all, { range, text: part }) => all.slice(0, range.start.offset) + part + all.slice(range.end.offset),
        text,
      );
    const next = readSource(after, source.file);
    const same = source.mend([fix])?.text === after;
    const isSaid = JSON.stringify(sorted(next.value)) === JSON.stringify(sorted(fixed(source.value, fix)));
    const lost =
      fix.do === 'remove' ? [] : comments(text).filter((comment) => !comments(after).includes(comment));
    const left = findings(next).filter((other) => other.code === code && placeOf(other) === placeOf(finding));
    const isGone = left.every(({ message }) => message !== finding.message);
    return same && isSaid && lost.length === 0 && isGone
      ? []
      : [{ code, fix, same, isSaid, lost, isGone, after }];
  });
}

function placeOf({ path, at = 'value' }: Diagnostic): string {
  return JSON.stringify([path, at]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, sorted(item)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** What people write who mean something near. */
const meant: readonly unknown[] = [
  '5',
  'yes',
  'Off',
  3,
  true,
  'INFO',
  'alwais',
  ' x ',
  'Ci',
  ['A=b'],
  { name: 'x' },
  null,
];

describe('a fix does in the text what it says of the data, loses no comment, and mends', () => {
  it.each([...texts, ...commented])('%s', (file, text) => {
    const source = readSource(text, file);
    expect(faults(text, source, fixable(source))).toEqual([]);
  });

  it('any document that is wrong somewhere, in YAML and in JSON', () => {
    let count = 0;
    fc.assert(
      fc.property(shapelyDocument, fc.nat(2000), (document, number) => {
        const wrong = broken(document, number, meant) as object;
        for (const text of [JSON.stringify(wrong, null, 2), toYaml([wrong])]) {
          const source = readSource(text, 'x.yaml');
          const found = fixable(source);
          count += found.length;
          expect(faults(text, source, found)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
    expect(count).toBeGreaterThan(20);
  });
});
