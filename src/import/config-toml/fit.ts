import type { SchemaNode } from '../../core/schema/node.ts';

/** A value as the schema wants it, and what there is to say of the difference. */
export interface Fitted {
  readonly value: unknown;
  readonly note?: string;
}

const NANOSECONDS: readonly (readonly [string, number])[] = [
  ['h', 3600e9],
  ['m', 60e9],
  ['s', 1e9],
  ['ms', 1e6],
  ['us', 1e3],
  ['ns', 1],
];

/** Returns a value as a place accepts it: a number of nanoseconds as a duration, numbers and truth values as text. */
export function fitted(value: unknown, node: SchemaNode | undefined): Fitted {
  const types = [node?.type ?? []].flat();
  if (types.length === 0 || !types.includes('string') || !/^(?:number|boolean)$/.test(typeof value))
    return { value };
  if (types.includes(typeof value) || (types.includes('integer') && Number.isInteger(value)))
    return { value };
  if (node?.format === 'duration' && Number.isInteger(value)) {
    const [unit, size] = NANOSECONDS.find(([, each]) => Number(value) % each === 0)!;
    return { value: `${Number(value) / size}${unit}` };
  }
  return { value: String(value), note: `A text belongs here: ${String(value)} → "${String(value)}".` };
}
