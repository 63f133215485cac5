import { fromBase64 } from '../data/base64.ts';
import { isEqual } from '../data/is-equal.ts';
import { isMapping } from '../data/is-mapping.ts';
import { type Path, valueAt } from '../data/path.ts';
import { fileText } from '../import/read/located.ts';
import { readToml } from '../import/read/toml.ts';
import { isOurs } from '../objects/as-written.ts';
import { identityKey } from '../objects/identity.ts';
import { type AnyObject, comparable } from './comparable.ts';

/** A config.toml, and the object that carries it. */
export interface ConfigFile {
  readonly key: string;
  readonly text: string;
  /** What it says; `undefined` where it cannot be read. */
  readonly value: unknown;
}

/** One side of a manager. */
export interface ManagerSide {
  readonly deployment: AnyObject;
  readonly config: ConfigFile | undefined;
  /** Secrets and ConfigMaps that its pod refers to, each by its identity. */
  readonly needs: ReadonlyMap<string, Need>;
}

/** Something that a pod refers to. */
export interface Need {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
}

/** A manager of both sides, or of one. */
export interface Manager {
  readonly key: string;
  readonly before: ManagerSide | undefined;
  readonly after: ManagerSide | undefined;
}

/** Returns the managers of two sets of objects. */
export function managersOf(before: readonly AnyObject[], after: readonly AnyObject[]): readonly Manager[] {
  const [old, young] = [before, after].map(
    (objects) =>
      new Map(
        objects
          .filter((object) => object.kind === 'Deployment' && isOurs(object))
          .map((object) => [identityKey(object as object), object]),
      ),
  ) as [Map<string, AnyObject>, Map<string, AnyObject>];
  return [...new Set([...young.keys(), ...old.keys()])].map((key) => {
    const pair = comparable(old.get(key), young.get(key));
    return {
      key,
      before: pair.before && sideOf(pair.before, before),
      after: pair.after && sideOf(pair.after, after),
    };
  });
}

/** The pod that a Deployment makes. */
export function podOf(deployment: AnyObject): unknown {
  return valueAt(deployment, ['spec', 'template', 'spec']);
}

/** Whether a Deployment of both sides makes other pods. */
export function rollsOut({ before, after }: Manager): boolean {
  const template: Path = ['spec', 'template'];
  return (
    before !== undefined &&
    after !== undefined &&
    !isEqual(valueAt(before.deployment, template), valueAt(after.deployment, template))
  );
}

/** The text of a key of a ConfigMap or a Secret. */
export function textOf(object: AnyObject, key: string): string | undefined {
  const plain = valueAt(object, [object.kind === 'Secret' ? 'stringData' : 'data', key]);
  if (typeof plain === 'string') return plain;
  const encoded = object.kind === 'Secret' ? valueAt(object, ['data', key]) : undefined;
  return typeof encoded === 'string' ? fromBase64(encoded) : undefined;
}

function sideOf(deployment: AnyObject, objects: readonly AnyObject[]): ManagerSide {
  const needs = needsOf(deployment);
  const carriers = objects.filter((object) => needs.has(identityKey(object as object)));
  const config = carriers.flatMap((object): ConfigFile[] => {
    const text = textOf(object, 'config.toml');
    return text === undefined ? [] : [{ key: identityKey(object as object), text, value: readConfig(text) }];
  })[0];
  return { deployment, needs, config };
}

function readConfig(text: string): unknown {
  const read = readToml(fileText('', text));
  return 'message' in read ? undefined : read.value;
}

function needsOf(deployment: AnyObject): ReadonlyMap<string, Need> {
  const namespace = valueAt(deployment, ['metadata', 'namespace']);
  const found = new Map<string, Need>();
  const add = (kind: Need['kind'], name: unknown, keys: readonly unknown[], isOptional: unknown): void => {
    if (typeof name !== 'string' || name === '' || isOptional === true) return;
    const object = { namespace: typeof namespace === 'string' ? namespace : '', name };
    const key = identityKey({ apiVersion: 'v1', kind, metadata: object });
    const known = found.get(key)?.keys ?? [];
    const named = keys.filter((one): one is string => typeof one === 'string');
    found.set(key, { kind, ...object, keys: [...new Set([...known, ...named])] });
  };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isMapping(value)) return;
    for (const [key, item] of Object.entries(value)) {
      if (key === 'imagePullSecrets' && Array.isArray(item)) {
        for (const one of item) add('Secret', valueAt(one, ['name']), [], false);
      } else if (isMapping(item)) {
        const keys = [
          item.key,
          ...(Array.isArray(item.items) ? item.items : []).map((one) => valueAt(one, ['key'])),
        ];
        if (key === 'secret') add('Secret', item.secretName ?? item.name, keys, item.optional);
        if (key === 'configMap') add('ConfigMap', item.name, keys, item.optional);
        if (key === 'secretKeyRef' || key === 'secretRef') add('Secret', item.name, keys, item.optional);
        if (key === 'configMapKeyRef' || key === 'configMapRef')
          add('ConfigMap', item.name, keys, item.optional);
      }
      visit(item);
    }
  };
  visit(podOf(deployment));
  return found;
}
