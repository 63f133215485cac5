import { copyOf } from '../data/copy.ts';
import { isMapping } from '../data/is-mapping.ts';
import type { Json } from '../data/json.ts';
import { type Path, valueAt } from '../data/path.ts';
import { followPointer } from '../data/pointer.ts';
import type { Code } from '../findings/codes.ts';
import type { Diagnostic } from '../findings/diagnostic.ts';
import { applyFix } from '../findings/fix.ts';
import type { CheckedGitLabRunner } from '../generated/checked-types.ts';
import type { AjvError } from '../generated/validator.ts';
import { followed, type SchemaNode, schemaOf } from '../schema/node.ts';
import { sample, type Variant } from '../schema/sample.ts';
import { asRunnerReads } from './as-runner-reads.ts';
import { type WrittenAt, withRunnerDefaults } from './runner-defaults.ts';
import { shapeErrors } from './shape-errors.ts';
import { uncheckedKeys } from './unchecked.ts';

/** A document of the right shape that one of a wrong shape could become. */
export interface World {
  readonly document: CheckedGitLabRunner;
  /** The same as a user would write it: what runners share is in one place. */
  readonly value: Json;
  readonly writtenAt: WrittenAt;
  /** What there is to say about unchecked keys. The document does not have those that are in the way of the rules. */
  readonly unchecked: readonly Diagnostic[];
  /** The places that are not as the user wrote them. */
  readonly changed: readonly Path[];
  /** Those of the changed places where a value with keys of its own is left out: no rule has seen these keys. */
  readonly lost: readonly Path[];
}

/** What may have the right shape: text that cannot be written, and a key that passes for an entry of the user's. */
const OF_ANY_SHAPE: ReadonlySet<Code> = new Set(['UNSAFE_TEXT', 'NOT_DATA', 'OUT_OF_RANGE', 'UNKNOWN_KEY']);

/** How deep the blocks of a document are: one that is missing would have held something. */
const BLOCK_LEVEL = 2;

/** Once what is wrong is left out, something else may be missing for it. */
const MAX_ROUNDS = 8;

/** In a document with more errors, what is right does not say much. */
const MAX_ERRORS = 1000;

/**
 * Returns two documents that one of a wrong shape could become: in the first what is wrong is left out, in the second
 * it is as it was probably meant. What is true of both is true whatever was meant. `undefined` where there is no such
 * document.
 */
export function worldsOf(value: Json, found: readonly Diagnostic[]): readonly [World, World] | undefined {
  const without = worldOf(value, found, 0);
  const meant = without && worldOf(asMeant(value, found), found, 1);
  return without && meant && [without, meant];
}

function worldOf(value: Json, found: readonly Diagnostic[], variant: Variant): World | undefined {
  const own = copyOf(value);
  const changed: Path[] = [];
  const lost: Path[] = [];
  const note = (path: Path, old: unknown): void => {
    changed.push(path);
    const node = schemaOf(path);
    const isBlock = path.length <= BLOCK_LEVEL && old === undefined && node?.type === 'object';
    if (isBlock || isContent(old, node)) lost.push(path);
  };
  for (const { code, path, at } of found) {
    if (!OF_ANY_SHAPE.has(code)) continue;
    const isThere = at === 'key' ? drop(own, path) : replace(own, path, variant, false);
    if (isThere) changed.push(path);
  }
  const { document, writtenAt } = withRunnerDefaults(own);
  asRunnerReads(document);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const errors = shapeErrors(document);
    if (errors.length > MAX_ERRORS) return undefined;
    if (errors.length === 0) {
      const unchecked = withoutFaults(document as CheckedGitLabRunner);
      const all = [
        ...changed,
        ...unchecked.flatMap(({ severity, path }) => (severity === 'error' ? [path] : [])),
      ];
      return {
        document: document as CheckedGitLabRunner,
        value: own,
        writtenAt,
        unchecked,
        changed: all.map(writtenAt),
        lost: lost.map(writtenAt),
      };
    }
    const isLast = round > 2;
    for (const error of errors) mend(document, error, variant, isLast, note);
  }
  return undefined;
}

/** How many keys a mapping has at most if a plain value in its place hides little. */
const MAX_SMALL = 5;

/** Whether what is written at a place, as it should not be, stands for keys that rules would look at. */
function isContent(
  value: unknown,
  { additionalProperties, items, properties = {} }: SchemaNode = {},
): boolean {
  const keys = Object.keys(properties).length;
  if (typeof value !== 'object') return value !== undefined && keys > MAX_SMALL;
  if (value === null || Object.keys(value).length === 0) return false;
  const entries = typeof additionalProperties === 'object' ? additionalProperties : items;
  return keys > 0 || (entries !== undefined && followed(entries).properties !== undefined);
}

