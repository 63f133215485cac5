import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';

import type { Labels } from '../resolve/labels.ts';
import type { Resolved } from '../resolve/resolve.ts';

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
  const annotations = { ...resolved.spec.commonAnnotations, ...extras.annotations };
  return {
    name,
    ...(extras.namespace !== undefined && { namespace: extras.namespace }),
    labels: objectLabels(resolved, extras.labels),
    ...(Object.keys(annotations).length > 0 && { annotations: sorted(annotations) }),
  };
}

/** Returns the labels of an object. Its own win over those of the document, and the recommended ones over both. */
export function objectLabels({ metadata, labels }: Resolved, own: Labels | undefined): Labels {
  return sorted({ ...metadata.labels, ...own, ...labels });
}

/** Returns the same labels in the order of their keys. */
export function sorted(labels: Labels): Labels {
  const result: Labels = {};
  for (const key of Object.keys(labels).sort()) result[key] = labels[key]!;
  return result;
}
