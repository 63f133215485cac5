import type { Place } from '../../diagnostics/diagnostic.ts';
import type { CheckedJobNodeRequirement } from '../../generated/checked-types.ts';
import { type At, onRunner } from '../rule.ts';

/** Conditions with more or fewer values than their operator takes. */
export const affinity = onRunner(({ entry: { kubernetes }, at, find }) => {
  const found = conditions(kubernetes.affinity, at.below('kubernetes', 'affinity'));
  for (const [place, { operator, values = [] }] of found) {
    const wanted = wantedValues(operator, values);
    if (wanted === undefined) continue;
    find(
      'CONTRADICTION',
      place,
      `The operator ${operator} takes ${wanted}, and there ${values.length === 1 ? 'is 1 value' : `are ${values.length} values`}.`,
      'Kubernetes refuses the pod, so that every job fails.',
    );
  }
});

/** The conditions on nodes, and on the labels of pods and namespaces, wherever they stand in a part of `affinity`. */
function conditions(part: unknown, at: At): (readonly [Place, CheckedJobNodeRequirement])[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, item]: [string, unknown]) => {
    const below = at.below(Array.isArray(part) ? Number(key) : key);
    return /^match_(?:expressions|fields)$/.test(key) && Array.isArray(item)
      ? item.map((condition, index) => [below(index), condition] as const)
      : conditions(item, below);
  });
}

/** What an operator takes, where the values are something else. */
function wantedValues(
  operator: CheckedJobNodeRequirement['operator'],
  values: readonly string[],
): string | undefined {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0 ? undefined : 'at least one value';
    case 'Gt':
    case 'Lt':
      return values.length === 1 && /^-?\d+$/.test(values[0]!)
        ? undefined
        : 'exactly one value, a whole number';
    default:
      return values.length === 0 ? undefined : 'no values';
  }
}