/** Removes the unchecked keys that are in the way of the rules, and returns what there is to say about all of them. */
function withoutFaults(document: CheckedGitLabRunner): readonly Diagnostic[] {
  const unchecked = uncheckedKeys(document);
  for (const { severity, path } of unchecked) if (severity === 'error') drop(document, path);
  return unchecked;
}

/** Leaves out of a document, or replaces, what one error of the validator is about. */
function mend(
  document: unknown,
  { instancePath, keyword, params, propertyName }: AjvError,
  variant: Variant,
  isLast: boolean,
  note: (path: Path, old: unknown) => void,
): void {
  const { path } = followPointer(document, instancePath);
  const key = propertyName ?? params.additionalProperty;
  if (keyword === 'propertyNames' || keyword === 'if') return;
  if (typeof key === 'string') {
    if (drop(document, [...path, key])) note([...path, key], undefined);
  } else if (keyword === 'required') {
    const missing = [...path, params.missingProperty as string];
    if (put(document, missing, variant)) note(missing, undefined);
    else leaveOut(document, path, variant, isLast, note);
  } else {
    // Where there are too many keys, each of them is right on its own.
    leaveOut(
      document,
      path,
      variant,
      isLast,
      keyword === 'maxProperties' ? (at) => note(at, undefined) : note,
    );
  }
}

function leaveOut(
  document: unknown,
  path: Path,
  variant: Variant,
  isLast: boolean,
  note: (path: Path, old: unknown) => void,
): void {
  const old = valueAt(document, path);
  if (old !== undefined && replace(document, path, variant, isLast)) note(path, old);
}

type Owner = Record<string | number, unknown>;

function ownerOf(document: unknown, path: Path): Owner | undefined {
  const owner = valueAt(document, path.slice(0, -1));
  return typeof owner === 'object' && owner !== null && path.length > 0 ? (owner as Owner) : undefined;
}

/** Removes an entry from a mapping. Items of lists stay: the items after them have to keep their places. */
function drop(document: unknown, path: Path): boolean {
  const owner = ownerOf(document, path);
  const key = path.at(-1)!;
  if (owner === undefined || Array.isArray(owner) || !Object.hasOwn(owner, key)) return false;
  delete owner[key];
  return true;
}

/** Puts a sample where a key is missing. */
function put(document: unknown, path: Path, variant: Variant): boolean {
  const owner = ownerOf(document, path);
  const node = schemaOf(path);
  const key = path.at(-1)!;
  if (owner === undefined || node === undefined) return false;
  // Where many entries share the mapping, it is there already.
  if (Object.hasOwn(owner, key)) return true;
  const value = sample(node, variant);
  if (value === undefined) return false;
  owner[key] = value;
  return true;
}

/**
 * Removes a wrong value, or puts a sample in its place: in a list, and in the world in which the user meant something.
 * With an item that has no sample, its list is removed too.
 */
function replace(document: unknown, path: Path, variant: Variant, isLast: boolean): boolean {
  const owner = ownerOf(document, path);
  if (owner === undefined) return false;
  const node = schemaOf(path);
  const isItem = Array.isArray(owner);
  const value = node && (isItem || (variant === 1 && !isLast)) ? sample(node, variant) : undefined;
  if (value !== undefined && !(isItem && isLast)) owner[path.at(-1)!] = value;
  else if (isItem) return replace(document, path.slice(0, -1), variant, isLast);
  else delete owner[path.at(-1)!];
  return true;
}

/** The value as it was probably meant: with the fixes and suggestions of its findings. */
function asMeant(value: Json, found: readonly Diagnostic[]): Json {
  const own = copyOf(value);
  // The deepest first: a change further up could move the place of one below it.
  for (const { path, at, fix, suggestion } of found.toSorted((a, b) => b.path.length - a.path.length)) {
    if (fix !== undefined) applyFix(own, fix);
    else if (suggestion === undefined) continue;
    else if (at === 'key') applyFix(own, { do: 'rename', path, key: suggestion });
    else if (!/^[[{]/.test(suggestion) && isMapping(ownerOf(own, path))) {
      applyFix(own, { do: 'set', path, value: scalar(suggestion) });
    }
  }
  return own;
}

/** The value that a suggestion writes in YAML on one line. */
function scalar(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
