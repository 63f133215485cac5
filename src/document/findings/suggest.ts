import type { Path } from '../../data/path.ts';
import { type Advice, formatPath } from '../../diagnostics/diagnostic.ts';
import { fold, letters, nearest } from '../../diagnostics/nearest.ts';
import { schemaOf } from '../../schema/node.ts';
import { chartValueAdvice, topChartValueAdvice } from './chart-value.ts';
import { knownElsewhere } from './known-elsewhere.ts';
import { mappingsWith } from './places.ts';

/** How many keys a help sentence lists. */
const MAX_LISTED = 12;

/**
 * Returns what to do about a key that its mapping does not have: the key of the mapping that was meant, what became
 * of the key, or the place where it belongs.
 */
export function unknownKeyAdvice(path: Path, key: string): Advice {
  const own = Object.keys(schemaOf(path)?.properties ?? {});
  const respelled =
    own.find((candidate) => letters(candidate) === letters(key)) ??
    own.find((candidate) => fold(candidate) === fold(key));
  if (respelled !== undefined) return { suggestion: respelled };

  const known = knownElsewhere(path, key);
  if (known !== undefined) {
    const { suggestion, help } = known;
    return suggestion === undefined || own.includes(suggestion) ? known : { help };
  }
  const { exact, similar } = mappingsWith(key, path);
  if (exact.length > 0) return belongsIn(exact);
  const chart = chartValueAdvice([...path, key]);
  if (chart !== undefined) return { help: chart };
  if (similar.length > 0) return belongsIn(similar);
  const near = nearest(key, own);
  if (near !== undefined) return { suggestion: near };
  const topChart = topChartValueAdvice(key);
  if (topChart !== undefined) return { help: topChart };
  if (own.length === 0 || own.length > MAX_LISTED) return {};
  return { help: `The keys of ${formatPath(path) || 'a document'} are ${own.join(', ')}.` };
}

function belongsIn(mappings: readonly string[]): Advice {
  return { help: `The key belongs in ${mappings.slice(0, 3).join(', or in ')}.` };
}
