import { isEqual } from '../../data/is-equal.ts';
import type { Path } from '../../data/path.ts';
import { check } from '../../document/check.ts';
import type { Setting } from '../draft.ts';
import { laid } from './lay.ts';
import { renderedFrom } from './rendered.ts';

/**
 * Returns the settings that make a difference to what is rendered: those that say what would be anyhow are left out. What
 * keeps the document from being rendered stays, and all of them do where it is not known what that is.
 */
export function minimal(settings: readonly Setting[]): readonly Setting[] {
  const errors = errorsOf(settings);
  const wrong = new Set(settings.filter(({ path }) => errors.some(isNear(path))));
  const needed = new Set(neededOf(settings.filter((setting) => !wrong.has(setting))));
  return settings.filter((setting) => needed.has(setting) || wrong.has(setting));
}

/** Where a document of settings has not the shape of one. */
function errorsOf(settings: readonly Setting[]): readonly Path[] {
  const checked = check(laid(settings));
  return checked.ok
    ? []
    : checked.diagnostics.flatMap(({ severity, path }) => (severity === 'error' ? [path] : []));
}

/** Whether an error is at a place or in what stands there. What is missing further above is no error of the place. */
function isNear(path: Path): (error: Path) => boolean {
  const above = (one: Path, other: Path): boolean => one.every((part, index) => part === other[index]);
  return (error) => above(path, error) || (error.length > 2 && above(error, path));
}

function neededOf(settings: readonly Setting[]): readonly Setting[] {
  const whole = rendered(settings);
  if (whole === undefined) return settings;
  const ids = new Set(settings.map(runnerOf).filter((id) => id !== undefined));
  // Each runner is looked at alone, as a hundred of them take their time to render.
  const common = without(settings, whole, (setting) => runnerOf(setting) === undefined);
  const needed = new Set(common);
  for (const id of ids) {
    const alone = common.filter((setting) => (runnerOf(setting) ?? id) === id);
    const own = rendered(alone);
    if (own === undefined) continue;
    const kept = new Set(without(alone, own, (setting) => runnerOf(setting) === id));
    for (const setting of alone) if (!kept.has(setting)) needed.delete(setting);
  }
  const result = settings.filter((setting) => needed.has(setting));
  return isEqual(rendered(result), whole) ? result : common;
}

/**
 * Leaves out the settings that a document renders the same without. Most of them go together: so a whole group is tried
 * first, and the halves of one that makes a difference.
 */
function without(
  settings: readonly Setting[],
  whole: unknown,
  isAsked: (setting: Setting) => boolean,
): readonly Setting[] {
  let kept = settings;
  const leaveOut = (group: readonly Setting[]): void => {
    if (group.length === 0) return;
    const gone = new Set(group);
    const rest = kept.filter((setting) => !gone.has(setting));
    if (isEqual(rendered(rest), whole)) kept = rest;
    else if (group.length > 1) {
      const middle = group.length >> 1;
      leaveOut(group.slice(0, middle));
      leaveOut(group.slice(middle));
    }
  };
  leaveOut(settings.filter((setting) => isAsked(setting) && !isNeeded(setting)));
  return kept;
}

/** What is said although it may be the default: the release, the address of GitLab. */
function isNeeded({ path }: Setting): boolean {
  return path[0] !== 'spec' || path[1] === 'version' || path[3] === 'url' || path[3] === 'token';
}

function runnerOf({ path }: Setting): string | number | undefined {
  return path[0] === 'spec' && path[1] === 'runners' ? path[2] : undefined;
}

/** What a document of the settings comes to, as far as people see it; nothing where it does not render. */
function rendered(settings: readonly Setting[]): unknown {
  return renderedFrom(settings)?.objects.all;
}
