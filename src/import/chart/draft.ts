import { masked } from '../../core/credentials/mask.ts';
import { isEqual } from '../../core/data/is-equal.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { own } from '../../core/data/own.ts';
import type { Path } from '../../core/data/path.ts';
import { nearest } from '../../core/findings/nearest.ts';
import { schemaOf } from '../../core/schema/node.ts';
import { fitted } from '../config-toml/fit.ts';
import { lost } from '../config-toml/global.ts';
import type { Draft, NeededSecret, Read, Remark, Running, Setting } from '../draft.ts';
import type { ImportOptions } from '../options.ts';
import type { Comment, Located } from '../read/located.ts';
import { beyondDerived } from '../role-rules.ts';
import { type Chart, chartOf, type Found, isUnset, RUNNER, switchesOff, withoutManual } from './chart.ts';
import { fullName } from './names.ts';
import { account, accountOf } from './parts/account.ts';
import { environment } from './parts/environment.ts';
import { files } from './parts/files.ts';
import { image, releaseOf } from './parts/image.ts';
import { manager } from './parts/manager.ts';
import { metrics } from './parts/metrics.ts';
import { registration } from './parts/registration.ts';
import { sessions } from './parts/sessions.ts';
import { filledValues, type TemplateFacts } from './placeholders.ts';
import { withoutRoot, withPodContext } from './pod-context.ts';
import { type ChartValue, LEGACY, type Row, rows, silent } from './table.ts';

/** A release of the chart, as far as the inputs tell of it. */
export interface ChartRelease {
  readonly values: Located;
  readonly release?: Read<string> | undefined;
  readonly namespace?: Read<string> | undefined;
  readonly version?: Read<string> | undefined;
  /** The name of the chart, or the name that an umbrella chart gives it. */
  readonly chart: string;
  readonly remarks: readonly Remark[];
  readonly warnings: readonly string[];
  readonly removedBy?: Running['removedBy'];
}

const PARTS: readonly ((chart: Chart) => Iterable<Found>)[] = [
  image,
  manager,
  environment,
  files,
  metrics,
  sessions,
  account,
];

/** What values are where nobody says what they are called. */
const NAME = 'gitlab-runner';

/** Makes a draft of the values of one release. */
export function draftOf(given: ChartRelease, options: ImportOptions): Draft {
  const own = withPodContext(given.values);
  const raw = (own.value ?? {}) as Readonly<Record<string, unknown>>;
  const releaseName = options.name ?? given.release?.value ?? NAME;
  const ofRelease = options.namespace ?? given.namespace?.value ?? textOf(raw.namespace) ?? NAME;
  const fullname = fullName(releaseName, given.chart, raw);
  const facts: TemplateFacts = {
    values: raw,
    release: { name: releaseName, namespace: ofRelease },
    chartName: textOf(raw.nameOverride) ?? given.chart,
    fullname,
  };
  const { values, remarks } = filledValues(own, facts);
  const chart = chartOf(values, facts, options);

  const found: Found[] = [
    ...theirDefaults(chart),
    ...[...rows.values()].flatMap((row) => [...copied(chart, row)]),
    ...PARTS.flatMap((part) => [...part(chart)]),
    ...unknown(chart, given.version),
  ];
  const release = releaseOf(chart, given.version);
  const registered = registration(chart, { release: release?.value, account: accountOf(chart).name });
  const all = [...found, ...registered.found];
  const safe = withoutRoot(all.flatMap((one) => ('setting' in one ? [one.setting] : [])));
  const settings = [...safe.settings, ...registered.part.settings];
  const beyond = rules(chart, settings);
  const kept = [...settings, ...beyond.settings];
  const isNamed = options.name !== undefined || given.release !== undefined || !isUnset(raw.fullnameOverride);
  const namespace = textOf(raw.namespace);
  return {
    name: isNamed || fullname !== NAME ? { value: fullname, from: given.release?.from } : undefined,
    namespace:
      namespace === undefined ? given.namespace : { value: namespace, from: chart.from('namespace') },
    release: release,
    settings: kept,
    remarks: [
      ...given.remarks,
      ...remarks,
      ...all.flatMap((one) => ('remark' in one ? [one.remark] : [])),
      ...safe.remarks,
      ...registered.part.remarks,
      ...beyond.remarks,
      ...lost(commentsWithout(chart, kept)),
      ...(isNamed || fullname === NAME ? [] : [assumedName(releaseName)]),
    ],
    secrets: joined([
      ...all.flatMap((one) => ('secret' in one ? [one.secret] : [])),
      ...registered.part.secrets,
    ]),
    running: {
      by: 'helm',
      name: releaseName,
      kind: 'Deployment',
      workload: fullname,
      graceSeconds: Number(chart.get('terminationGracePeriodSeconds')) || undefined,
      warnings: given.warnings,
      removedBy: given.removedBy,
      keeps: all.flatMap((one) => ('keeps' in one ? [one.keeps] : [])),
    },
  };
}

