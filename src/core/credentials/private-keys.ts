import type { Span } from '../data/span.ts';

/** A private key in PEM form, up to its end or the text's: line breaks may be indented, or written as `\n`. */
const PRIVATE_KEY =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----BEGIN )[\s\S])*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|(?=-----BEGIN )|$)/g;
/** Its first line, and something of what follows. */
const WHOLE = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n)*[\w+/=]{8}/;

/** Returns where a text holds private keys. */
export function privateKeysIn(text: string): Span[] {
  if (!text.includes('PRIVATE KEY')) return [];
  return Array.from(text.matchAll(PRIVATE_KEY), ({ index, 0: key }) => ({
    start: index,
    end: index + key.length,
  }));
}

/** Whether a text holds a private key. */
export function holdsPrivateKey(text: string): boolean {
  return text.includes('PRIVATE KEY') && WHOLE.test(text);
}
