import type { Path } from '../../core/data/path.ts';
import type { Fix } from '../../core/findings/fix.ts';
import { accepts } from '../../core/schema/accepts.ts';
import { schemaOf } from '../../core/schema/node.ts';
import { goNumber } from '../../core/yaml/go-number.ts';

/**
 * Returns what an unquoted scalar means for certain that kustomize reads in another way: the text where its key accepts
 * no number, the number where it accepts no text.
 */
export function clearScalar(text: string, path: Path): Fix | undefined {
  const node = schemaOf(path);
  const number = goNumber(text);
  if (node?.type === undefined) return undefined;
  const isText = accepts(text, node);
  const isNumber = number !== undefined && accepts(number, node);
  if (isText === isNumber) return undefined;
  // A number with a leading zero is octal in file modes, and a slip elsewhere.
  const isMeant = isText || !/^[-+]?0\d/.test(text) || /mode$/i.test(String(path.at(-1)));
  return isMeant ? { do: 'set', path: [...path], value: isText ? text : number! } : undefined;
}
