import { hider } from '../credentials/hider.ts';
import type { Path } from '../data/path.ts';
import { type WrittenAt, writtenFix } from '../document/runner-defaults.ts';
import { type Advice, type Diagnostic, diagnostic } from '../findings/diagnostic.ts';
import type { Objects } from '../objects/index.ts';
import type { Resolved } from '../resolve/resolved.ts';
import { rules } from './index.ts';
import { type Find, placesFrom } from './rule.ts';

/**
 * Returns what the rules find, in their order, at the places at which it was written. What would read the same at the
 * same place comes once, as does what is found about each runner in what all share: then it names the first of them.
 */
export function runRules(resolved: Resolved, objects: Objects, writtenAt: WrittenAt): Diagnostic[] {
  const { metadata, spec, runners } = resolved;
  const hide = hider({ metadata, spec });
  const found = new Map<string, { readonly one: Diagnostic; readonly named: Set<string> }>();
  const find: Find = (code, { path, at }, message, advice) => {
    const shown = hiddenIn(advice, hide);
    const one = diagnostic(code, { path: writtenAt(path), at }, hide(message), {
      ...shown,
      ...(shown.fix !== undefined && { fix: writtenFix(shown.fix, writtenAt) }),
    });
    const id = sharer(path, one.path);
    const name = JSON.stringify(id ?? '');
    // The name may also belong to something else, and the message about that is the same for each runner.
    const keys = [message, message.replaceAll(name, '""')].map((text) =>
      JSON.stringify([code, one.path, one.at, text]),
    );
    const known = keys.map((key) => found.get(key)).find((entry) => entry !== undefined);
    const entry = known ?? { one, named: new Set<string>() };
    for (const key of keys) found.set(key, entry);
    if (id !== undefined && message.includes(name)) entry.named.add(id);
  };
  const whole = { ...resolved, objects, find, at: placesFrom([]) };
  const each = runners.map((runner) => ({ ...runner, metadata, spec, find, at: placesFrom(runner.path) }));
  for (const rule of rules) {
    if (rule.needs === 'runner') for (const look of each) rule.check(look);
    else rule.check(whole);
  }
  return [...new Set(found.values())].map(({ one, named: { size } }) =>
    size > 1 ? sharedBy(size, one) : one,
  );
}

/** The id of the runner that a finding is about, if the place is in the settings that all runners share. */
function sharer([, , id]: Path, [, section]: Path): string | undefined {
  return section === 'runnerDefaults' && typeof id === 'string' ? id : undefined;
}

/** A finding that names one of several runners about which it is true. */
function sharedBy(count: number, { help, ...one }: Diagnostic): Diagnostic {
  const others = `The same applies to ${count - 1} more ${count === 2 ? 'runner that shares' : 'runners that share'} this.`;
  return { ...one, help: help === undefined ? others : `${help} ${others}` };
}

/** What to do, without credentials: a suggestion or a fix that would hold one is left out. */
function hiddenIn(advice: string | Advice = {}, hide: (text: string) => string): Advice {
  const { suggestion, help, fix, ...rest }: Advice = typeof advice === 'string' ? { help: advice } : advice;
  const isOpen = (text: string): boolean => hide(text) === text;
  return {
    ...rest,
    ...(suggestion !== undefined && isOpen(suggestion) && { suggestion }),
    ...(fix !== undefined && isOpen(JSON.stringify(fix)) && { fix }),
    ...(help !== undefined && { help: hide(help) }),
  };
}
