import { followPatterns, patternTree } from '../../data/pattern-tree.ts';
import type { CheckedJobNodeRequirement } from '../../generated/checked-types.ts';
import { onRunner } from '../rule.ts';

const REQUIRED = 'required_during_scheduling_ignored_during_execution';
const PREFERRED = 'preferred_during_scheduling_ignored_during_execution';

const POD_TERMS = ['pod_affinity', 'pod_anti_affinity'].flatMap((kind) => [
  `${kind}.${REQUIRED}.*`,
  `${kind}.${PREFERRED}.*.pod_affinity_term`,
]);

/** Where conditions on nodes, and on the labels of pods and namespaces, stand in `affinity`. */
const CONDITIONS = patternTree(
  [
    `node_affinity.${REQUIRED}.node_selector_terms.*.match_expressions.*`,
    `node_affinity.${REQUIRED}.node_selector_terms.*.match_fields.*`,
    `node_affinity.${PREFERRED}.*.preference.match_expressions.*`,
    `node_affinity.${PREFERRED}.*.preference.match_fields.*`,
    ...POD_TERMS.map((term) => `${term}.label_selector.match_expressions.*`),
    ...POD_TERMS.map((term) => `${term}.namespace_selector.match_expressions.*`),
  ].map((pattern) => [pattern.split('.'), undefined]),
);

/** Conditions with more or fewer values than their operator takes. */
export const affinity = onRunner(({ entry: { kubernetes }, at, find }) => {
  followPatterns(kubernetes.affinity, CONDITIONS, (_, path, condition) => {
    const { operator, values = [] } = condition as CheckedJobNodeRequirement;
    const wanted = wantedValues(operator, values);
    if (wanted === undefined) return;
    find(
      'CONTRADICTION',
      at('kubernetes', 'affinity', ...path),
      `The operator ${operator} takes ${wanted}, and there ${values.length === 1 ? 'is 1 value' : `are ${values.length} values`}.`,
      'Kubernetes refuses the pod, so that every job fails.',
    );
  });
});

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
