import { formatPath } from '../../core/findings/diagnostic.ts';
import { type Change, changesBetween, type ObjectName } from './changes.ts';
import type { AnyObject } from './comparable.ts';
import { type Effect, effectsOf } from './effects-of.ts';
import { linesBetween } from './lines.ts';

/** What became of one object. */
export interface ObjectChange {
  readonly what: 'added' | 'removed' | 'changed';
  readonly object: ObjectName;
  /** The fields that differ, where both sides have the object: `spec.replicas`. Items of lists go by their names. */
  readonly fields: readonly string[];
  /**
   * The lines of its YAML that differ, as a unified diff has them: they begin with `+`, `-`, a blank or `@@`. Credentials,
   * and every value of a Secret, are replaced by `…`, new ones by `… (changed)`.
   */
  readonly lines: readonly string[];
}

/** What differs between two sets of objects, and what applying the new ones does. */
export interface Diff {
  /** What happens, in the order in which it does: steps to take before, what comes by itself, steps after. */
  readonly effects: readonly Effect[];
  /** The objects that differ: in the order of the new ones, and last those that are no more. */
  readonly changes: readonly ObjectChange[];
}

/**
 * Returns what applying new objects does where the old ones are: what becomes of managers and of jobs that run, which
 * steps it needs before and after, and the lines that differ. Either side may come from a document (`renderRunner`), from
 * files, or from a cluster (`kubectl get --output=yaml`): what API server, controllers and other tools have written there
 * is no difference, nor are objects of a cluster that belong to none of the runners of the other side. Objects that only
 * have no `kind` or no name are left out. Never throws on plain data, and no credential is in what comes back.
 *
 * Facts about Kubernetes and the runner were tried on both: docs/proven.md.
 */
export function diffObjects(before: readonly object[], after: readonly object[]): Diff {
  const [old, young] = [before, after].map((objects) => objects.filter(isObject)) as [
    AnyObject[],
    AnyObject[],
  ];
  const changes = changesBetween(old, young);
  return { effects: effectsOf(changes, old, young), changes: changes.map(shown) };
}

function isObject(value: object): boolean {
  const { kind, metadata } = value as {
    readonly kind?: unknown;
    readonly metadata?: { readonly name?: unknown };
  };
  return typeof kind === 'string' && typeof metadata?.name === 'string';
}

function shown(change: Change): ObjectChange {
  const { object, before, after, fields } = change;
  return {
    what: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
    object,
    fields: fields.map(formatPath),
    lines: linesBetween(change),
  };
}
