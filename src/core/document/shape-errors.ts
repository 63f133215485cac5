import { isMapping } from '../data/is-mapping.ts';
import { valueAt } from '../data/path.ts';
import { requiredOfRunner } from '../generated/annotations.ts';
import { type AjvError, validate } from '../generated/validator.ts';

/**
 * Returns what keeps a document with merged runner entries from the right shape, and fills in defaults on the way. This
 * includes keys that an entry lacks even with the settings that all runners share: no schema can say what two places
 * have to have together.
 */
export function shapeErrors(document: unknown): readonly AjvError[] {
  return [...(validate(document) ?? []), ...missingInRunners(document)];
}

function missingInRunners(document: unknown): AjvError[] {
  const runners = valueAt(document, ['spec', 'runners']);
  if (!isMapping(runners)) return [];
  const errors: AjvError[] = [];
  for (const [id, entry] of Object.entries(runners)) {
    for (const [path, missingProperty] of requiredOfRunner) {
      const mapping = valueAt(entry, path);
      if (!isMapping(mapping) || Object.hasOwn(mapping, missingProperty)) continue;
      const instancePath = ['', 'spec', 'runners', id, ...path].map(pointerPart).join('/');
      errors.push({ instancePath, keyword: 'required', params: { missingProperty } });
    }
  }
  return errors;
}

function pointerPart(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
