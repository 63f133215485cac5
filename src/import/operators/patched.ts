import { isMapping } from '../../core/data/is-mapping.ts';
import { partsOf, withOperation } from '../../core/data/json-patch.ts';
import { mergePatch } from '../../core/data/merge-patch.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import { strategicMerge } from '../../core/data/strategic-merge.ts';
import type { Located } from '../read/located.ts';

/** A patch of an object. */
export interface Patch {
  readonly type: 'strategic' | 'merge' | 'json';
  readonly data: Located;
  /** The place in the object that it is a patch of. */
  readonly target: Path;
}

/** Returns an object with patches applied in order, and those that cannot be, each with the operation where it has some. */
export function patched(
  object: Located,
  patches: readonly Patch[],
): { readonly data: Located; readonly failed: readonly { patch: Patch; at: Path }[] } {
  const failed: { patch: Patch; at: Path }[] = [];
  let { value } = object;
  for (const patch of patches) {
    const { type, data, target } = patch;
    const old = valueAt(value, target) ?? {};
    let next: unknown = old;
    if (type !== 'json')
      next =
        type === 'merge' ? mergePatch(old as object, data.value as object) : strategicMerge(old, data.value);
    else {
      for (const [index, operation] of (data.value as readonly unknown[]).entries()) {
        const result = isMapping(operation) ? withOperation(next, operation) : undefined;
        if (result === undefined) failed.push({ patch, at: [index] });
        else next = result.value;
      }
    }
    value = replacedAt(value, target, next ?? {});
  }
  const owner = (path: Path): { readonly data: Located; readonly at: Path; readonly isWhole: boolean } => {
    let best: { data: Located; at: Path; length: number } = { data: object, at: path, length: -1 };
    for (const patch of patches) {
      const found = placeIn(patch, path);
      if (found !== undefined && found.length >= best.length) best = { data: patch.data, ...found };
    }
    return { data: best.data, at: best.at, isWhole: best.length < 0 || best.length === path.length };
  };
  return {
    data: {
      value,
      at: (path) => {
        const { data, at } = owner(path);
        return data.at(at);
      },
      commentAt: (path) => {
        const { data, at, isWhole } = owner(path);
        return isWhole ? data.commentAt(at) : undefined;
      },
      textAt: () => undefined,
      comments: [],
    },
    failed,
  };
}

/** The place in a patch that says most of a place in the object, and how much of the path it has. */
function placeIn({ type, data, target }: Patch, path: Path): { at: Path; length: number } | undefined {
  if (!target.every((part, index) => path[index] === part)) return undefined;
  const own = path.slice(target.length);
  const lengths = [...own.keys()].map((index) => index + 1).toReversed();
  if (type !== 'json') {
    const length = lengths.find((one) => valueAt(data.value, own.slice(0, one)) !== undefined);
    return length === undefined ? undefined : { at: own.slice(0, length), length: target.length + length };
  }
  let best: { at: Path; length: number } | undefined;
  for (const [index, operation] of (data.value as readonly unknown[]).entries()) {
    const parts = isMapping(operation) ? partsOf(operation.path)?.slice(1) : undefined;
    if (parts === undefined) continue;
    const isAlike = (part: string, at: number): boolean => String(own[at]) === part || part === '-';
    const common = parts.findIndex((part, at) => at >= own.length || !isAlike(part, at));
    const isAbove = common < 0;
    if (!isAbove && common < own.length) continue;
    const rest = isAbove ? own.slice(parts.length) : [];
    const isThere = isAbove && valueAt((operation as { value?: unknown }).value, rest) !== undefined;
    const length = target.length + (isThere ? own.length : Math.min(parts.length, own.length));
    if (best === undefined || length >= best.length)
      best = { at: isThere ? [index, 'value', ...rest] : [index], length };
  }
  return best;
}

function replacedAt(value: unknown, path: Path, next: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return next;
  const old = isMapping(value) ? value : {};
  return { ...old, [first]: replacedAt(old[first], rest, next) };
}
