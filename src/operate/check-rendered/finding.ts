import type { Path } from '../../core/data/path.ts';
import type { Code } from '../../core/findings/codes.ts';
import type { Advice, Diagnostic } from '../../core/findings/diagnostic.ts';
import type { Found } from '../../import/manifests/objects.ts';
import type { Origin } from '../../import/read/located.ts';
import type { World } from './world.ts';

/** Where something is wrong. */
export interface Place {
  readonly object: Found;
  readonly path: Path;
  /** Where it is, if the path leads into a text that the object holds. */
  readonly from?: Origin;
}

/** Reports a finding: where it is, or nothing where it is about all objects; one sentence; what to do about it. */
export type Find = (code: Code, place: Place | undefined, message: string, advice?: string | Advice) => void;

/** Looks at rendered objects for what no longer fits together. */
export type Check = (world: World, find: Find) => void;

/** A finding, and where in the inputs it is, if that is known. */
export interface PlacedFinding {
  readonly diagnostic: Diagnostic;
  readonly from: Origin | undefined;
}
