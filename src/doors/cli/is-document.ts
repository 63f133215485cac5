import { isMapping } from '../../core/data/is-mapping.ts';
import type { Source } from '../document-text/source.ts';

/** Whether a value is a document of this project, valid or not. */
export function isDocument(value: unknown): boolean {
  return isMapping(value) && value.kind === 'GitLabRunner';
}

/** Whether a text is a document of ours, or was meant to be one. */
export function isOurs({ value, text }: Source): boolean {
  if (value === undefined)
    return /^(?:kind: *["']?GitLabRunner|apiVersion: *["']?gitlab-runner-manifests)/m.test(text);
  return (
    isDocument(value) || (isMapping(value) && String(value.apiVersion).startsWith('gitlab-runner-manifests.'))
  );
}
