import { isMapping } from '../../core/data/is-mapping.ts';
import type { Path } from '../../core/data/path.ts';
import type { Remark } from '../draft.ts';
import type { Located } from '../read/located.ts';

/** What Helm, envsubst and kustomize's like fill in before a resource reaches the cluster. */
const PLACEHOLDER = /\$\{\w+(?:[:?+=-][^}]*)?\}|\{\{[^}]*\}\}/;

/**
 * Returns a `spec` without texts in which something has yet to be filled in, as no operator does that. `expands` are
 * fields in which the runner does it itself.
 */
export function filled(
  spec: Located,
  expands: readonly string[],
): { readonly spec: Located; readonly remarks: readonly Remark[] } {
  const remarks: Remark[] = [];
  const walk = (value: unknown, path: Path): unknown => {
    if (expands.some((part) => path.includes(part))) return value;
    if (Array.isArray(value)) {
      return value.map((item, index) => walk(item, [...path, index])).filter((item) => item !== undefined);
    }
    if (isMapping(value)) {
      return Object.fromEntries(
        Object.entries(value).flatMap(([key, item]) => {
          const kept = walk(item, [...path, key]);
          return kept === undefined && item !== undefined ? [] : [[key, kept]];
        }),
      );
    }
    const found = typeof value === 'string' ? PLACEHOLDER.exec(value)?.[0] : undefined;
    if (found === undefined) return value;
    remarks.push({
      kind: 'decide',
      from: spec.at(path),
      subject: ['spec', ...path].filter((part) => typeof part === 'string').join('.'),
      text: `Something fills in \`${found.slice(0, 60)}\` before the resource reaches the cluster: import what it makes of it, or what \`kubectl get\` prints. It is left out.`,
    });
    return undefined;
  };
  return { spec: { ...spec, value: walk(spec.value, []) }, remarks };
}
