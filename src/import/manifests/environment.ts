import { isMapping } from '../../core/data/is-mapping.ts';
import type { SecretKey } from '../config-toml/surroundings.ts';
import type { Origin } from '../read/located.ts';
import { type Container, itemsAt } from './managers.ts';
import { keysOf, type Objects, textIn } from './objects.ts';

/** A variable of a container. */
export interface Variable {
  /** Its value, where the inputs tell it and it is in no Secret. */
  readonly value?: string | undefined;
  /** The key of a Secret from which it comes. */
  readonly secret?: SecretKey | undefined;
  readonly from: Origin;
}

/**
 * Returns what finds the variables of a container. Where the container reads all keys of a Secret that is not among the
 * inputs, a variable that nothing else sets counts as one of them.
 */
export function environmentOf(
  { data }: Container,
  objects: Objects,
  namespace: string | undefined,
): {
  readonly all: ReadonlyMap<string, Variable>;
  readonly find: (name: string) => Variable | undefined;
} {
  const all = new Map<string, Variable>();
  const unseen: { prefix: string; name: string; from: Origin }[] = [];
  for (const entry of itemsAt(data, ['envFrom'])) {
    const { prefix = '', configMapRef, secretRef } = entry.value as Readonly<Record<string, unknown>>;
    const reference = isMapping(configMapRef) ? configMapRef : secretRef;
    if (!isMapping(reference)) continue;
    const kind = reference === configMapRef ? 'ConfigMap' : 'Secret';
    const name = String(reference.name);
    const from = entry.at([]);
    const object = objects.find(kind, namespace, name);
    if (object === undefined) {
      if (kind === 'Secret') unseen.push({ prefix: String(prefix), name, from });
      continue;
    }
    for (const key of keysOf(object)) {
      all.set(
        `${String(prefix)}${key}`,
        kind === 'Secret'
          ? { secret: { name, key }, from }
          : { value: textIn(object, key)?.text, from: object.data.at(['data', key]) },
      );
    }
  }
  for (const entry of itemsAt(data, ['env'])) {
    const { name, value = '', valueFrom } = entry.value as Readonly<Record<string, unknown>>;
    const from = entry.at(['name']);
    if (!isMapping(valueFrom)) {
      all.set(String(name), { value: String(value), from });
      continue;
    }
    const { secretKeyRef, configMapKeyRef } = valueFrom;
    if (isMapping(secretKeyRef)) {
      all.set(String(name), {
        secret: { name: String(secretKeyRef.name), key: String(secretKeyRef.key) },
        from,
      });
    } else if (isMapping(configMapKeyRef)) {
      const object = objects.find('ConfigMap', namespace, String(configMapKeyRef.name));
      all.set(String(name), { value: object && textIn(object, String(configMapKeyRef.key))?.text, from });
    } else all.set(String(name), { from });
  }
  return {
    all,
    find: (name) => {
      const source = unseen.find(({ prefix }) => name.startsWith(prefix));
      const guess = source && {
        secret: { name: source.name, key: name.slice(source.prefix.length) },
        from: source.from,
      };
      return all.get(name) ?? guess;
    },
  };
}
