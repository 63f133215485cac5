import type { Resolved } from '../resolve/resolve.ts';

/** A Kubernetes object as data. */
interface ExtraObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** Returns the document's own objects, in the order of their ids. */
export function extraObjects({ spec }: Resolved): ExtraObject[] {
  return Object.values(spec.extraObjects ?? {}).map(({ apiVersion, kind, metadata, ...rest }) => ({
    apiVersion,
    kind,
    metadata,
    ...rest,
  }));
}
