import { managersMatched } from '../../../core/objects/metrics/manager-matchers.ts';
import { at } from '../../../import/manifests/objects.ts';
import type { Check } from '../finding.ts';

/** Alerts and dashboards of a manager that is called another name, or is in another namespace. */
export const series: Check = ({ objects, managers, isConcerned }, find) => {
  for (const object of objects.all.filter(isConcerned)) {
    const field = { PrometheusRule: 'spec', ConfigMap: 'data' }[object.kind];
    if (field === undefined || managers.some(({ config }) => config?.object === object)) continue;
    const stale = managersMatched(JSON.stringify(at(object, field)) ?? '').find(
      ({ namespace, name }) =>
        !managers.some(
          ({ workload }) => workload.name === name && (workload.namespace ?? namespace) === namespace,
        ),
    );
    if (stale === undefined) continue;
    find(
      'REFERENCE_BROKEN',
      { object, path: [field] },
      `Its queries look for pods of "${stale.name}" in the namespace "${stale.namespace}", where no manager has that name.`,
      'Queries are text that kustomize does not change: set name and namespace in the config layer.',
    );
  }
};
