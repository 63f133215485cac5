import { isMapping } from '../data/is-mapping.ts';

/** Whether a value is a document of this project, valid or not. */
export function isDocument(value: unknown): boolean {
  return isMapping(value) && value.kind === 'GitLabRunner';
}
