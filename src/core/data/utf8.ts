/** Returns the UTF-8 bytes of a text without lone surrogates. Written out: not every runtime has TextEncoder. */
export function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000)
      bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else
      bytes.push(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 63),
        0x80 | ((point >> 6) & 63),
        0x80 | (point & 63),
      );
  }
  return bytes;
}

/** Returns the text of UTF-8 bytes; `undefined` where they are not UTF-8. */
export function fromUtf8(bytes: readonly number[]): string | undefined {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at]!;
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    const rest = bytes.slice(at + 1, at + length);
    if ((first >= 0x80 && first < 0xc2) || first > 0xf4 || rest.length !== length - 1) return undefined;
    if (!rest.every((byte) => byte >> 6 === 2)) return undefined;
    const start = length === 1 ? first : first & (0xff >> (length + 1));
    const point = rest.reduce((bits, byte) => (bits << 6) | (byte & 63), start);
    if (point > 0x10ffff) return undefined;
    const character = String.fromCodePoint(point);
    // An overlong form, or half of a surrogate pair.
    if (utf8Length(character) !== length || (point >= 0xd800 && point < 0xe000)) return undefined;
    text += character;
    at += length;
  }
  return text;
}

/** Returns how many UTF-8 bytes a text without lone surrogates has, without making them: whole objects are counted. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (const beyond of text.match(/[^\0-\u007F]+/g) ?? []) {
    for (const character of beyond) {
      const point = character.codePointAt(0)!;
      length += (point < 0x800 ? 2 : point < 0x10000 ? 3 : 4) - character.length;
    }
  }
  return length;
}
