import type { Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedExtraObject as ExtraObject } from '../../generated/resolved-types.ts';
import { ownObjects } from '../../objects/extra-objects.ts';
import type { KubernetesObject } from '../../objects/kubernetes-object.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** Extra objects that would replace one of ours or each other, and lists, which no tool counts as one object. */
export function checkExtraObjects(
  resolved: Resolved,
  objects: readonly KubernetesObject[],
  report: Report,
): void {
  const { extraObjects } = resolved.spec;
  if (extraObjects === undefined) return;
  const taken = new Map(
    ownObjects(resolved, objects).map((object) => [identity(object), 'an object of the runner']),
  );
  for (const [id, object] of Object.entries(extraObjects)) {
    const path = ['spec', 'extraObjects', id];
    if (object.kind.endsWith('List') && 'items' in object) {
      report({
        code: 'NOT_ALLOWED',
        severity: 'error',
        message: `A ${object.kind} is not one object, and what it holds cannot be told apart from ours.`,
        path: [...path, 'kind'],
        help: 'Make an entry of each of its items.',
      });
      continue;
    }
    const owner = taken.get(identity(object));
    if (owner !== undefined) {
      report({
        code: 'OBJECT_TAKEN',
        severity: 'error',
        message: `The ${object.kind} "${object.metadata.name}" is ${owner} already.`,
        path: [...path, 'metadata', 'name'],
        help: 'Use another name. To change an object of the runner, patch it in the resource layer.',
      });
    }
    taken.set(identity(object), `the entry "${id}"`);
  }
}

/** What a cluster tells objects apart by; releases of an API group name the same object. */
function identity({ apiVersion, kind, metadata }: ExtraObject | KubernetesObject): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return JSON.stringify([group, kind.toLowerCase(), metadata.namespace ?? '', metadata.name]);
}
