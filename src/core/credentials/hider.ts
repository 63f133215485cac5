import { rootSpot } from './places.ts';
import { secretsAt, walkSpots } from './secrets-at.ts';

/** Shorter texts are not credentials, and occur anywhere by chance. */
const MIN_LENGTH = 6;

/**
 * Returns a function that hides the credentials of a document in a sentence: rules quote values of any place. It looks
 * at the document only when there is a first sentence.
 */
export function hider(document: unknown): (text: string) => string {
  let secrets: ReadonlyMap<string, readonly string[]> | undefined;
  return (text) => {
    secrets ??= secretsOf(document);
    if (secrets.size === 0) return text;
    let result = '';
    for (let at = 0; at < text.length; ) {
      const secret = secrets.get(text.slice(at, at + MIN_LENGTH))?.find((each) => text.startsWith(each, at));
      result += secret === undefined ? text[at] : '…';
      at += secret?.length ?? 1;
    }
    return result;
  };
}

/** The credentials of a document by how they begin, longer ones first. */
function secretsOf(document: unknown): Map<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  walkSpots(document, rootSpot(), (value, spot) => {
    for (const { start, end } of secretsAt(value, spot)) {
      const secret = String(value).slice(start, end);
      if (secret.length < MIN_LENGTH) continue;
      const begins = secret.slice(0, MIN_LENGTH);
      found.set(begins, (found.get(begins) ?? new Set()).add(secret));
    }
  });
  return new Map([...found].map(([begins, all]) => [begins, [...all].sort((a, b) => b.length - a.length)]));
}
