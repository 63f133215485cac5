import { textAt } from '../../core/data/at.ts';
import { groupedBy } from '../../core/data/grouped-by.ts';
import { isEqual } from '../../core/data/is-equal.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import { isOurs } from '../../core/objects/as-written.ts';
import { type Controller, controllerOf } from '../../core/objects/delivery.ts';
import { identityKey } from '../../core/objects/identity.ts';
import { referencesOf } from '../../core/objects/references.ts';
import { textOfKey } from '../../core/objects/text-of-key.ts';
import type { Labels } from '../../core/resolve/labels.ts';
import { fileText } from '../../import/read/located.ts';
import { readToml } from '../../import/read/toml.ts';
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
  /** The controller that it was rendered for, as far as its objects tell. */
  readonly controller: Controller | undefined;
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

function sideOf(deployment: AnyObject, objects: readonly AnyObject[]): ManagerSide {
  const needs = needsOf(deployment);
  const carriers = objects.filter((object) => needs.has(identityKey(object as object)));
  const config = carriers.flatMap((object): ConfigFile[] => {
    const text = textOfKey(object, 'config.toml');
    return text === undefined ? [] : [{ key: identityKey(object as object), text, value: readConfig(text) }];
  })[0];
  const namespace = textAt(deployment, 'metadata', 'namespace');
  const telling = objects.filter(
    (object) =>
      identityKey(object as object) === config?.key ||
      (object.kind === 'Namespace' && textAt(object, 'metadata', 'name') === namespace),
  );
  const controller = controllerOf(telling.map(annotationsOf));
  return { deployment, needs, config, controller };
}

function annotationsOf(object: AnyObject): Labels {
  const annotations = valueAt(object, ['metadata', 'annotations']);
  return isMapping(annotations) ? (annotations as Labels) : {};
}

function readConfig(text: string): unknown {
  const read = readToml(fileText('', text));
  return 'message' in read ? undefined : read.value;
}

/** What its pod cannot start without. */
function needsOf(deployment: AnyObject): ReadonlyMap<string, Need> {
  const namespace = textAt(deployment, 'metadata', 'namespace');
  const references = referencesOf({ kind: 'Deployment', namespace, value: deployment }).flatMap(
    ({ kind, name, keys, isOptional }): Need[] =>
      (kind === 'Secret' || kind === 'ConfigMap') && !isOptional ? [{ kind, namespace, name, keys }] : [],
  );
  const groups = groupedBy(references, ({ kind, name }) =>
    identityKey({ apiVersion: 'v1', kind, metadata: { namespace, name } }),
  );
  return new Map(
    [...groups].map(([key, group]) => {
      const keys = new Set(group.flatMap((need) => need.keys));
      return [key, { ...group[0]!, keys: [...keys] }];
    }),
  );
}
