import { explanationOf } from '../../../src/operate/explain/explain.ts';
import { placeAt } from '../../../src/operate/explain/places.ts';
import { placesIn } from './cursor.ts';
import type { Explained, Spot } from './messages.ts';

/** Returns what the schema says of the key at an offset of a text; `undefined` where there is no key. */
export function explainKey({ text, offset }: Spot): Explained | undefined {
  for (const { path, key } of placesIn(text)) {
    const [from, to] = key.range ?? [];
    if (from === undefined || to === undefined || offset < from || offset > to) continue;
    const place = placeAt(path);
    return place && { path, from, to, explanation: explanationOf(place) };
  }
  return undefined;
}
