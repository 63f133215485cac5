import type { Resolved } from '../resolve/resolved.ts';
import type { OtherObject } from './kubernetes-object.ts';

/** Returns the document's own objects, in the order of their ids. */
export function extraObjects(resolved: Resolved): OtherObject[] {
  return Object.values(resolved.spec.extraObjects ?? {}).map(({ apiVersion, kind, metadata, ...rest }) => ({
    apiVersion,
    kind,
    metadata,
    ...rest,
  }));
}
