import { structuredPatch } from 'diff';

import { emit } from '../../core/yaml/emit.ts';
import type { Pair } from './comparable.ts';
import { concealed } from './concealed.ts';

/** How many lines around a change are shown. */
const CONTEXT = 3;

/**
 * Returns the lines of two objects that differ, as a unified diff has them: each begins with `+`, `-` or a blank, or is
 * the head of a part, such as `@@ -12,7 +12,8 @@`. Credentials are not in them.
 */
export function linesBetween(pair: Pair): readonly string[] {
  const { before, after } = concealed(pair);
  const [old, young] = [before, after].map((object) => (object === undefined ? '' : emit(object)));
  const { hunks } = structuredPatch('', '', old!, young!, '', '', { context: CONTEXT });
  return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...lines.filter((line) => !line.startsWith('\\')),
  ]);
}