/** Comments beside values that no setting has. */
function commentsWithout(chart: Chart, settings: readonly Setting[]): readonly Comment[] {
  const kept = new Set(settings.map(({ comment }) => comment));
  const found: Comment[] = [];
  const walk = (value: unknown, path: Path): void => {
    const text = path.length === 0 ? undefined : chart.comment(path);
    if (text !== undefined && !kept.has(text)) found.push({ text, from: chart.from(path) });
    if (isMapping(value)) for (const [key, item] of Object.entries(value)) walk(item, [...path, key]);
  };
  walk(chart.values.value, []);
  const above = chart.values.comments.flatMap(({ text, from }) => {
    const own = withoutManual(text);
    return own === undefined || kept.has(own) ? [] : [{ text: own, from }];
  });
  return [...above, ...found];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function assumedName(release: string): Remark {
  return {
    kind: 'outside',
    subject: 'metadata.name',
    text: `The inputs do not have the name of the release: the document uses ${release}. Set another name with --name.`,
  };
}

/** What the chart does where nobody says otherwise, and a document does not. */
function* theirDefaults(chart: Chart): Iterable<Found> {
  for (const { writes = {} } of silent) {
    for (const [place, value] of Object.entries(writes)) yield chart.setting(place, value);
  }
  for (const { value, here, keeps, theirs } of rows.values()) {
    const isOn = value.startsWith('hpa.') ? chart.own('hpa') !== undefined : true;
    if (keeps === true && isOn && chart.own(value) === undefined) yield chart.setting(here[0]!, theirs);
  }
}

/** What the table says of a value alone. */
function* copied(chart: Chart, row: Row): Iterable<Found> {
  const { value, here, remark = '', theirs, keeps, becomes = 'copied' } = row;
  const own = chart.own(value);
  if (own === undefined || becomes === 'part' || (keeps === undefined && isEqual(own, theirs))) return;
  if (becomes !== 'copied') {
    const text = becomes === 'gitlab' ? `${remark.slice(0, -1)}: ${masked(String(own))}.` : remark;
    yield chart.remark(becomes, value, text);
    return;
  }
  const found = [...leaves(chart, own, value.split('.'), here[0]!.split('.'))];
  if (found.length === 0) return;
  const off = switchesOff(chart, value);
  if (/^(?:livenessProbe|readinessProbe)/.test(value) && chart.get('metrics.enabled') !== true) {
    yield chart.remark('changed', value, 'There are no probes if the metrics port is off.');
  } else if (off.length > 0) {
    const switches = off.map((one) => `\`${one}\``).join(' and ');
    yield chart.remark('dead', value, `${switches} ${off.length > 1 ? 'are' : 'is'} off.`);
  } else yield* found;
}

/** The values of a mapping one by one, with the comment beside each; values with a row of their own are left to it. */
function* leaves(chart: Chart, value: unknown, from: Path, to: Path): Iterable<Found> {
  if (!isMapping(value) || Object.keys(value).length === 0) {
    yield chart.setting(to, asTaken(value, to), from);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (item !== null && !rows.has([...from, key].join('.')))
      yield* leaves(chart, item, [...from, key], [...to, key]);
  }
}

/** A value as its place accepts it: a template writes a number and its text alike. */
function asTaken(value: unknown, path: Path): unknown {
  const node = schemaOf(path);
  const types = [node?.type ?? []].flat();
  if (typeof value !== 'string' || types.includes('string')) return fitted(value, node).value;
  if (types.includes('integer') && /^-?\d{1,15}$/.test(value)) return Number(value);
  return types.includes('boolean') && /^(?:true|false)$/.test(value) ? value === 'true' : value;
}

/** Values below which the chart accepts whatever Kubernetes does. */
const OPEN: ReadonlyMap<string, string> = new Map([
  ['podSecurityContext', 'spec.manager.podSecurityContext'],
]);
/** Keys that umbrella charts have for a chart below them. */
const OF_THE_UMBRELLA = new Set(['global', 'enabled', 'install', 'tags']);

/** What is said of values that the chart does not have. */
function* unknown(chart: Chart, version: Read<string> | undefined): Iterable<Found> {
  const { values: raw } = chart.facts;
  const isOld = version !== undefined && /^[~^=v\s]*0\.(?:[0-9]|[1-3]\d)(?:\.|$)/.test(version.value);
  const used = [...new Set(JSON.stringify(raw).match(/\.Values\.[\w.-]+/g))];
  const walk = function* (value: unknown, path: Path): Iterable<Found> {
    const name = path.join('.');
    const below = [...rows.keys()].some((known) => known.startsWith(`${name}.`));
    const row = rows.get(name);
    if (path.length > 0 && row !== undefined && !(row.becomes === 'part' && below)) return;
    if (path.length > 0 && row === undefined && !below) {
      const place = OPEN.get(String(path[0]));
      if (place !== undefined) yield* leaves(chart, value, path, [...place.split('.'), ...path.slice(1)]);
      else if (used.some((one) => one.startsWith(`.Values.${name}`))) return;
      else if (!isUnset(value) || Object.hasOwn(LEGACY, name)) yield notOfChart(chart, path, isOld);
      return;
    }
    if (!isMapping(value)) {
      if (!isUnset(value) && name !== 'image')
        yield chart.remark('dead', path, 'The chart expects a mapping here, and ignores this.');
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      if (path.length > 0 || !OF_THE_UMBRELLA.has(key)) yield* walk(item, [...path, key]);
    }
  };
  yield* walk(chart.values.value, []);
}

function notOfChart(chart: Chart, path: Path, isOld: boolean): Found {
  const name = path.join('.');
  const now = own(LEGACY, name);
  if (now !== undefined && isOld) {
    return chart.remark(
      'decide',
      path,
      `Charts before 0.40 use it: set spec.runners.${RUNNER}.${now} instead.`,
    );
  }
  if (now !== undefined) {
    return chart.remark(
      'dead',
      path,
      `It has had no effect since chart 0.40, and is left out. If you need it, set spec.runners.${RUNNER}.${now} instead.`,
    );
  }
  const near = nearest(name, [...rows.keys()] as ChartValue[]);
  return chart.remark(
    'dead',
    path,
    `The chart has no such value, and ignores it.${near === undefined ? '' : ` It has \`${near}\`.`}`,
  );
}

/** The rules of the old Role, as the chart makes them of the values. */
function rules(chart: Chart, settings: readonly Setting[]): ReturnType<typeof beyondDerived> {
  if (chart.get('rbac.create') !== true) return { settings: [], remarks: [] };
  const own = chart.own('rbac.rules');
  const all = ['*'];
  const list = (Array.isArray(own) ? own : [{}])
    .filter(isMapping)
    .map(({ apiGroups, resources, verbs }): object => ({
      apiGroups: isUnset(apiGroups) ? [''] : apiGroups,
      resources: isUnset(resources) ? all : resources,
      verbs: isUnset(verbs) ? all : verbs,
    }));
  const isWide = chart.get('rbac.clusterWideAccess') === true;
  const from = own === undefined ? chart.from('rbac.create') : chart.from('rbac.rules');
  return beyondDerived(
    list,
    { settings, from, subject: 'rbac.rules' },
    isWide ? 'extraClusterRules' : 'extraRules',
  );
}

/** Secrets with one name as one. */
function joined(secrets: readonly NeededSecret[]): readonly NeededSecret[] {
  const byName = new Map<string, NeededSecret>();
  for (const secret of secrets) {
    const old = byName.get(secret.name);
    byName.set(
      secret.name,
      old === undefined ? secret : { ...old, ...secret, keys: { ...old.keys, ...secret.keys } },
    );
  }
  return [...byName.values()];
}
