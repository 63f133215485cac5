import { type Diagnostic, diagnostic, type Range } from '../../core/findings/diagnostic.ts';
import { itemsOf } from '../../import/read/list.ts';
import { fileText, linesOf, type Origin } from '../../import/read/located.ts';
import { readYamlTexts } from '../../import/read/yaml.ts';
import type { Input } from '../../import/reader.ts';
import { findingsAbout } from './check-rendered.ts';
import type { PlacedFinding } from './finding.ts';

/** A text with rendered objects: YAML of several documents, or JSON, with lists of objects or without. */
export interface RenderedText {
  /** The file, as findings name it. */
  readonly name: string;
  readonly text: string;
}

/** Bytes that one text may have. */
export const MAX_LENGTH = 16 * 1024 * 1024;

/**
 * Checks the objects of texts together, as `checkRendered` does, and places the findings in them: in the order of the
 * texts, from top to bottom. Never throws.
 */
export function checkRenderedTexts(texts: readonly RenderedText[]): readonly Diagnostic[] {
  const inputs: Input[] = [];
  const unreadable: PlacedFinding[] = [];
  for (const { name, text } of texts) {
    for (const read of readYamlTexts(fileText(name, text))) {
      if ('message' in read) {
        unreadable.push({
          diagnostic: diagnostic('YAML_SYNTAX', { path: [] }, `The text cannot be read: ${read.message}.`),
          from: read.from,
        });
      } else inputs.push(...itemsOf(read).map((data): Input => ({ file: name, syntax: 'yaml', data })));
    }
  }
  // What a broken text holds is not known to be absent.
  const found = unreadable.length > 0 ? unreadable : findingsAbout(inputs);
  const order = new Map(texts.map(({ name }, index) => [name, index]));
  const ranges = new Map(texts.map(({ name, text }) => [name, rangeIn(text)]));
  const rank = ({ from }: PlacedFinding): number => (from === undefined ? -1 : (order.get(from.file) ?? -1));
  return found
    .toSorted(
      (one, other) =>
        rank(one) - rank(other) ||
        (one.from?.line ?? 0) - (other.from?.line ?? 0) ||
        (one.from?.column ?? 0) - (other.from?.column ?? 0),
    )
    .map(({ diagnostic: one, from }) => {
      if (from === undefined) return texts.length === 1 ? { ...one, file: texts[0]!.name } : one;
      const range = ranges.get(from.file)?.(from);
      return range === undefined ? one : { ...one, file: from.file, range };
    });
}

/** Returns what gives the range from a place to the end of its line. */
function rangeIn(text: string): (from: Origin) => Range {
  const { starts } = linesOf(text);
  return ({ line, column }) => {
    const offset = (starts[line - 1] ?? 0) + column - 1;
    const [rest = ''] = /^[^\r\n]*/.exec(text.slice(offset, offset + 1000)) ?? [];
    const length = Math.max(1, rest.trimEnd().length);
    return {
      start: { line, column, offset },
      end: { line, column: column + length, offset: offset + length },
    };
  };
}
