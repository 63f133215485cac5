import { goNumber } from './go-number.ts';

const DATE =
  /^\d{4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?:$|[Tt ] *\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d*)?(?: *(?:Z|[-+]\d{1,2}(?::?\d\d)?))?$)/;
const DATE_KEPT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d*[1-9])?(?:Z|[-+]\d\d:\d\d)$/;

/** What to say of such a scalar where it may be a credential. */
export const HIDDEN_AMBIGUITY = {
  message: 'Without quotes this is a number or a date to kustomize, and something else to others.',
  help: 'Put it in quotes.',
};

/**
 * Says how kustomize reads an unquoted scalar where that is not what YAML 1.2 says: its reader (go-yaml 3) keeps
 * from YAML 1.1 octal numbers with a leading zero, digits grouped by underscores, and dates, which kustomize
 * rewrites.
 */
export function ambiguity(text: string, value: unknown): { message: string; help: string } | undefined {
  const quoted = `"${text}"`;
  if (DATE.test(text) && !DATE_KEPT.test(text)) {
    return {
      message: `Without quotes ${text} is a date to kustomize, which rewrites it, and text to others.`,
      help: `Put it in quotes: ${quoted}.`,
    };
  }
  const number = goNumber(text);
  if (number === undefined || number === value) return undefined;
  const other = typeof value === 'number' ? `${value} to others` : 'text to others';
  const octal = /^[-+]?0[0-7_]+$/.test(text)
    ? ` (octal ${number < 0 ? '-' : ''}0o${Math.abs(number).toString(8)})`
    : '';
  return {
    message: `Without quotes ${text} is the number ${number} to kustomize, and ${other}.`,
    help: `Write ${number}${octal} if the number is meant, or ${quoted} in quotes if the text is.`,
  };
}
