const wrongValues: readonly unknown[] = [
  null,
  -1,
  1.5,
  1e21,
  true,
  'no such value',
  'bell\u0007',
  '2GB',
  '',
  [],
  ['x'],
  {},
  { unknown: 1 },
  'x'.repeat(5000),
  Array.from({ length: 50 }, () => 'x'),
];

/**
 * A copy of the document with one thing wrong: a value of another kind, a key that does not exist, or one that
 * is missing. The number decides which place and which of the values, so that the numbers from 0 on break a document all over.
 */
export function broken(document: object, number: number, values: readonly unknown[] = wrongValues): unknown {
  const copy: unknown = structuredClone(document);
  const places: { readonly owner: Record<string, unknown>; readonly key: string }[] = [];
  const collect = (owner: unknown): void => {
    if (typeof owner !== 'object' || owner === null) return;
    for (const [key, value] of Object.entries(owner)) {
      places.push({ owner: owner as Record<string, unknown>, key });
      collect(value);
    }
  };
  collect(copy);
  const { owner, key } = places[(number * 7919) % places.length]!;
  const way = number % (values.length + 2);
  if (way < values.length) owner[key] = values[way];
  else if (way === values.length) delete owner[key];
  else owner[`${key}s`] = owner[key];
  return copy;
}
