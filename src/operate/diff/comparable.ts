import { base64 } from '../../core/data/base64.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { setOwn } from '../../core/data/set-own.ts';
import { compareQuantities, quantity } from '../../core/formats/quantity.ts';
import {
  isBookkeeping,
  isBookkeepingLabel,
  isGiven,
  isLeftOutByServer,
  isLive,
  isServerDefault,
  isServerMetadata,
} from '../../core/objects/as-written.ts';
import { type FieldRecord, isApplied, recordOf, recordOfItem, recordOfKey } from './field-records.ts';

/** An object of any kind, as it was read. */
export type AnyObject = Readonly<Record<string, unknown>>;

/** Two objects without what does not count as a difference; if only one side has the object, the other is absent. */
export interface Pair {
  readonly before: AnyObject | undefined;
  readonly after: AnyObject | undefined;
}

/** A value of one of the two objects. */
interface Value {
  readonly value: unknown;
  readonly object: AnyObject;
  /** Who wrote it, where the object comes from a cluster that has noted that. */
  readonly record: FieldRecord | undefined;
}

type Sides = readonly [before: unknown, after: unknown];

/** Keys from the object to a value, without the indexes of lists. */
type Keys = readonly string[];

/**
 * Returns two objects as somebody wrote them: what the API server, a controller or another tool has put into one of them
 * is in neither, and keys have the order of the one that comes from no cluster.
 */
export function comparable(before: AnyObject | undefined, after: AnyObject | undefined): Pair {
  const [a, b] = [before, after].map((object) => object && whole(withData(object)));
  const [left, right] = aligned(a, b, []);
  return { before: left as AnyObject | undefined, after: right as AnyObject | undefined };
}

function whole(object: AnyObject): Value {
  return { value: object, object, record: isLive(object) ? recordOf(object) : undefined };
}

/** `stringData` of a Secret is what people write for `data`. */
function withData(object: AnyObject): AnyObject {
  const { stringData, ...rest } = object;
  if (object.kind !== 'Secret' || !isMapping(stringData)) return object;
  const encoded = Object.entries(stringData).map(([key, text]) => [key, base64(String(text))]);
  return { ...rest, data: { ...(isMapping(rest.data) && rest.data), ...Object.fromEntries(encoded) } };
}

function aligned(a: Value | undefined, b: Value | undefined, keys: Keys): Sides {
  const values = [a, b].flatMap((side) => (side === undefined ? [] : [side.value]));
  if (values.every(isMapping)) return alignedMappings(a, b, keys);
  if (values.every((value) => Array.isArray(value))) return alignedLists(a, b, keys);
  return a && b && isSameAmount(a.value, b.value, keys) ? [b.value, b.value] : [a?.value, b?.value];
}

function alignedMappings(a: Value | undefined, b: Value | undefined, above: Keys): Sides {
  const results: readonly Record<string, unknown>[] = [{}, {}];
  for (const key of keysOf(a, b)) {
    const [left, right] = [a, b].map((side) => side && valueBelow(side, key));
    const keys = [...above, key];
    const isNone =
      left && right ? isAside(left, right, keys) : isUnsaid((left ?? right)!, left ? b : a, keys);
    if (isNone) continue;
    const sides = aligned(left, right, keys);
    // Nothing but notes of tools was in it.
    if ((left === undefined || right === undefined) && hasLostAll((left ?? right)!, sides)) continue;
    sides.forEach((value, index) => {
      if (value !== undefined) setOwn(results[index]!, key, value);
    });
  }
  return [a && results[0], b && results[1]];
}

function hasLostAll({ value, object }: Value, sides: Sides): boolean {
  const rest = sides.find((side) => side !== undefined);
  return (
    isLive(object) &&
    isMapping(rest) &&
    Object.keys(rest).length === 0 &&
    Object.keys(value as object).length > 0
  );
}

/** The keys of both, in the order of the side that somebody wrote. */
function keysOf(a: Value | undefined, b: Value | undefined): Set<string> {
  const sides = a !== undefined && isLive(a.object) ? [b, a] : [a, b];
  return new Set(sides.flatMap((side) => (side === undefined ? [] : Object.keys(side.value as object))));
}

function valueBelow({ value, object, record }: Value, key: string): Value | undefined {
  if (!Object.hasOwn(value as object, key)) return undefined;
  return { value: (value as AnyObject)[key], object, record: record && recordOfKey(record, key) };
}

/** Whether no field manager that applies objects owns a field that both sides have. */
function isAside(a: Value, b: Value, keys: Keys): boolean {
  return [a, b].some(({ object }) => isLive(object)) && isOfServer(keys, a.object);
}

