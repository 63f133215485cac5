import type { Chart, Found } from '../chart.ts';
import type { ChartValue } from '../table.ts';
import { pullSecrets } from './image.ts';

/** The ServiceAccount that the chart makes or names, and whether it is made. */
export function accountOf(chart: Chart): { name: string; isMade: boolean; by: ChartValue | undefined } {
  const { fullname } = chart.facts;
  const create = chart.own('serviceAccount.create');
  const name = chart.own('serviceAccount.name');
  const hasRole = chart.get('rbac.create') === true;
  const isMade = create === true || (hasRole && create === undefined);
  if (create === true || name !== undefined) {
    return {
      name: String(name ?? fullname),
      isMade,
      by: name === undefined ? 'serviceAccount.create' : 'serviceAccount.name',
    };
  }
  if (hasRole) {
    const generated = chart.own('rbac.generatedServiceAccountName');
    return {
      name: String(generated ?? fullname),
      isMade,
      by: generated === undefined ? undefined : 'rbac.generatedServiceAccountName',
    };
  }
  const given = chart.own('rbac.serviceAccountName');
  return {
    name: String(given ?? 'default'),
    isMade,
    by: given === undefined ? undefined : 'rbac.serviceAccountName',
  };
}

/** The account that the manager acts as, and whether it gets a Role. */
export function* account(chart: Chart): Iterable<Found> {
  const { name, isMade, by } = accountOf(chart);
  const written = (value: ChartValue): ChartValue | undefined =>
    chart.own(value) === undefined ? undefined : value;
  const hasRole = chart.get('rbac.create') === true;
  yield chart.setting(
    'spec.serviceAccount.create',
    isMade,
    written('serviceAccount.create') ?? written('rbac.create'),
  );
  yield chart.setting('spec.serviceAccount.name', name, by);
  yield chart.setting('spec.rbac.create', hasRole, written('rbac.create'));
  for (const value of ['rbac.serviceAccountName', 'rbac.generatedServiceAccountName'] as const) {
    if (chart.own(value) !== undefined && by !== value)
      yield chart.remark(
        'dead',
        value,
        `The chart asks other values first: the manager acts as \`${name}\`.`,
      );
  }
  const own = (first: ChartValue, second: ChartValue): ChartValue =>
    chart.own(first) === undefined ? second : first;
  const annotations = own('serviceAccount.annotations', 'rbac.serviceAccountAnnotations');
  const secrets = own('serviceAccount.imagePullSecrets', 'rbac.imagePullSecrets');
  if (isMade) {
    const map = chart.own(annotations);
    for (const [key, value] of Object.entries((map as object | undefined) ?? {}))
      yield chart.setting(['spec', 'serviceAccount', 'annotations', key], String(value), [
        ...annotations.split('.'),
        key,
      ]);
    yield* pullSecrets(chart, secrets, 'spec.serviceAccount.imagePullSecrets');
  } else {
    for (const value of [annotations, secrets]) {
      if (chart.own(value) !== undefined)
        yield chart.remark('dead', value, 'The chart creates no ServiceAccount here that could have it.');
    }
  }
  if (hasRole && chart.get('rbac.clusterWideAccess') === true) {
    yield chart.remark(
      'changed',
      'rbac.clusterWideAccess',
      "The chart's manager had permissions in every namespace. The document gives it a Role in each job namespace: add further ones to spec.jobs.namespaces.",
    );
  }
  if (chart.get('rbac.podSecurityPolicy.enabled') === true) {
    yield chart.remark(
      'dead',
      'rbac.podSecurityPolicy.enabled',
      'PodSecurityPolicy was removed in Kubernetes 1.25.',
    );
  }
}
