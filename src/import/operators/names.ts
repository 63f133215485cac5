import type { Remark } from '../draft.ts';
import type { ImportOptions } from '../options.ts';
import { namespaceOf, type Resource } from './resource.ts';

/** A name for a document, and what there is to say of it. */
export interface Named {
  readonly name: string;
  readonly remarks: readonly Remark[];
}

/**
 * Returns the name of the document of each resource: its own, distinct from the names of other documents and of the
 * objects that the operators made, which are in the same namespaces until the end.
 */
export function namesOf(
  resources: readonly Resource[],
  workloadOf: (resource: Resource) => string,
  options: ImportOptions,
): readonly Named[] {
  const isAlone = resources.length === 1;
  const inNamespace = (resource: Resource, name: string): string =>
    `${namespaceOf(resource, options)}/${name}`;
  const old = new Set(resources.map((resource) => inNamespace(resource, workloadOf(resource))));
  const taken = new Set<string>();
  return resources.map((resource) => {
    const wanted = (isAlone ? options.name : undefined) ?? resource.name;
    const isFree = (name: string): boolean => !taken.has(name) && !old.has(inNamespace(resource, name));
    let name = wanted;
    for (let number = 2; !isFree(name); number += 1) name = `${wanted}-${number}`;
    taken.add(name);
    if (name === wanted) return { name, remarks: [] };
    return {
      name,
      remarks: [
        {
          kind: 'changed',
          from: resource.data.at(['metadata', 'name']),
          subject: 'metadata.name',
          text: old.has(inNamespace(resource, wanted))
            ? `The operator has a Deployment ${wanted}, which runs on until the end: the document is called ${name}.`
            : `Another document is called ${wanted}: this one is ${name}. If they are for two clusters, import them one by one.`,
        },
      ],
    };
  });
}
