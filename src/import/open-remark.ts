import { masked } from '../core/credentials/mask.ts';
import type { Remark } from './draft.ts';

/** What names of keys and objects are made of: no assignment, and nothing in quotes. */
const NAME = /^[^\r\n"'`=\\]*/;
const MAX_LENGTH = 120;

/** Returns a remark as people may see it: what it is about is a key or an object, and ends where it is neither. */
export function openRemark({ subject, text, ...rest }: Remark): Remark {
  const name = NAME.exec(subject)![0].slice(0, MAX_LENGTH);
  return { ...rest, subject: masked(name === subject ? name : `${name}…`), text: masked(text) };
}
