import { isMapping } from '../../core/data/is-mapping.ts';
import type { Path } from '../../core/data/path.ts';
import { chartValuesIn, placesOfValues } from '../../core/document/chart-values.ts';
import type { Draft, Read, Remark } from '../draft.ts';
import type { ImportOptions } from '../options.ts';
import { below, EMPTY, type Located, merged } from '../read/located.ts';
import type { Input, Reader } from '../reader.ts';
import { draftOf } from './draft.ts';
import { substituted } from './substitute.ts';
import { rows } from './table.ts';
import { type Around, type Wrapped, wrapped } from './wrappers.ts';

const CHART = 'gitlab-runner';

/** The values at the top of the chart. */
const TOPS: ReadonlySet<string> = new Set([...rows.keys()].map((value) => value.split('.')[0]!));

/** Makes documents of values of GitLab's Helm chart, bare ones and those that an object hands to it. */
export const readChart: Reader = (left, all, options) => {
  const taken = new Set<Input>();
  const yaml = left.filter(({ syntax }) => syntax === 'yaml');
  const around = aroundOf(all);
  const holders = yaml.filter(({ data }) => chartValuesIn(data.value)?.holder !== undefined);
  const names = holders.flatMap(({ data }) => (kindOf(data) === 'HelmChart' ? [nameOf(data)] : []));
  const releases = holders.flatMap((input) => {
    taken.add(input);
    // Its values are laid over those of the chart of its name.
    if (kindOf(input.data) === 'HelmChartConfig' && names.includes(nameOf(input.data))) return [];
    return wrapped(input.data, around).filter(isOfRunner);
  });
  for (const { files } of releases) for (const file of files) taken.add(file);

  const bare = yaml.filter((input) => !taken.has(input) && isFileOfValues(input, yaml));
  for (const input of bare) taken.add(input);
  const charts = yaml.filter(({ data }) => isChartFile(data));
  const drafts: Draft[] = [];
  const remarks: Remark[] = [];
  const one = (wrapper: Wrapped, files: readonly Located[]): void => {
    const layers = [...files, ...wrapper.layers].map((layer) => substituted(layer, all));
    drafts.push(...draftsOf(wrapper, merged(layers.length > 0 ? layers : [EMPTY]), charts, options));
  };
  const values = bare.map(({ data }) => data);
  // Files beside the one object are its values, below those that it has itself.
  if (releases.length === 1) one(releases[0]!, values);
  else {
    for (const release of releases) one(release, []);
    if (values.length > 0) one({ layers: [], remarks: [], files: [] }, values);
  }
  if (drafts.length > 0) for (const chart of charts) taken.add(chart);
  return { drafts, remarks, taken };
};

/** The drafts of one release: an umbrella chart may have the runner several times. */
function draftsOf(
  { release, namespace, version, chart, remarks, warning, removedBy }: Wrapped,
  values: Located,
  charts: readonly Input[],
  options: ImportOptions,
): readonly Draft[] {
  const found = placesOfValues(values.value);
  const places = found.length > 0 ? found : [[]];
  return places.flatMap((path, index): readonly Draft[] => {
    const [key] = path;
    const own = below(values, path);
    const said = index === 0 ? remarks : [];
    const name = key === undefined ? (chart ?? CHART) : String(key);
    return [
      draftOf(
        {
          values: own,
          release,
          namespace,
          version: key === undefined ? (version ?? versionIn(charts, name)) : versionIn(charts, name),
          chart: key === undefined && !name.includes(CHART) ? CHART : name.split('/').at(-1)!,
          remarks: [...said, ...umbrella(values, path)],
          warnings: warning === undefined ? [] : [warning],
          removedBy,
        },
        options,
      ),
    ];
  });
}

/** What is said of a runner in an umbrella chart. */
function umbrella(values: Located, path: Path): readonly Remark[] {
  if (path.length === 0) return [];
  const { value } = below(values, path);
  const off = isMapping(value)
    ? (['enabled', 'install'] as const).find((key) => value[key] === false)
    : undefined;
  const say = (at: Path, text: string): Remark => ({
    kind: 'outside',
    from: values.at(at),
    subject: at.join('.'),
    text,
  });
  return [
    say(
      path,
      'An umbrella chart may have values of its own for the runner, which are not among the inputs: `helm get values --all` prints them too.',
    ),
    ...(off === undefined ? [] : [say([...path, off], 'The umbrella chart has the runner turned off.')]),
  ];
}

/** The release of the chart that a Chart.yaml names, its own or a dependency's. */
function versionIn(charts: readonly Input[], chart: string): Read<string> | undefined {
  for (const { data } of charts) {
    const { name, version, dependencies } = data.value as Readonly<Record<string, unknown>>;
    if (name === CHART && typeof version === 'string') return { value: version, from: data.at(['version']) };
    for (const [index, one] of (Array.isArray(dependencies) ? dependencies : []).entries()) {
      if (!isMapping(one) || typeof one.version !== 'string') continue;
      if ((one.alias ?? one.name) === chart)
        return { value: one.version, from: data.at(['dependencies', index, 'version']) };
    }
  }
  return undefined;
}

function isOfRunner({ chart, layers }: Wrapped): boolean {
  if (chart === undefined || chart.includes(CHART)) return true;
  return layers.some(({ value }) => placesOfValues(value).length > 0);
}

/** Whether an input is a file of values: it has some that no other chart has, or is beside one and has no others. */
function isFileOfValues({ data }: Input, all: readonly Input[]): boolean {
  const { value } = data;
  if (!isMapping(value) || value.kind !== undefined || value.apiVersion !== undefined) return false;
  if (chartValuesIn(value) !== undefined) return true;
  const isBeside = all.some((other) => other.data !== data && chartValuesIn(other.data.value) !== undefined);
  const keys = Object.keys(value);
  const isOwn =
    keys.includes('rbac') || keys.includes('runners') ? isMapping(value.rbac ?? value.runners) : false;
  return (isBeside || isOwn) && keys.length > 0 && keys.every((key) => TOPS.has(key) || key === 'global');
}

function isChartFile({ value }: Located): boolean {
  return (
    isMapping(value) &&
    /^v[12]$/.test(String(value.apiVersion)) &&
    value.kind === undefined &&
    'version' in value
  );
}

function aroundOf(inputs: readonly Input[]): Around {
  const base = (path: string): string => path.replace(/^.*[/\\]/, '');
  return {
    file: (name) =>
      inputs.find(
        ({ file }) => file === name || file.endsWith(`/${name.replace(/^(?:\.?\/|\$\w+\/)+/, '')}`),
      ) ?? inputs.find(({ file }) => base(file) === base(name)),
    object: (kind, name) => inputs.find(({ data }) => kindOf(data) === kind && nameOf(data) === name),
  };
}

function kindOf({ value }: Located): unknown {
  return isMapping(value) ? value.kind : undefined;
}

function nameOf({ value }: Located): unknown {
  return isMapping(value) && isMapping(value.metadata) ? value.metadata.name : undefined;
}
