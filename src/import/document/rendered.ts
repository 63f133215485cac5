import { check } from '../../core/document/check.ts';
import type { CheckedGitLabRunner } from '../../core/generated/checked-types.ts';
import { buildObjects, type Objects } from '../../core/objects/index.ts';
import { resolve } from '../../core/resolve/resolve.ts';
import type { Resolved } from '../../core/resolve/resolved.ts';
import type { Setting } from '../draft.ts';
import { unordered } from './lay.ts';

/** A document of settings with its defaults, and what it renders. */
export interface RenderedDraft {
  readonly document: CheckedGitLabRunner;
  readonly resolved: Resolved;
  readonly objects: Objects;
}

/** Returns what a document of settings renders, whatever rules say; nothing where it does not have the right shape. */
export function renderedFrom(settings: readonly Setting[]): RenderedDraft | undefined {
  const checked = check(unordered(settings));
  if (!checked.ok) return undefined;
  const { document } = checked;
  const resolved = resolve(document);
  return { document, resolved, objects: buildObjects(resolved) };
}
