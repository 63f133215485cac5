import { copyOf } from './copy.ts';
import { isEqual } from './is-equal.ts';
import { isMapping } from './is-mapping.ts';
import { setOwn } from './set-own.ts';

/** An operation of a JSON patch (RFC 6902). */
interface Operation {
  readonly op?: unknown;
  readonly path?: unknown;
  readonly from?: unknown;
  readonly value?: unknown;
}

/**
 * Returns data with an operation applied, or nothing where it cannot be. What is missing above the place is made: the
 * operator has more of a pod than is known here.
 */
export function withOperation(
  data: unknown,
  { op, path, from, value }: Operation,
): { value: unknown } | undefined {
  const root = { '': copyOf(data) };
  const at = partsOf(path);
  if (at === undefined) return undefined;
  switch (op) {
    case 'add':
    case 'replace':
      return put(root, at, value, op === 'add') ? { value: root[''] } : undefined;
    case 'remove':
      take(root, at);
      return { value: root[''] };
    case 'move':
    case 'copy': {
      const source = partsOf(from);
      if (source === undefined) return undefined;
      const moved = op === 'move' ? take(root, source) : copyOf(found(root, source));
      return moved !== undefined && put(root, at, moved, true) ? { value: root[''] } : undefined;
    }
    case 'test':
      return isEqual(found(root, at), value) ? { value: root[''] } : undefined;
    default:
      return undefined;
  }
}

/** The parts of a JSON pointer, below a root that has all under an empty name. */
export function partsOf(pointer: unknown): readonly string[] | undefined {
  if (typeof pointer !== 'string' || (pointer !== '' && !pointer.startsWith('/'))) return undefined;
  return pointer.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

type Holder = Record<string, unknown>;

function found(root: Holder, parts: readonly string[]): unknown {
  let value: unknown = root;
  for (const part of parts) {
    if (!isHolder(value) || !Object.hasOwn(value, part)) return undefined;
    value = (value as Holder)[part];
  }
  return value;
}

function take(root: Holder, parts: readonly string[]): unknown {
  const above = found(root, parts.slice(0, -1));
  const last = parts.at(-1)!;
  if (Array.isArray(above)) return /^\d+$/.test(last) ? above.splice(Number(last), 1)[0] : undefined;
  if (!isMapping(above) || !Object.hasOwn(above, last)) return undefined;
  const { [last]: value } = above;
  delete (above as Holder)[last];
  return value;
}

function put(root: Holder, parts: readonly string[], value: unknown, isAdded: boolean): boolean {
  let target: unknown = root;
  for (const [index, part] of parts.slice(0, -1).entries()) {
    if (!isHolder(target) || (Array.isArray(target) && !Object.hasOwn(target, part))) return false;
    const next = parts[index + 1]!;
    if (!Object.hasOwn(target, part)) setOwn(target, part, /^(?:-|\d+)$/.test(next) ? [] : {});
    target = (target as Holder)[part];
  }
  const last = parts.at(-1)!;
  if (Array.isArray(target)) {
    const at = last === '-' ? target.length : Number(last);
    if (!(at >= 0 && at <= target.length)) return false;
    target.splice(at, isAdded ? 0 : 1, value);
    return true;
  }
  if (!isMapping(target)) return false;
  setOwn(target, last, value);
  return true;
}

function isHolder(value: unknown): value is object {
  return isMapping(value) || Array.isArray(value);
}
