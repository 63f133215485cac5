import { secret } from '../generated/annotations.ts';
import { followPatterns, patternTree } from '../resolve/pattern-tree.ts';
import { follow, type Reading, type Span } from './reading.ts';

/** Tokens of GitLab, access keys of clouds and signed tokens, by their first characters. */
const TOKEN =
  /(?:gl(?:rtr?|cbt|pat|dt|ptt|ft|imt|agent|oas|soat|ffct|wt)-|GR1348941|A[KS]IA[A-Z0-9]{8}|eyJ[\w-]{8})[\w.:-]+/g;
/** A scalar below a name that says what it is. Short words are no credentials. */
const NAMED =
  /(?:token|passw(?:or)?d|secret|(?:access|secret|account|private)[_-]?key|dsn)["']?[ \t]{0,8}[:=][ \t]{0,8}["']?([^\s"'{}[\],]{6,})/gi;

const credentials = patternTree(secret.map((pattern) => [pattern, true] as const));

/**
 * Returns a text as it can be shown: stars stand for credentials, one for each character, so that every column
 * stays what it was. Where the text could not be read, names and beginnings have to do.
 */
export function conceal(text: string, { value, root }: Reading): string {
  const spans: Span[] = [...text.matchAll(TOKEN)].map(({ index, 0: found }) => span(index, found));
  for (const { index, 0: found, 1: word = '' } of text.matchAll(NAMED)) {
    spans.push(span(index + found.length - word.length, word));
  }
  if (root !== undefined) {
    followPatterns(value, credentials, (_, path, credential) => {
      if (typeof credential !== 'object') spans.push(follow(root, path).place);
    });
  }

  let shown = '';
  let at = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    shown +=
      text.slice(at, Math.max(at, start)) + text.slice(Math.max(at, start), end).replace(/[^\r\n]/g, '*');
    at = end;
  }
  return shown + text.slice(at);
}

function span(start: number, found: string): Span {
  return { start, end: start + found.length };
}
