import { masked } from '../../core/credentials/mask.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import { knownElsewhere } from '../../core/document/findings/known-elsewhere.ts';
import { unknownKeyAdvice } from '../../core/document/findings/suggest.ts';
import { isAtLeast } from '../../core/runner-release.ts';
import { schemaOf } from '../../core/schema/node.ts';
import type { Remark } from '../draft.ts';
import type { Comment, Located } from '../read/located.ts';
import { fitted } from './fit.ts';
import { isZero, lastReleaseOf, noEffectAt, removedAt, sinceAt } from './known-keys.ts';
import type { Leaf, Section } from './leaves.ts';

/** The table that is read, and what it is in the document. */
export interface Place {
  /** Where it is in the file. */
  readonly source: Path;
  /** Where its keys go in the document: `spec.runners.ID`, `spec.config`. */
  readonly target: Path;
  /** Keys of the document that config.toml does not have, or that are read elsewhere. */
  readonly except: readonly string[];
  /** Release of the runner that reads it, where that is known. */
  readonly release: string | undefined;
}

/**
 * Reads a table of config.toml as the runner does: keys of any case, no zero values, no empty tables. What the runner
 * does not read is reported and left out, however much it looks like a key.
 */
export function readSection(file: Located, { source, target, except, release }: Place): Section {
  const leaves: Leaf[] = [];
  const remarks: Remark[] = [];
  const comments: Comment[] = [];
  const seen = (at: Path): string[] => {
    const comment = file.commentAt(at);
    return comment === undefined ? [] : [comment];
  };
  const subjectOf = (at: Path): string => masked(at.filter((part) => typeof part === 'string').join('.'));
  const say = (kind: Remark['kind'], at: Path, text: string): void => {
    remarks.push({ kind, from: file.at(at), subject: subjectOf(at), text: masked(text) });
  };
  const lose = (at: Path, found: readonly string[]): void => {
    for (const text of found) comments.push({ text, from: file.at(at) });
  };
  /** All comments beside a value and in it. */
  const within = (at: Path): string[] => {
    const value = valueAt(file.value, at);
    const below =
      typeof value === 'object' && value !== null
        ? Object.keys(value).flatMap((key) => within([...at, Array.isArray(value) ? Number(key) : key]))
        : [];
    return [...seen(at), ...below];
  };
  const dead = (at: Path, text: string): void => {
    say('dead', at, text);
    lose(at, within(at));
  };
  const noted = new Set<string>();
  const fitting = (at: Path, to: Path, value: unknown): unknown => {
    const { value: result, note } = fitted(value, schemaOf(to));
    if (note !== undefined && !noted.has(subjectOf(at))) {
      noted.add(subjectOf(at));
      say('changed', at, note);
    }
    return result;
  };

  /** Why a key has no effect, where it has none. */
  const whyDead = (to: Path): string | undefined => {
    const reason = noEffectAt(to);
    if (reason !== undefined) return `It has no effect with the Kubernetes executor. ${reason}`;
    const first = sinceAt(to);
    if (first !== undefined && release !== undefined && !isAtLeast(release, first))
      return `GitLab Runner ${release} does not read it: it was added in ${first}.`;
    const ended = removedAt(to);
    if (ended !== undefined && release !== undefined && isAtLeast(release, ended))
      return `The runner does not read it: it was removed in ${ended}.`;
    return undefined;
  };

  /** The keys of a mapping that the runner reads, each as the schema spells it. */
  const keysOf = (at: Path, to: Path, value: object): (readonly [string, string])[] => {
    const { properties } = schemaOf(to) ?? {};
    const written = Object.keys(value);
    if (properties === undefined) return written.map((key) => [key, key] as const);
    const own = Object.keys(properties).filter((key) => to.length > target.length || !except.includes(key));
    return written.flatMap((key) => {
      const name =
        own.find((one) => one === key) ?? own.find((one) => one.toLowerCase() === key.toLowerCase());
      const here = [...at, key];
      if (name === undefined) {
        const renamed = newNameOf(to, key, release);
        if (renamed === undefined || written.includes(renamed)) {
          dead(here, unknownText(to, key, valueAt(value, [key]), except));
          return [];
        }
        say('changed', here, `${key} → ${renamed}: the key has another name since.`);
        return [[key, renamed] as const];
      }
      if (name !== key && written.includes(name) && !isMapping(valueAt(value, [key]))) {
        dead(here, `${name} is beside it, and only one of the two counts.`);
        return [];
      }
      const why = whyDead([...to, name]);
      if (why === undefined) return [[key, name] as const];
      if (isZero(valueAt(value, [key]), [...to, name])) lose(here, within(here));
      else dead(here, why);
      return [];
    });
  };

  /** A value of a list as the runner reads it. A key that an item has to have stays, whatever it says. */
  const cleaned = (at: Path, to: Path): unknown => {
    const value = valueAt(file.value, at);
    if (Array.isArray(value)) return value.map((_, index) => cleaned([...at, index], [...to, index]));
    if (!isMapping(value)) return fitting(at, to, value);
    const { required = [] } = schemaOf(to) ?? {};
    return Object.fromEntries(
      keysOf(at, to, value).flatMap(([key, name]) => {
        const item = cleaned([...at, key], [...to, name]);
        const isSaid = isFree(to) || required.includes(name) || !isZero(item, [...to, name]);
        return isSaid ? [[name, item]] : [];
      }),
    );
  };
  const walk = (at: Path, to: Path, above: readonly string[]): void => {
    const value = valueAt(file.value, at);
    if (isMapping(value)) {
      const before = leaves.length;
      let pending = [
        ...above,
        ...(at.length > source.length || typeof at.at(-1) === 'number' ? seen(at) : []),
      ];
      for (const [key, name] of keysOf(at, to, value)) {
        const count = leaves.length;
        walk([...at, key], [...to, name], pending);
        if (leaves.length > count) pending = [];
      }
      if (leaves.length === before) lose(at, pending.slice(above.length));
      return;
    }
    const item = cleaned(at, to);
    const own = within(at);
    if (!isFree(to.slice(0, -1)) && isZero(item, to)) {
      lose(at, own);
      return;
    }
    const comment = [...above, ...own].join('\n');
    leaves.push({
      path: to.slice(target.length),
      value: item,
      from: file.at(at),
      comment: comment === '' ? undefined : comment,
    });
  };
  walk(source, target, []);
  return { leaves, remarks, comments };
}

/** Whether people choose the keys of a mapping themselves, so a zero value counts as a value. */
function isFree(to: Path): boolean {
  const node = schemaOf(to);
  return node !== undefined && node.properties === undefined;
}

/** The name that a key has by now which the release that runs still reads. */
function newNameOf(above: Path, key: string, release: string | undefined): string | undefined {
  const last = lastReleaseOf([...above, key]);
  const known = knownElsewhere(above, key);
  if (last === undefined || release === undefined || known?.isRenamed !== true) return undefined;
  const [major, minor] = release.split('.');
  return isAtLeast(`${last}.0`, `${major}.${minor}`) ? known.suggestion : undefined;
}

/** What to say of a key that the runner does not have. */
function unknownText(above: Path, key: string, value: unknown, except: readonly string[]): string {
  const known = knownElsewhere(above, key);
  const { suggestion = known?.suggestion } = unknownKeyAdvice({
    path: above,
    key,
    value,
    version: undefined,
  });
  const isKey = suggestion !== undefined && !except.includes(suggestion);
  return [
    'The runner does not read it.',
    ...(known?.help === undefined ? [] : [known.help]),
    ...(isKey ? [`The key that was meant may be ${suggestion}: as it had no effect, it is not set.`] : []),
  ].join(' ');
}
