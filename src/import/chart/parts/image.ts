import { valueAt } from '../../../core/data/path.ts';
import type { Draft, Read } from '../../draft.ts';
import { type ReadImage, readImage } from '../../manifests/image.ts';
import type { Chart, Found } from '../chart.ts';
import { runnerOfChart } from '../names.ts';
import type { ChartValue } from '../table.ts';

/** The places of the image, the one that says most first. */
const PLACES: readonly ChartValue[] = ['image.tag', 'image.repository', 'image.image', 'image.registry'];

/** Reads the image of the manager. Charts before 0.41 have its whole name in `image`. */
function imageOf(chart: Chart): ReadImage {
  const whole = valueAt(chart.values.value, ['image']);
  const registry = chart.get('image.registry');
  const path = chart.own('image.repository') ?? chart.get('image.image');
  const name = registry === '' ? String(path) : `${registry}/${path}`;
  const tag = chart.own('image.tag');
  const reference = tag === undefined ? name : `${name}:${tag}`;
  const place = PLACES.find((value) => chart.own(value) !== undefined);
  return readImage(
    typeof whole === 'string' ? whole : reference,
    chart.from(place ?? ['image']),
    chart.options,
  );
}

/** Returns the release that runs: as the tag says, else as the release of the chart does. */
export function releaseOf(chart: Chart, version: Read<string> | undefined): Draft['release'] {
  const { release } = imageOf(chart);
  if (release !== undefined || chart.own('image.tag') !== undefined || version === undefined) return release;
  const value = runnerOfChart(version.value);
  return value === undefined ? undefined : { value, from: version.from, by: `Chart ${version.value}` };
}

export function* image(chart: Chart): Iterable<Found> {
  const { settings, remarks } = imageOf(chart);
  for (const setting of settings) yield { setting };
  // Without a tag the chart uses the one of its own release.
  const isTagged =
    chart.own('image.tag') !== undefined || typeof valueAt(chart.values.value, ['image']) === 'string';
  if (isTagged) for (const remark of remarks) yield { remark };
  const isOpenShifts = settings.some(({ path, value }) => path[2] === 'flavor' && value === 'ocp');
  if (chart.own('useTini') === true && !isOpenShifts) {
    yield chart.setting('spec.manager.command', ['/usr/local/bin/tini', '--', 'gitlab-runner'], 'useTini');
  }
  yield* pullSecrets(chart, 'imagePullSecrets', 'spec.image.pullSecrets');
}

/** Secrets to pull with, which the chart accepts as names or as mappings with one. */
export function* pullSecrets(chart: Chart, value: ChartValue, place: string): Iterable<Found> {
  const list = chart.own(value);
  if (!Array.isArray(list)) return;
  yield chart.setting(
    place,
    list.map((one: unknown) => (typeof one === 'string' ? { name: one } : one)),
    value,
  );
}
