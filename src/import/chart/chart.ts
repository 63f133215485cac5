import { masked } from '../../core/credentials/mask.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import type { NeededSecret, Remark, RemarkKind, Setting } from '../draft.ts';
import type { ImportOptions } from '../options.ts';
import type { Located, Origin } from '../read/located.ts';
import type { TemplateFacts } from './placeholders.ts';
import { type ChartValue, rows, SWITCHES } from './table.ts';

/** What a part makes of values. */
export type Found =
  | { readonly setting: Setting }
  | { readonly remark: Remark }
  | { readonly secret: NeededSecret }
  /** An object of the release that goes on being used: `Secret/token`. */
  | { readonly keeps: string };

/** The values of one release, and what else is known of it. */
export interface Chart {
  readonly values: Located;
  readonly facts: TemplateFacts;
  readonly options: ImportOptions;
  /** What somebody wrote; nothing where it means nothing in the chart: `null`, an empty text, list or mapping. */
  readonly own: (value: ChartValue) => unknown;
  /** The same, or the chart's default where nobody wrote one. */
  readonly get: (value: ChartValue) => unknown;
  readonly from: (value: ChartValue | Path) => Origin;
  /** What somebody says beside a value, without what the chart's own file says there. */
  readonly comment: (value: ChartValue | Path) => string | undefined;
  /** A setting that somebody wrote as a value, or one that nobody wrote. */
  readonly setting: (path: string | Path, value: unknown, by?: ChartValue | Path) => Found;
  readonly remark: (kind: RemarkKind, by: ChartValue | Path, text: string) => Found;
}

/** Id of the one runner of a release. */
export const RUNNER = 'default';

/** Makes a chart of values without placeholders. */
export function chartOf(values: Located, facts: TemplateFacts, options: ImportOptions): Chart {
  const pathOf = (by: string | Path): Path => (typeof by === 'string' ? by.split('.') : by);
  const own = (value: ChartValue): unknown => {
    const found = valueAt(values.value, pathOf(value));
    return isUnset(found) ? undefined : found;
  };
  return {
    values,
    facts,
    options,
    own,
    get: (value) => valueAt(values.value, pathOf(value)) ?? rows.get(value)!.theirs,
    from: (value) => values.at(pathOf(value)),
    comment: (value) => withoutManual(values.commentAt(pathOf(value))),
    setting: (path, value, by) => ({
      setting: {
        path: pathOf(path),
        value,
        ...(by !== undefined && {
          from: values.at(pathOf(by)),
          comment: withoutManual(values.commentAt(pathOf(by))),
        }),
      },
    }),
    remark: (kind, by, text) => ({
      remark: {
        kind,
        subject: masked(pathOf(by).join('.')),
        text: masked(text),
        ...(valueAt(values.value, pathOf(by)) !== undefined && { from: values.at(pathOf(by)) }),
      },
    }),
  };
}

/** Whether a value of the chart means nothing there: its templates ask for `null`, empty texts, lists and mappings as for none. */
export function isUnset(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isMapping(value) && Object.keys(value).length === 0;
}

/** The switches that are off, without which a value has no effect. */
export function switchesOff(chart: Chart, path: string): readonly ChartValue[] {
  const found = SWITCHES.find(([start]) => path.startsWith(`${start}.`));
  return (found?.[1] ?? []).filter((one) => one !== path && chart.get(one) !== true);
}

/**
 * A comment without what the chart's own file of values says about each value, and without values that are commented out:
 * whoever copied that file did not write them.
 */
export function withoutManual(comment: string | undefined): string | undefined {
  const lines = comment
    ?.split('\n')
    .filter((line) => !/^\s*#/.test(line) && !/^\s*(?:- |[a-z][\w.-]*:(?:\s|$))/.test(line));
  return lines?.join('\n').trim() || undefined;
}
