import type { RunnerSection } from '../../core/config-toml/sections.ts';
import { isEqual } from '../../core/data/is-equal.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import { check } from '../../core/document/check.ts';
import { buildObjects } from '../../core/objects/index.ts';
import { resolve } from '../../core/resolve/resolve.ts';
import { type Runner, resolveRunners } from '../../core/resolve/runners.ts';
import type { Setting } from '../draft.ts';
import { unordered } from './lay.ts';
import { type RenderedDraft, renderedFrom } from './rendered.ts';

/**
 * Returns the settings that make a difference to what is rendered: those that say what would be anyway are left out.
 * What keeps the document from being rendered stays, and all of them do where it is not known what that is.
 */
export function minimal(settings: readonly Setting[]): readonly Setting[] {
  const errors = errorsOf(settings);
  const wrong = new Set(settings.filter(({ path }) => errors.some(isNear(path))));
  const needed = new Set(neededOf(settings.filter((setting) => !wrong.has(setting))));
  return settings.filter((setting) => needed.has(setting) || wrong.has(setting));
}

/** Where a document of settings does not have the shape of a document. */
function errorsOf(settings: readonly Setting[]): readonly Path[] {
  const checked = check(unordered(settings));
  return checked.ok
    ? []
    : checked.diagnostics.flatMap(({ severity, path }) => (severity === 'error' ? [path] : []));
}

/** Whether an error is at a place or below it. What is missing further above is not an error of the place. */
function isNear(path: Path): (error: Path) => boolean {
  const above = (one: Path, other: Path): boolean => one.every((part, index) => part === other[index]);
  return (error) => above(path, error) || (error.length > 2 && above(error, path));
}

function neededOf(settings: readonly Setting[]): readonly Setting[] {
  const whole = renderedFrom(settings);
  if (whole === undefined) return settings;
  const ids = new Set(settings.map(runnerOf).filter((id) => id !== undefined));
  // Each runner is looked at alone, as a hundred of them take their time to render.
  const common = without(settings, whole, (setting) => runnerOf(setting) === undefined);
  const needed = new Set(common);
  for (const id of ids) {
    const alone = common.filter((setting) => (runnerOf(setting) ?? id) === id);
    const own = renderedFrom(alone);
    if (own === undefined) continue;
    const kept = new Set(without(alone, own, (setting) => runnerOf(setting) === id));
    for (const setting of alone) if (!kept.has(setting)) needed.delete(setting);
  }
  const result = settings.filter((setting) => needed.has(setting));
  return difference(result, whole) === undefined ? result : common;
}

/**
 * Leaves out the settings that a document renders the same without. Most of them go together: so a whole group is tried
 * first, and the halves of one that makes a difference. What plainly makes one is tried alone, and not with the rest.
 */
function without(
  settings: readonly Setting[],
  whole: RenderedDraft,
  isAsked: (setting: Setting) => boolean,
): readonly Setting[] {
  let kept = settings;
  const leaveOut = (group: readonly Setting[]): void => {
    if (group.length === 0) return;
    const gone = new Set(group);
    const rest = kept.filter((setting) => !gone.has(setting));
    const isPlain = difference(rest, whole);
    if (isPlain === undefined) kept = rest;
    else if (group.length > 1) {
      const plain = group.filter(isPlain);
      const others = group.filter((setting) => !plain.includes(setting));
      const middle = plain.length === 0 ? others.length >> 1 : others.length;
      leaveOut(others.slice(0, middle));
      leaveOut(others.slice(middle));
      for (const setting of plain) leaveOut([setting]);
    }
  };
  leaveOut(settings.filter((setting) => isAsked(setting) && !isNeeded(setting)));
  return kept;
}

/**
 * Compares what two documents of settings render, as far as people see it. Returns nothing where that is the same; else
 * whether a setting plainly makes the difference: config.toml has another value at its very key of a runner, or the
 * document has another one there, with its defaults. The sections of runners are looked at first, as they differ most
 * often and cost the least.
 */
function difference(
  settings: readonly Setting[],
  whole: RenderedDraft,
): ((setting: Setting) => boolean) | undefined {
  const checked = check(unordered(settings));
  if (!checked.ok) return () => false;
  const { document } = checked;
  if (isEqual(document, whole.document)) return undefined;
  const [before, after] = [whole.resolved.runners, resolveRunners(document)].map(sectionsOf);
  if (!isEqual(before, after)) {
    return ({ path }) =>
      isOfRunner(path) && !isEqual(valueAt(before, path.slice(2)), valueAt(after, path.slice(2)));
  }
  const resolved = resolve(document);
  const isSame =
    resolved.config.toml === whole.resolved.config.toml &&
    isEqual(buildObjects(resolved).all, whole.objects.all);
  return isSame
    ? undefined
    : ({ path }) => path[1] !== 'manager' && !isEqual(valueAt(whole.document, path), valueAt(document, path));
}

/** The sections that config.toml has for runners, by their ids. */
function sectionsOf(runners: readonly Runner[]): Readonly<Record<string, RunnerSection>> {
  return Object.fromEntries(runners.map(({ id, section }) => [id, section]));
}

/** What is said although it may be the default: the release, the address of GitLab. */
function isNeeded({ path }: Setting): boolean {
  return path[0] !== 'spec' || path[1] === 'version' || path[3] === 'url' || path[3] === 'token';
}

function runnerOf({ path }: Setting): string | number | undefined {
  return isOfRunner(path) ? path[2] : undefined;
}

function isOfRunner(path: Path): boolean {
  return path[0] === 'spec' && path[1] === 'runners';
}
