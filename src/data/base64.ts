import { utf8 } from './utf8.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Returns the base64 of the text's UTF-8 bytes, as the `data` of a Secret takes it. */
export function base64(text: string): string {
  const bytes = utf8(text);
  let result = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.slice(at, at + 3);
    const group = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    result += alphabet[group >> 18]! + alphabet[(group >> 12) & 63]!;
    result += second === undefined ? '=' : alphabet[(group >> 6) & 63]!;
    result += third === undefined ? '=' : alphabet[group & 63]!;
  }
  return result;
}
