import type { PodSpec } from 'kubernetes-types/core/v1.js';

import { printable } from '../findings/printable.ts';
import { type Cel, TRUE } from './cel.ts';
import type { Model } from './model.ts';

/** What of a pod a clause looks at. */
export type PodField = keyof PodSpec | 'hostUsers' | 'resourceClaims';

/** One thing that is asked of a pod. */
export interface Clause {
  /** What the policy's variables about it are called. */
  readonly name: string;
  /** What the document says, with what it allows: completes "The document …". */
  readonly says: (allowed: readonly string[]) => string;
  /** The key that decides. */
  readonly setting: string;
  /** The fields of the pod that it looks at. */
  readonly fields: readonly PodField[];
  /** What is true for the pods that the runner makes from a model. */
  readonly allows: (model: Model) => Allowance;
}

/** What a clause lets a pod have. */
export interface Allowance {
  /** Over the variables of the policy. */
  readonly holds: Cel;
  /** What it may have, in words. */
  readonly allowed: readonly string[];
}

/** Where the keys of `[runners.kubernetes]` are. */
const KUBERNETES = 'spec.runners.*.kubernetes';

/** Returns the place of keys of `[runners.kubernetes]` in a document, as messages name it. */
export function kubernetesKey(...keys: readonly string[]): string {
  return keys.map((key) => `${KUBERNETES}.${key}`).join(', ');
}

/** Returns what is said of something that may be there in a few forms: "X" alone, or "X but one, another". */
export function none(what: string): Clause['says'] {
  return (allowed) => (allowed.length === 0 ? what : `${what} but ${shown(allowed)}`);
}

/** Returns what is said of something of which there is always one of a few forms. */
export function only(what: string): Clause['says'] {
  return (allowed) => `${what} ${shown(allowed)}`;
}

const MOST_SHOWN = 8;

function shown(allowed: readonly string[]): string {
  const rest = allowed.length - MOST_SHOWN;
  // The API server accepts no line break in a message.
  return [...allowed.slice(0, MOST_SHOWN).map(printable), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

/** Where nothing is asked. */
export const ANYTHING: Allowance = { holds: TRUE, allowed: ['anything'] };
