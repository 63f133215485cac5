import { sha256 } from '@noble/hashes/sha2.js';

import { utf8 } from './utf8.ts';

/** Returns the first 12 hexadecimal digits of the SHA-256 of a text: enough to tell contents apart in names. */
export function contentHash(text: string): string {
  return Array.from(sha256(Uint8Array.from(utf8(text))).subarray(0, 6), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
