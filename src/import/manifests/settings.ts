import { isMapping } from '../../core/data/is-mapping.ts';
import type { Path } from '../../core/data/path.ts';
import { WHOLE } from '../../core/resolve/manager/over-defaults.ts';
import type { Setting } from '../draft.ts';
import { below, type Located } from '../read/located.ts';

/**
 * Returns the settings for what is at a path: one for each value that a document joins with ours, one for a list or for
 * a mapping that replaces ours. None where nothing is there.
 */
export function settingsFor(data: Located, from: Path, to: Path): readonly Setting[] {
  const { value } = below(data, from);
  if (value === undefined || value === null) return [];
  const comment = data.commentAt(from);
  if (!isMapping(value) || Object.keys(value).length === 0 || WHOLE.has(String(to.at(-1)))) {
    return [{ path: to, value, from: data.at(from), comment }];
  }
  const [first, ...rest] = Object.keys(value).flatMap((key) =>
    settingsFor(data, [...from, key], [...to, key]),
  );
  if (first === undefined) return [];
  // A comment above a mapping stays above the first of its values.
  const above = [comment, first.comment].filter((one) => one !== undefined).join('\n');
  return [{ ...first, comment: above === '' ? undefined : above }, ...rest];
}

/** A setting that was read at a place, whatever is there. */
export function settingAt(data: Located, from: Path, to: Path, value: unknown): Setting {
  return { path: to, value, from: data.at(from), comment: data.commentAt(from) };
}
