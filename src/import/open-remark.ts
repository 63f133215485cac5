import { masked } from '../credentials/mask.ts';
import type { Remark } from './draft.ts';

/** The longest part of a name that keys and objects have. */
const NAME = /^[^\s"'`=\\,]+(?:(?:, key|,|:| and) [^\s"'`=\\,]+)*/;
const MAX_LENGTH = 120;

/** Returns a remark as people may see it: what it is about is a key or an object, and ends where it is neither. */
export function openRemark({ subject, text, ...rest }: Remark): Remark {
  const name = (NAME.exec(subject)?.[0] ?? '').slice(0, MAX_LENGTH);
  return { ...rest, subject: masked(name === subject ? name : `${name}…`), text: masked(text) };
}
