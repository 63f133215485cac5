import { at } from '../data/at.ts';
import { fromBase64 } from '../data/base64.ts';

/** Returns the text that a ConfigMap or a Secret has for a key; `undefined` where there is none. */
export function textOfKey(object: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const isSecret = object.kind === 'Secret';
  const plain = at(object, isSecret ? 'stringData' : 'data', key);
  if (typeof plain === 'string') return plain;
  const encoded = isSecret ? at(object, 'data', key) : undefined;
  return typeof encoded === 'string' ? fromBase64(encoded) : undefined;
}
