import { fromUtf8, utf8 } from './utf8.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Returns the base64 of the text's UTF-8 bytes, as in the `data` of a Secret. */
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

/** Returns the text whose UTF-8 bytes the base64 encodes; `undefined` where it is not base64, or not of a text. */
export function fromBase64(text: string): string | undefined {
  const digits = text.replace(/\s+/g, '');
  if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return undefined;
  const bytes: number[] = [];
  for (let at = 0; at < digits.length; at += 4) {
    const group = [0, 1, 2, 3].reduce(
      (bits, place) => (bits << 6) | Math.max(0, alphabet.indexOf(digits[at + place]!)),
      0,
    );
    bytes.push(group >> 16, (group >> 8) & 255, group & 255);
  }
  return fromUtf8(bytes.slice(0, bytes.length - (/=*$/.exec(digits)?.[0].length ?? 0)));
}
