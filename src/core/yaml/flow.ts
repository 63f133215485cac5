import { goNumber } from './go-number.ts';

/** A text that every YAML reader reads as the same text without quotes, also inside braces and brackets. */
const PLAIN = /^(?:https?:\/\/)?[A-Za-z0-9/^_.][\w./^$()+|=@%-]*$/;
/** What some YAML reader reads as a number, a date or a truth value. */
const NO_TEXT =
  /^(?:[-+]?(?:[\d_]+\.?[\d_]*|\.[\d_]+)(?:[eE][-+]?\d+)?|[-+]?0[xob][\da-f_]*|\d{4}-\d[\dt-]*|\.inf|\.nan|null|true|false|yes|no|on|off|y|n)$/i;

/** Writes plain data on one line, ready to paste into a document. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => flowEntry(key, item))
      .join(', ')}}`;
  }
  return typeof value === 'string' ? flowText(value) : String(value);
}

/** Writes a key with its value, as an entry inside a mapping. */
export function flowEntry(key: string, value: unknown): string {
  return `${flowText(key)}: ${flow(value)}`;
}

/** Writes a text or a key, in quotes where some reader would read it as something else. */
export function flowText(text: string): string {
  const isText = PLAIN.test(text) && !NO_TEXT.test(text) && goNumber(text) === undefined;
  return isText ? text : JSON.stringify(text);
}
