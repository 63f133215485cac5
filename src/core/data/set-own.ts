/** Gives a record or a list a value of its own under a key, whatever its prototype does with the key, as with `__proto__`. */
export function setOwn(target: object, key: string | number, value: unknown): void {
  if (key !== '__proto__') (target as Record<string | number, unknown>)[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
