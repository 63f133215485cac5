/**
 * Returns a number of bytes that the JSON of plain data does not exceed, or any number above `enough` where that one is
 * larger. That is a fraction of the work of writing the JSON.
 */
export function mostJsonBytes(value: unknown, enough: number): number {
  let bytes = 0;
  const add = (at: unknown): void => {
    if (bytes > enough) return;
    if (typeof at === 'string') bytes += textBytes(at);
    else if (typeof at !== 'object' || at === null) bytes += LONGEST_NUMBER;
    else if (Array.isArray(at)) {
      for (const item of at) add(item);
    } else {
      for (const key of Object.keys(at)) {
        bytes += textBytes(key);
        add((at as Readonly<Record<string, unknown>>)[key]);
      }
    }
    bytes += BRACKETS;
  };
  add(value);
  return bytes;
}

/** Characters of `-1.7976931348623157e+308`. */
const LONGEST_NUMBER = 24;
/** Those around a list or a mapping, and the comma behind. */
const BRACKETS = 3;

/** A character is escaped as `\u0000` at worst; quotes and a colon are around it. */
function textBytes(text: string): number {
  return 6 * text.length + 3;
}
