import { flow } from '../../../src/core/yaml/flow.ts';
import { inShort } from '../../../src/operate/explain/explain.ts';
import { ANY_ENTRY, ANY_KEY, type Place, placeAt } from '../../../src/operate/explain/places.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import type { Completion, Completions, Spot } from './messages.ts';

/** Returns what the schema has for an offset of a text: keys that are not there yet, or values. */
export function complete(spot: Spot): Completions | undefined {
  const cursor = cursorAt(spot);
  const place = cursor && placeAt(cursor.path);
  if (cursor === undefined || place === undefined) return undefined;
  const entries = [
    ...(cursor.is === 'value' ? values(place) : []),
    ...(cursor.is === 'key' || cursor.isListItem ? keys(place, cursor) : []),
  ];
  return { from: cursor.start, to: cursor.end, entries };
}

function keys({ below }: Place, cursor: Cursor): readonly Completion[] {
  return below.flatMap((place): readonly Completion[] => {
    const key = place.pattern.at(-1)!;
    if (key === ANY_KEY || key === ANY_ENTRY || cursor.siblings.includes(key)) return [];
    const { type, summary, isRequired } = inShort(place);
    return [
      { label: key, insert: written(key, place, cursor), kind: 'key', detail: type, summary, isRequired },
    ];
  });
}

/** A key with what follows it: its value on the same line, or its keys on the next one. */
function written(key: string, { node }: Place, { isFollowedByColon, isInFlow, column }: Cursor): string {
  if (isFollowedByColon) return key;
  const isBlock = !isInFlow && node.type === 'object';
  return isBlock ? `${key}:\n${' '.repeat(column + 2)}` : `${key}: `;
}

function values({ node, below }: Place): readonly Completion[] {
  const types = [node.type].flat();
  // What may be a list or one of its entries.
  const entry = types.includes('string')
    ? below.find(({ pattern }) => pattern.at(-1) === ANY_ENTRY)
    : undefined;
  const known = [
    ...(node.enum ?? entry?.node.enum ?? []),
    ...(types.includes('boolean') ? [true, false] : []),
    ...(node.default === undefined ? [] : [node.default]),
    ...(node.examples ?? []),
  ];
  const texts = known.filter((value) => typeof value !== 'object').map((value) => flow(value));
  return [...new Set(texts)].map((text) => ({
    label: text,
    insert: text,
    kind: 'value',
    detail: node.default !== undefined && flow(node.default) === text ? 'default' : '',
    summary: '',
    isRequired: false,
  }));
}
