import type { Resolved } from '../resolve/resolved.ts';
import type { KubernetesObject, OtherObject } from './kubernetes-object.ts';

/** Returns the document's own objects, in the order of their ids. */
export function extraObjects({ spec }: Resolved): OtherObject[] {
  return Object.values(spec.extraObjects ?? {}).map(({ apiVersion, kind, metadata, ...rest }) => ({
    apiVersion,
    kind,
    metadata,
    ...rest,
  }));
}

/** Returns the rendered objects without those that the document brings along, which come last. */
export function ownObjects(
  { extraObjects = {} }: Resolved['spec'],
  objects: readonly KubernetesObject[],
): KubernetesObject[] {
  return objects.slice(0, objects.length - Object.keys(extraObjects).length);
}
