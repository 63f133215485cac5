import type { Path } from '../../data/path.ts';
import { chartValuesText } from '../../generated/chart-values.ts';

let parsed: Readonly<Record<string, string>> | undefined;

/**
 * Returns where a value of GitLab's Helm chart is in a document, for one that is written under its path in the chart;
 * `undefined` where the paths are the same.
 */
export function chartValueAdvice(path: Path): string | undefined {
  const advice = entry(inChart(path).join('.'));
  const own = path.map((part, at) => (at === 2 && path.length > 3 && path[1] === 'runners' ? '<id>' : part));
  return advice?.includes(`\`${own.join('.')}\``) ? undefined : advice;
}

/** The same for a key at the top of the chart's values, wherever it is written here. */
export function topChartValueAdvice(key: string): string | undefined {
  return entry(key);
}

function entry(path: string): string | undefined {
  parsed ??= JSON.parse(chartValuesText()) as Readonly<Record<string, string>>;
  return Object.hasOwn(parsed, path) ? parsed[path] : undefined;
}

/** The path without our own levels: `spec`, and the id of a runner. */
function inChart(path: Path): Path {
  const [first, ...rest] = path;
  const below = first === 'spec' ? rest : path;
  if (below[0] === 'runnerDefaults') return ['runners', ...below.slice(1)];
  return below[0] === 'runners' && below.length > 2 ? ['runners', ...below.slice(2)] : below;
}
