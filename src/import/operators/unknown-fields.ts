import { isMapping } from '../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import { nearest } from '../../core/findings/nearest.ts';
import type { Remark } from '../draft.ts';
import type { Located } from '../read/located.ts';
import { remarksOn } from './resource.ts';

/** What is said of fields that a resource does not have: the API server drops them silently. */
export function unknownFields(spec: Located, known: readonly string[], above: Path = []): readonly Remark[] {
  const { all, say } = remarksOn(spec);
  const walk = (value: unknown, path: Path): void => {
    for (const [key, item] of Object.entries(isMapping(value) ? value : {})) {
      const here = [...path, key];
      const name = here.join('.');
      if (known.includes(name)) continue;
      if (isMapping(item) && known.some((one) => one.startsWith(`${name}.`))) {
        walk(item, here);
        continue;
      }
      const near = nearest(name, known);
      say(
        'dead',
        [...above, ...here],
        `The resource has no such field, and it is dropped silently.${near === undefined ? '' : ` It has ${near}: as this one had no effect, it is not set.`}`,
      );
    }
  };
  walk(valueAt(spec.value, above), []);
  return all;
}
