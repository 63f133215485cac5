import { Composer, type CST, type Document } from 'yaml';

import { MAX_SLIPS } from './limits.ts';

/**
 * Returns the documents that the tokens make up, each with what is wrong with it, up to `MAX_SLIPS` of each kind: the
 * library has no limit, and makes an Error with its stack for each.
 */
export function compose(tokens: readonly CST.Token[], length: number): readonly Document.Parsed[] {
  const composer = new Composer({
    prettyErrors: false,
    schema: 'core',
    resolveKnownTags: false,
    // Looked for in `readNode`: the library compares each key with each other one.
    uniqueKeys: false,
  });
  const inside = composer as unknown as { onError: (...slip: unknown[]) => void };
  const { onError } = inside;
  let slips = 0;
  inside.onError = (...slip) => {
    slips += 1;
    if (slips <= MAX_SLIPS) onError(...slip);
  };
  let stray = 0;
  const known = tokens.filter(({ type }) => type !== 'error' || ++stray <= MAX_SLIPS);
  return [...composer.compose(known, true, length)] as Document.Parsed[];
}
