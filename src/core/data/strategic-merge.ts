import { isMapping } from './is-mapping.ts';
import { own } from './own.ts';
import { setOwn } from './set-own.ts';

type Mapping = Readonly<Record<string, unknown>>;

/** The lists of a pod that are joined item by item, and the field by which items are the same. Others are replaced whole. */
const KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  volumes: 'name',
  env: 'name',
  imagePullSecrets: 'name',
  resourceClaims: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  ports: 'containerPort',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
};

/** Returns a part of a pod with a strategic merge patch applied, as the API server does. */
export function strategicMerge(value: unknown, patch: unknown, field = ''): unknown {
  if (Array.isArray(patch)) return mergedList(value, patch, own(KEYS, field));
  if (!isMapping(patch)) return patch;
  const { $patch: directive } = patch;
  if (directive === 'delete') return undefined;
  const base: Mapping = directive !== 'replace' && isMapping(value) ? value : {};
  const { $retainKeys: retained } = patch;
  const result: Record<string, unknown> = Object.fromEntries(
    Object.entries(base).filter(([key]) => !Array.isArray(retained) || retained.includes(key)),
  );
  for (const [key, item] of Object.entries(patch)) {
    if (key.startsWith('$')) {
      const list = /^\$deleteFromPrimitiveList\/(.+)$/.exec(key)?.[1];
      const old = list === undefined ? undefined : result[list];
      if (Array.isArray(old) && Array.isArray(item)) result[list!] = old.filter((one) => !item.includes(one));
      continue;
    }
    const merged =
      item === null
        ? undefined
        : strategicMerge(Object.hasOwn(result, key) ? result[key] : undefined, item, key);
    if (merged === undefined) delete result[key];
    else setOwn(result, key, merged);
  }
  return result;
}

function mergedList(value: unknown, patch: readonly unknown[], key: string | undefined): unknown {
  const items = patch.filter((item) => !isMapping(item) || item.$patch !== 'replace');
  const isReplaced = items.length < patch.length;
  if (key === undefined || isReplaced || !items.every(isMapping)) {
    return items.map((item) => strategicMerge(undefined, item)).filter((item) => item !== undefined);
  }
  const old: readonly unknown[] = Array.isArray(value) ? value : [];
  const placeOf = (item: unknown): number =>
    old.findIndex((one) => isMapping(one) && isMapping(item) && one[key] === item[key]);
  const merged = items.flatMap((item) => {
    const at = placeOf(item);
    const result = strategicMerge(old[at], item);
    return result === undefined ? [] : [{ at, result }];
  });
  const others = old.flatMap((item, at) =>
    items.some((one) => placeOf(one) === at) ? [] : [{ at, result: item }],
  );
  // New items come before the old ones, except after an item that is in both lists.
  const ordered: unknown[] = [];
  let [left, right] = [0, 0];
  while (left < merged.length || right < others.length) {
    const [one, other] = [merged[left], others[right]];
    const isOne = other === undefined || (one !== undefined && one.at < other.at);
    ordered.push((isOne ? one! : other).result);
    if (isOne) left += 1;
    else right += 1;
  }
  return ordered;
}
