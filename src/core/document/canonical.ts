import { isSecret } from '../credentials/secrets-at.ts';
import type { Json } from '../data/json.ts';
import type { Code } from '../findings/codes.ts';
import { type Diagnostic, diagnostic } from '../findings/diagnostic.ts';
import { unsafeCharacter } from '../formats/unsafe-text.ts';
import { MAX_DEPTH, MAX_PROBLEMS, MAX_VALUES } from './limits.ts';

/** Names that JavaScript libraries do not read as data. */
const UNWRITABLE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'toISOString', 'toJSON']);

/** A copy of the input as plain data, and what keeps the input from being plain data. */
export interface Canonical {
  /** With `null` in place of what is not plain data; `undefined` where a limit or the root itself is in the way. */
  readonly value: Json | undefined;
  readonly problems: readonly Diagnostic[];
}

/**
 * Returns a deep copy of the input: keys in code unit order, keys whose value is `undefined` left out, no
 * object shared. The input is only read, each key and item once. Anything that is not plain data, is nested too deep,
 * or holds text that YAML or TOML cannot carry is a problem.
 */
export function canonical(config: unknown): Canonical {
  const problems: Diagnostic[] = [];
  const path: (string | number)[] = [];
  let values = 0;

  const problem = (code: Code, message: string, help?: string, at?: 'key' | 'value'): undefined => {
    if (problems.length < MAX_PROBLEMS) {
      const place = { path: [...path], ...(at !== undefined && { at }) };
      problems.push(diagnostic(code, place, message, help));
    }
    return undefined;
  };

  const text = (value: string, at: 'key' | 'value'): void => {
    const character = unsafeCharacter(value);
    if (character !== undefined) {
      problem(
        'UNSAFE_TEXT',
        `This text holds the character ${character}, which YAML or TOML cannot carry.`,
        'Remove the character.',
        at,
      );
    }
  };

  const tooMany = (): undefined => {
    if (values <= MAX_VALUES) {
      problem('INPUT_TOO_LARGE', `The document holds more than ${MAX_VALUES} values.`);
    }
    values = MAX_VALUES + 1;
  };

  const copy = (value: unknown): Json | undefined => {
    if (values >= MAX_VALUES) return tooMany();
    values += 1;
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'string') {
      text(value, 'value');
      return value;
    }
    if (typeof value === 'number') {
      if (!Number.isFinite(value))
        return problem('NOT_DATA', `${value} is not a number that can be written.`);
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
        const what = isSecret(value, path) ? 'This' : value;
        return problem('OUT_OF_RANGE', `${what} is too large a number to be kept exactly.`);
      }
      return value;
    }
    if (typeof value !== 'object')
      return problem(
        'NOT_DATA',
        value === undefined ? '`undefined` is not plain data.' : `A ${typeof value} is not plain data.`,
      );
    if (path.length >= MAX_DEPTH) {
      return problem(
        'TOO_DEEP',
        `The document is nested deeper than ${MAX_DEPTH} levels, or refers to itself.`,
      );
    }
    return Array.isArray(value) ? copyList(value) : copyMapping(value);
  };

  const copyList = (list: readonly unknown[]): Json[] | undefined => {
    // Reads each item once, without an iterator: a getter may make the list longer, and a proxy may answer anything.
    const length = Number(list.length);
    if (length > MAX_VALUES - values) return tooMany();
    const copies: Json[] = [];
    for (let index = 0; index < length; index++) {
      path.push(index);
      const item = list[index];
      const result = item === undefined ? problem('NOT_DATA', 'A list cannot hold `undefined`.') : copy(item);
      path.pop();
      copies.push(result ?? null);
    }
    return copies;
  };

  const copyMapping = (mapping: object): Json | undefined => {
    const prototype: unknown = Object.getPrototypeOf(mapping);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      return problem('NOT_DATA', 'A class instance is not plain data.');
    }
    const result: { [key: string]: Json } = {};
    for (const key of Object.keys(mapping).sort()) {
      path.push(key);
      text(key, 'key');
      if (UNWRITABLE_KEYS.has(key)) {
        problem('UNSAFE_TEXT', `The key "${key}" cannot be written.`, 'Use another name.', 'key');
      } else {
        const value: unknown = (mapping as Record<string, unknown>)[key];
        if (value !== undefined) result[key] = copy(value) ?? null;
      }
      path.pop();
      if (values > MAX_VALUES) break;
    }
    return result;
  };

  let value: Json | undefined;
  try {
    value = copy(config);
  } catch {
    // Reading an unknown object runs its getters and proxies, and so may what they throw.
    value = undefined;
    problem('NOT_DATA', 'The value cannot be read: it throws an error.');
  }
  // Beyond a limit, not all problems have been found, so nothing uses the value.
  const isBeyondLimit =
    problems.length === MAX_PROBLEMS ||
    problems.some(({ code }) => code === 'TOO_DEEP' || code === 'INPUT_TOO_LARGE');
  return { value: isBeyondLimit ? undefined : value, problems };
}
