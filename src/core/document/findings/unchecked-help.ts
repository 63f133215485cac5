import type { Path } from '../../data/path.ts';
import { formatPath } from '../../findings/diagnostic.ts';
import { since } from '../../generated/annotations.ts';
import { isAtLeast } from '../../runner-release.ts';
import { schemaOf } from '../../schema/node.ts';
import type { UnknownKey } from './suggest.ts';

/** Says where a key goes that the schema may be too old to know; `undefined` where it knows the document's release. */
export function newerKeyHelp({ path, key, version }: UnknownKey): string | undefined {
  const home = uncheckedPlace(path, key);
  const newest = newestRelease();
  const isNewer = typeof version === 'string' && isAtLeast(version, newest) && !isAtLeast(newest, version);
  if (home === undefined || !isNewer) return undefined;
  return `The keys of GitLab Runner are known here up to release ${newest}: one that is new in ${version} goes below \`${withId(home)}\`.`;
}

/** Says where a key goes that the runner may have although the schema does not. */
export function uncheckedKeyHelp({ path, key }: UnknownKey): string | undefined {
  const home = uncheckedPlace(path, key);
  return (
    home &&
    `If your release of GitLab Runner has such a key, write it below \`${withId(home)}\`, which is passed on unchecked.`
  );
}

/** What a key of config.toml looks like. */
const KEY = /^[A-Za-z][\w-]{0,63}$/;

/** The place in `spec.unchecked` for a key of a mapping; `undefined` where the mapping is not part of config.toml. */
function uncheckedPlace([, section, ...rest]: Path, key: string): Path | undefined {
  if (!KEY.test(key)) return undefined;
  const [id, ...below] = section === 'runnerDefaults' ? ['<id>', ...rest] : rest;
  if (rest.some((part) => typeof part === 'number')) return undefined;
  if (section === 'config') return ['spec', 'unchecked', 'config', ...rest];
  const isRunner = section === 'runners' || section === 'runnerDefaults';
  const isOwn = below[0] === 'token' || below[0] === 'dockerBuilds';
  return isRunner && id !== undefined && !isOwn ? ['spec', 'unchecked', 'runners', id, ...below] : undefined;
}

/** The newest release whose keys the schema has: the default of `version`, or the release of the newest key. */
function newestRelease(): string {
  const releases = [String(schemaOf(['spec', 'version'])?.default), ...since.map(([, release]) => release)];
  const newest = releases.reduce((best, release) => (isAtLeast(best, release) ? best : release));
  return newest.split('.').slice(0, 2).join('.');
}

/** Writes a path, in which `<id>` stands for each runner. */
function withId(path: Path): string {
  return formatPath(path).replace('["<id>"]', '.<id>');
}
