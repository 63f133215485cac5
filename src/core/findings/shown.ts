import { masked } from '../credentials/mask.ts';

const MAX_LENGTH = 60;

/** Returns a value of the document as a sentence can show it: in one line, shortened, without a credential. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value === null) return 'nothing';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? JSON.stringify(shortened(masked(value))) : String(value);
}

function shortened(text: string): string {
  const characters = [...text.slice(0, 2 * MAX_LENGTH)];
  return characters.length > MAX_LENGTH || text.length > 2 * MAX_LENGTH
    ? `${characters.slice(0, MAX_LENGTH).join('')}…`
    : text;
}
