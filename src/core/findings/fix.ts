import { isOpen } from '../credentials/mask.ts';
import { copyOf } from '../data/copy.ts';
import { isMapping } from '../data/is-mapping.ts';
import type { Json } from '../data/json.ts';
import { type Path, valueAt } from '../data/path.ts';

/** What fixes a document for certain, as a change of its data. It never holds a credential. */
export type Fix =
  /** The last key of the path gets another name. The same name once more: the key is not text, and is to be put in quotes. */
  | { readonly do: 'rename'; readonly path: Path; readonly key: string }
  /** The value at the path becomes this one. Where the last key is missing, it is added. */
  | { readonly do: 'set'; readonly path: Path; readonly value: Json }
  /** The entry at the path goes. */
  | { readonly do: 'remove'; readonly path: Path }
  /**
   * The entry of a mapping goes to another place, with the last key of `to` as its key. Mappings that are missing on the
   * way there are added.
   */
  | { readonly do: 'move'; readonly path: Path; readonly to: Path };

/** Returns a copy of plain data with the fixes applied in their order; `undefined` where it has no place for one. */
export function fixed(value: unknown, ...fixes: readonly Fix[]): unknown {
  const result = copyOf(value);
  return fixes.every((fix) => applyFix(result, fix)) ? result : undefined;
}

/**
 * Applies a fix to plain data in place. Returns whether the data has a place for it; if not, it may be changed in part.
 */
export function applyFix(value: unknown, fix: Fix): boolean {
  const owner = valueAt(value, fix.path.slice(0, -1));
  const last = fix.path.at(-1);
  if (typeof owner !== 'object' || owner === null || last === undefined) return false;
  const isThere = Object.hasOwn(owner, last);
  if (!isThere) return fix.do === 'set' && isMapping(owner) && put(owner, String(last), fix.value);
  switch (fix.do) {
    case 'rename':
      return isMapping(owner) && rename(owner, String(last), fix.key);
    case 'set':
      return put(owner, String(last), fix.value);
    case 'remove':
      return take(owner, last);
    case 'move':
      return isMapping(owner) && move(value, owner, fix);
  }
}

/** Whether a fix can be shown: nothing that it writes is a credential. */
export function isOpenFix(fix: Fix): boolean {
  if (fix.do === 'rename') return isOpen(fix.key);
  return fix.do !== 'set' || areOpen(fix.value);
}

function areOpen(value: Json): boolean {
  if (typeof value === 'string') return isOpen(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, item]) => isOpen(key) && areOpen(item));
}

type Mapping = Record<string, unknown>;

function put(owner: object, key: string, value: unknown): true {
  (owner as Mapping)[key] = copyOf(value);
  return true;
}

function take(owner: object, key: string | number): true {
  if (Array.isArray(owner)) owner.splice(Number(key), 1);
  else delete (owner as Mapping)[key];
  return true;
}

/** The key stays where it is among the others. */
function rename(owner: Mapping, from: string, to: string): boolean {
  if (from === to) return true;
  if (Object.hasOwn(owner, to)) return false;
  for (const [key, value] of Object.entries(owner)) {
    delete owner[key];
    owner[key === from ? to : key] = value;
  }
  return true;
}

function move(value: unknown, owner: Mapping, { path, to }: Fix & { readonly do: 'move' }): boolean {
  if (path.every((part, at) => part === to[at])) return false;
  const key = String(path.at(-1));
  let target = value;
  for (const part of to.slice(0, -1)) {
    if (isMapping(target) && (target[part] ?? null) === null) put(target, String(part), {});
    target = valueAt(target, [part]);
  }
  const last = to.at(-1);
  if (!isMapping(target) || last === undefined || Object.hasOwn(target, last)) return false;
  put(target, String(last), owner[key]);
  return take(owner, key);
}
