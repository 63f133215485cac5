import { groupedBy } from '../../core/data/grouped-by.ts';
import type { Change, ObjectName } from './changes.ts';
import { deleting } from './commands.ts';
import type { AnyObject } from './comparable.ts';
import { EFFECTS, type EffectCode, type When } from './effects.ts';
import { managersOf } from './manager.ts';
import { managerEffects } from './of-managers.ts';
import { objectEffects } from './of-objects.ts';

/** What an effect was found on. */
export interface Found {
  readonly code: EffectCode;
  readonly object: ObjectName;
  /** What the sentences of the effect leave open. */
  readonly facts?: Readonly<Record<string, string>>;
  readonly details?: readonly string[];
  readonly commands?: readonly string[];
}

/** Something that a change does in the cluster. */
export interface Effect {
  /** Which it is; docs/operations.md has them all. */
  readonly code: EffectCode;
  /** Whether it asks for a step before the new objects are applied, or after, or comes with them by itself. */
  readonly when: When;
  /** What happens. */
  readonly happens: string;
  /** What it means for jobs that run. */
  readonly jobs: string;
  /** What both sentences have from the objects, such as how long managers may take to end: `{grace: '1 hour 5 minutes'}`. */
  readonly facts: Readonly<Record<string, string>>;
  /** The objects that it is about. */
  readonly objects: readonly ObjectName[];
  /** What it is about in them, in a few words each: keys, permissions, names. Never a credential. */
  readonly details: readonly string[];
  /** What to type where it asks for a step. */
  readonly commands: readonly string[];
}

/** Returns what changes do, in the order in which it happens: steps to take before, what comes with them, steps after. */
export function effectsOf(
  changes: readonly Change[],
  before: readonly AnyObject[],
  after: readonly AnyObject[],
): readonly Effect[] {
  const managers = managersOf(before, after);
  const ofManagers = managers.flatMap((manager) => managerEffects(manager, changes, { before, after }));
  const found = [...ofManagers, ...objectEffects(changes, managers, ofManagers)];
  return (Object.keys(EFFECTS) as EffectCode[]).flatMap((code) => {
    const { when, happens, jobs } = EFFECTS[code];
    const told = found
      .filter((one) => one.code === code)
      .map(({ facts = {}, ...one }) => {
        const used = Object.entries(facts).filter(([name]) => `${happens} ${jobs}`.includes(`{${name}}`));
        return {
          ...one,
          facts: Object.fromEntries(used),
          happens: filled(happens, facts),
          jobs: filled(jobs, facts),
        };
      });
    return [...groupedBy(told, (one) => `${one.happens}\n${one.jobs}`).values()].map((group): Effect => {
      const objects = unique(group.map(({ object }) => object));
      return {
        code,
        when,
        happens: group[0]!.happens,
        jobs: group[0]!.jobs,
        facts: group[0]!.facts,
        objects,
        details: unique(group.flatMap(({ details = [] }) => details)),
        commands: [...unique(group.flatMap(({ commands = [] }) => commands)), ...commandsFor(code, objects)],
      };
    });
  });
}

/** The commands of an effect that are the same for any object. */
function commandsFor(code: EffectCode, objects: readonly ObjectName[]): readonly string[] {
  switch (code) {
    case 'deployment-replaced':
    case 'binding-replaced':
    case 'service-replaced':
    case 'immutable-replaced':
    case 'autoscaler-removed':
    case 'object-left':
    case 'fence-left':
    case 'namespace-left':
      return deleting(objects);
    default:
      return [];
  }
}

/** A sentence with its facts. */
export function filled(sentence: string, facts: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(facts, name) ? facts[name]! : place,
  );
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
