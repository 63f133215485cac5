import { valueAt } from '../../../data/path.ts';
import { flavors } from '../../../resolve/manager/image.ts';
import type { Draft } from '../../draft.ts';
import { isKept } from '../../release.ts';
import type { Chart, Found } from '../chart.ts';
import { runnerOfChart } from '../names.ts';
import type { ChartValue } from '../table.ts';

/** What a tag of the runner's images tells. */
const TAG = /^(?:(alpine|ubuntu|ubi-fips)[\d.]*-)?v(\d+\.\d+\.\d+)$/;
const RELEASE = /(\d+\.\d+\.\d+)/;
const OPENSHIFT = /gitlab-runner-ocp$/;

/** What the values say of the image. */
export interface ChartImage {
  readonly repository: string;
  readonly flavor: keyof typeof flavors;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  readonly release: string | undefined;
}

/** Reads the image of the manager. Charts before 0.41 have its whole name in `image`. */
export function imageOf(chart: Chart): ChartImage {
  const whole = valueAt(chart.values.value, ['image']);
  const registry = chart.get('image.registry');
  const path = chart.own('image.repository') ?? chart.get('image.image');
  const named = typeof whole === 'string' ? /^(.*?)(?::([^:/]+))?$/.exec(whole) : null;
  const inParts = registry === '' ? String(path) : `${registry}/${path}`;
  const repository = named?.[1] ?? inParts;
  const [tag, digest] = String(named === null ? (chart.own('image.tag') ?? '') : (named[2] ?? '')).split('@');
  const usual = TAG.exec(tag ?? '');
  const ofTag = usual === null ? 'alpine' : ((usual[1] ?? 'ubuntu') as keyof typeof flavors);
  return {
    repository,
    flavor: OPENSHIFT.test(repository) ? 'ocp' : ofTag,
    tag: tag === '' ? undefined : tag,
    digest,
    release: RELEASE.exec(tag ?? '')?.[1],
  };
}

/** Returns the release that runs: as the tag says, else as the release of the chart does. */
export function releaseOf(chart: Chart, version: Draft['name']): Draft['release'] {
  const { release, tag } = imageOf(chart);
  if (release !== undefined)
    return { value: release, from: chart.from('image.tag'), by: 'The tag of the image' };
  if (tag !== undefined || version === undefined) return undefined;
  const value = runnerOfChart(version.value);
  return value === undefined ? undefined : { value, from: version.from, by: `Chart ${version.value}` };
}

export function* image(chart: Chart): Iterable<Found> {
  const { repository, flavor, tag, digest, release } = imageOf(chart);
  const by = (['image.repository', 'image.image', 'image.registry'] satisfies ChartValue[]).find(
    (value) => chart.own(value) !== undefined,
  );
  yield chart.setting('spec.image.repository', repository, by);
  if (tag !== undefined || flavor === 'ocp') {
    yield chart.setting('spec.image.flavor', flavor, tag === undefined ? by : 'image.tag');
  }
  const isOwnTag = tag !== undefined && (release === undefined || tag !== flavors[flavor].tag(release));
  if (release === undefined || isKept(release, chart.options)) {
    if (isOwnTag) yield chart.setting('spec.image.tag', tag, 'image.tag');
    if (digest !== undefined) yield chart.setting('spec.image.digest', digest, 'image.tag');
  } else if (isOwnTag && !TAG.test(tag)) {
    yield chart.remark(
      'decide',
      'image.tag',
      `\`${tag}\` is an image of ${release} under a name of its own, and the document has another release: make that image, and name its tag in spec.image.tag.`,
    );
  } else if (digest !== undefined || isOwnTag) {
    yield chart.remark(
      'changed',
      'image.tag',
      `\`${tag}\`${digest === undefined ? '' : ' with its digest'} is the image of ${release}: the document takes the usual tag of its own release.`,
    );
  }
  if (tag !== undefined && release === undefined) {
    yield chart.remark(
      'outside',
      'image.tag',
      `The tag \`${tag}\` does not tell its release: let spec.version be that of the image, as keys and permissions follow from it.`,
    );
  }
  if (chart.own('useTini') === true && flavor !== 'ocp') {
    yield chart.setting('spec.manager.command', ['/usr/local/bin/tini', '--', 'gitlab-runner'], 'useTini');
  }
  yield* pullSecrets(chart, 'imagePullSecrets', 'spec.image.pullSecrets');
}

/** Secrets to pull with, which the chart takes as names or as mappings with one. */
export function* pullSecrets(chart: Chart, value: ChartValue, place: string): Iterable<Found> {
  const list = chart.own(value);
  if (!Array.isArray(list)) return;
  yield chart.setting(
    place,
    list.map((one: unknown) => (typeof one === 'string' ? { name: one } : one)),
    value,
  );
}