/** Whether a field that one side lacks says nothing there: nobody wrote it, or it says what its absence says. */
function isUnsaid({ value, object, record }: Value, other: Value | undefined, keys: Keys): boolean {
  const key = keys.at(-1)!;
  const isOtherLive = other !== undefined && isLive(other.object);
  const isKnown = isLive(object) || isOtherLive || BUILT_IN.test(String(object.apiVersion));
  if (isKnown && isInSpec(keys) && (isServerDefault(key, value) || isGiven(object, key, value))) return true;
  // A port of the nodes that nobody has chosen is given, and stays.
  if (isLive(object) && key === 'nodePort' && record === undefined) return true;
  if (isLive(object)) return isOfServer(keys, object) || (record !== undefined && !isApplied(record));
  return isOtherLive && isLeftOutByServer(key, value);
}

/** The API groups whose defaults are known. */
const BUILT_IN = /^(?:v1|(?:apps|batch|policy|autoscaling|[\w.]+\.k8s\.io)\/.*)$/;

function isInSpec(keys: Keys): boolean {
  const [first, ...rest] = keys;
  return first === 'spec' && rest.length > 0 && !rest.slice(0, -1).includes('matchLabels');
}

/** Whether only the API server, its controllers, or tools for their own use write a field. */
function isOfServer(keys: Keys, { kind }: AnyObject): boolean {
  const key = keys.at(-1)!;
  const [above, around] = [keys.at(-2), keys.at(-3)];
  if (keys.length === 1)
    return (
      key === 'status' ||
      (key === 'spec' && kind === 'Namespace') ||
      (key === 'secrets' && kind === 'ServiceAccount')
    );
  if (above === 'metadata') return isServerMetadata(key);
  if (around !== 'metadata') return false;
  return above === 'labels' ? isBookkeepingLabel(key) : above === 'annotations' && isBookkeeping(key);
}

/** Fields that tell one item of a list from the others, the first that all items have being the one that does. */
const ITEM_KEYS = [
  'name',
  'mountPath',
  'containerPort',
  'port',
  'key',
  'ip',
  'topologyKey',
  'conditionType',
  'type',
];

function alignedLists(a: Value | undefined, b: Value | undefined, keys: Keys): Sides {
  const lists = [a, b].map((side) => (side === undefined ? [] : (side.value as readonly unknown[])));
  const nameOf = namesFor(lists);
  const itemsOf = (side: Value | undefined): Map<unknown, Value> =>
    new Map(
      (side === undefined ? [] : (side.value as readonly unknown[])).map((item, index) => [
        nameOf(item, index),
        {
          value: item,
          object: side!.object,
          record:
            side!.record &&
            recordOfItem(side!.record, item, (one) => nameOf(one, index) === nameOf(item, index)),
        },
      ]),
    );
  const [left, right] = [itemsOf(a), itemsOf(b)] as const;
  const isForeign = ({ object, value, record }: Value): boolean =>
    isLive(object) &&
    ((record !== undefined && !isApplied(record)) ||
      (object.kind === 'ServiceAccount' && isMadeByOpenShift(value)));
  const side = (own: Map<unknown, Value>, others: Map<unknown, Value>, index: 0 | 1): unknown[] =>
    [...own].flatMap(([name, item]) => {
      const other = others.get(name);
      if (other === undefined && isForeign(item)) return [];
      return [index === 0 ? aligned(item, other, keys)[0] : aligned(other, item, keys)[1]];
    });
  return [a && side(left, right, 0), b && side(right, left, 1)];
}

/** Names of the items of two lists: a field that tells them apart, or the item as a whole where there is none. */
function namesFor(lists: readonly (readonly unknown[])[]): (item: unknown, index: number) => unknown {
  const all = lists.flat();
  const isEach = (key: string): boolean =>
    lists.every((list) => {
      const found = list.map((item) => (isMapping(item) ? item[key] : undefined));
      return (
        found.every((name) => ['string', 'number'].includes(typeof name)) &&
        new Set(found).size === found.length
      );
    });
  const key = all.every(isMapping) ? ITEM_KEYS.find(isEach) : undefined;
  if (key !== undefined) return (item) => (isMapping(item) ? item[key] : undefined);
  return (_item, index) => index;
}

/** OpenShift gives each account the name of a Secret that it makes. */
function isMadeByOpenShift(item: unknown): boolean {
  return isMapping(item) && typeof item.name === 'string' && /-dockercfg-[a-z0-9]{5}$/.test(item.name);
}

/** Keys below which amounts are written. */
const AMOUNTS =
  /^(?:requests|limits|hard|overhead|sizeLimit|averageValue|default|defaultRequest|max|min|maxLimitRequestRatio|divisor|target)$/;

/** Whether two amounts are the same: the API server writes `1000m` as `1`. */
function isSameAmount(a: unknown, b: unknown, keys: Keys): boolean {
  if (!keys.slice(1).some((key) => AMOUNTS.test(key))) return false;
  const [left, right] = [a, b].map((amount) => (typeof amount === 'number' ? String(amount) : amount));
  return (
    typeof left === 'string' &&
    typeof right === 'string' &&
    quantity.test(left) &&
    quantity.test(right) &&
    compareQuantities(left, right) === 0
  );
}
