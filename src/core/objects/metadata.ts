import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';

import { type Labels, objectAnnotations, objectLabels } from '../resolve/labels.ts';
import type { Resolved } from '../resolve/resolved.ts';

/** What an object's metadata adds to the common labels and annotations. */
export interface MetadataExtras {
  /** Left out for objects without a namespace. */
  readonly namespace?: string | undefined;
  readonly labels?: Labels | undefined;
  readonly annotations?: Labels | undefined;
}

/** Returns the metadata of a rendered object. */
export function metadata(
  resolved: Resolved,
  name: string,
  extras: MetadataExtras,
): ObjectMeta & { readonly name: string } {
  return {
    name,
    ...(extras.namespace !== undefined && { namespace: extras.namespace }),
    labels: objectLabels(resolved, extras.labels),
    ...objectAnnotations(resolved, extras.annotations),
  };
}
