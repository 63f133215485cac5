import { groupedBy } from '../../core/data/grouped-by.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { isOurs } from '../../core/objects/as-written.ts';
import { identityKey } from '../../core/objects/identity.ts';
import { matches } from '../../import/manifests/belongings.ts';
import { managersAmong, workloadsAmong } from '../../import/manifests/managers.ts';
import { at, type Found, type Objects, objectsIn, texts } from '../../import/manifests/objects.ts';
import { below } from '../../import/read/located.ts';
import type { Input } from '../../import/reader.ts';
import { type Manager, managerOf } from './manager.ts';

/** Rendered objects, and what is among them. */
export interface World {
  /** All but those that are there again. */
  readonly objects: Objects;
  /** Objects that would be the same one in the cluster as one before them. */
  readonly repeated: readonly Found[];
  readonly managers: readonly Manager[];
  /** The pods that workloads among the objects make. */
  readonly pods: readonly SelectablePod[];
  /** Whether an object has to do with a manager: a document rendered it, or it is about a manager's pod or account. */
  readonly isConcerned: (object: Found) => boolean;
}

/** Pods as selectors look at them. */
export interface SelectablePod {
  /** The workload that makes them. */
  readonly workload: Found;
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

/** Returns what rendered objects are. */
export function worldOf(inputs: readonly Input[]): World {
  const { all } = objectsIn(inputs);
  const alike = groupedBy(all, ({ data }) => identityKey(data.value as object));
  const repeated = [...alike.values()].flatMap(([, ...more]) => more);
  const left = new Set(repeated.map(({ input }) => input));
  const objects = objectsIn(inputs.filter((input) => !left.has(input)));
  const managers = managersAmong(objects).flatMap((manager) => managerOf(manager, objects) ?? []);
  const accounts = new Set(managers.map(({ account, namespace }) => `${namespace ?? ''}/${account}`));
  const workloads = new Set(managers.map(({ workload }) => workload));
  const isBound = (object: Found): boolean => {
    const subjects = at(object, 'subjects');
    return (
      Array.isArray(subjects) &&
      subjects.some(
        (one) => isMapping(one) && accounts.has(`${String(one.namespace ?? '')}/${String(one.name)}`),
      )
    );
  };
  return {
    objects,
    repeated,
    managers,
    pods: workloadsAmong(objects).map(({ workload, path }) => ({
      workload,
      namespace: workload.namespace,
      labels: texts(below(workload.data, [...path, 'metadata', 'labels']).value),
    })),
    isConcerned: (object) => isOurs(object.data.value) || workloads.has(object) || isBound(object),
  };
}

/** An object as people call it: `Deployment ci/gitlab-runner`. */
export function objectName({ kind, namespace, name }: Found): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Whether a selector, which may be anything, selects what has labels. */
export function selects(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  return isMapping(selector) && matches(selector, labels);
}
