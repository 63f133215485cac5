import { isMapping } from '../data/is-mapping.ts';
import { type Path, valueAt } from '../data/path.ts';

/** Values of GitLab's Helm chart, as a file holds them. */
export interface ChartValues {
  /** Where in the file they are; the empty path for the file as a whole. */
  readonly path: Path;
  /** The values, or YAML text with them. */
  readonly values: unknown;
  /** The object that holds them, as a sentence names it. Without one, the file is of values. */
  readonly holder?: string;
}

/** Objects that hand values to a chart: where each has them, and where it names the chart. */
const HOLDERS: readonly {
  readonly kind: string;
  readonly group: string;
  readonly name: string;
  readonly values: readonly string[];
  readonly chart: readonly string[];
}[] = [
  {
    kind: 'HelmRelease',
    group: 'helm.toolkit.fluxcd.io',
    name: 'a HelmRelease of Flux',
    values: ['spec.values'],
    chart: ['spec.chart.spec.chart', 'spec.chartRef.name'],
  },
  {
    kind: 'HelmRelease',
    group: 'helm.fluxcd.io',
    name: 'a HelmRelease of Flux',
    values: ['spec.values'],
    chart: ['spec.chart.name'],
  },
  {
    kind: 'HelmChart',
    group: 'helm.cattle.io',
    name: 'a HelmChart of Rancher',
    values: ['spec.valuesContent', 'spec.set'],
    chart: ['spec.chart'],
  },
  {
    kind: 'HelmChartConfig',
    group: 'helm.cattle.io',
    name: 'a HelmChartConfig of Rancher',
    values: ['spec.valuesContent'],
    chart: ['metadata.name'],
  },
  {
    kind: 'Application',
    group: 'argoproj.io',
    name: 'an Application of Argo CD',
    values: ['spec.source.helm.valuesObject', 'spec.source.helm.values'],
    chart: ['spec.source.chart'],
  },
  {
    kind: 'Kustomization',
    group: 'kustomize.config.k8s.io',
    name: 'a Kustomization',
    values: ['helmCharts.*.valuesInline'],
    chart: ['helmCharts.*.name'],
  },
  {
    kind: 'Runner',
    group: 'apps.gitlab.com',
    name: 'a resource of an operator',
    values: ['spec'],
    chart: [],
  },
];

/** Values that no other chart has by these names. */
const NAMES = [
  'gitlabUrl',
  'runnerToken',
  'runnerRegistrationToken',
  'unregisterRunners',
  'checkInterval',
  'certsSecretName',
];
/** Keys of values under `runners` that are not runner entries of a document. */
const NAMES_OF_RUNNERS = ['config', 'configPath', 'secret', 'executor', 'privileged', 'tags', 'cache'];

/**
 * Returns the values of GitLab's Helm chart that plain data holds: a file of values, an umbrella chart's, or an object
 * that hands them to the chart. `undefined` for anything else.
 */
export function chartValuesIn(document: unknown): ChartValues | undefined {
  if (!isMapping(document)) return undefined;
  const { kind, apiVersion, helmCharts } = document;
  if (kind !== undefined || apiVersion !== undefined || helmCharts !== undefined) return ofHolder(document);
  const [path] = placesOfValues(document);
  return path && { path, values: valueAt(document, path) };
}

/**
 * Returns where the values of GitLab's chart are among values: at the top, or under one or several names of an umbrella
 * chart.
 */
export function placesOfValues(values: unknown): Path[] {
  if (areChartValues(values)) return [[]];
  if (!isMapping(values)) return [];
  return Object.entries(values)
    .filter(([key, below]) => isMapping(below) && (key === 'gitlab-runner' || areChartValues(below)))
    .map(([key]) => [key]);
}

function ofHolder(document: Readonly<Record<string, unknown>>): ChartValues | undefined {
  const { apiVersion = 'kustomize.config.k8s.io', kind = 'Kustomization' } = document;
  const group = typeof apiVersion === 'string' ? apiVersion.split('/')[0] : undefined;
  const holder = HOLDERS.find((one) => one.kind === kind && one.group === group);
  if (holder === undefined) return undefined;
  // An application may have several sources, and a kustomization several charts, of which one is ours.
  const { sources } = isMapping(document.spec) ? document.spec : {};
  const placesOf = (paths: readonly string[]): Path[] =>
    paths.flatMap((path) => {
      const parts = path.split('.');
      if (parts[1] === '*')
        return indexes(document.helmCharts).map((at) => [parts[0]!, at, ...parts.slice(2)]);
      return [parts, ...indexes(sources).map((at) => ['spec', 'sources', at, ...parts.slice(2)])];
    });
  const places = placesOf(holder.values).filter((path) => valueAt(document, path) !== undefined);
  const isOurs = placesOf(holder.chart)
    .map((path) => valueAt(document, path))
    .some((chart) => typeof chart === 'string' && chart.includes('gitlab-runner'));
  const path =
    places.find((one) => isOfChart(valueAt(document, one), holder.kind)) ??
    (isOurs ? (places[0] ?? []) : undefined);
  return path && { path, values: valueAt(document, path), holder: holder.name };
}

function indexes(list: unknown): readonly number[] {
  return Array.isArray(list) ? [...list.keys()] : [];
}

/** Whether values belong to the chart. The operator of GitLab itself has its own address by the same name. */
function isOfChart(values: unknown, kind: string): boolean {
  if (kind === 'Runner') return isMapping(values) && (isMapping(values.runners) || isMapping(values.image));
  return placesOfValues(values).length > 0;
}

/** Whether values, or YAML text with them, belong to GitLab's chart. */
function areChartValues(values: unknown): boolean {
  if (typeof values === 'string') return new RegExp(`^(?:${NAMES.join('|')}):`, 'm').test(values);
  if (!isMapping(values)) return false;
  const { runners } = values;
  return (
    NAMES.some((name) => Object.hasOwn(values, name)) ||
    (isMapping(runners) &&
      NAMES_OF_RUNNERS.some((name) => Object.hasOwn(runners, name) && !isEntry(runners[name])))
  );
}

/** Whether a value under `runners` is one of config.toml's sections under an id. */
function isEntry(value: unknown): boolean {
  return isMapping(value) && ['url', 'token', 'kubernetes'].some((key) => Object.hasOwn(value, key));
}
