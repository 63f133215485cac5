import { isMapping } from '../data/is-mapping.ts';
import { valueAt } from '../data/path.ts';
import { requiredOfRunner } from '../generated/annotations.ts';
import type { AjvError } from '../generated/validator.ts';

/**
 * Returns what runner entries lack that have what all runners share, as findings of the validator: no schema can say what
 * two places have to have together.
 */
export function requiredOfRunners(document: unknown): AjvError[] {
  const runners = valueAt(document, ['spec', 'runners']);
  if (!isMapping(runners)) return [];
  return Object.entries(runners).flatMap(([id, entry]) =>
    requiredOfRunner.flatMap(([path, missingProperty]) => {
      const mapping = valueAt(entry, path);
      if (!isMapping(mapping) || Object.hasOwn(mapping, missingProperty)) return [];
      const instancePath = ['', 'spec', 'runners', id, ...path].map(pointerPart).join('/');
      return { instancePath, keyword: 'required', params: { missingProperty } };
    }),
  );
}

function pointerPart(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
