import { distance } from '../data/distance.ts';
import { isMapping } from '../data/is-mapping.ts';
import type { Path } from '../data/path.ts';
import { type PatternTree, patternTree } from '../data/pattern-tree.ts';
import { remembered } from '../data/remembered.ts';
import { secret } from '../generated/annotations.ts';
import { holdsCredential } from './holds-credential.ts';
import {
  holdsNamed,
  isCredentialBelow,
  isNameOfCredential,
  isSecretData,
  isSecretVariable,
} from './names.ts';
import { holdsRunnerToken } from './tokens.ts';

/** A credential that a document has in plain text. */
export interface Credential {
  readonly path: Path;
  /** Whether the key at the path holds it, rather than its value. */
  readonly at?: 'key';
  /** The key or the variable that says by its name what the value is; `undefined` where its place or its form does. */
  readonly name?: string;
}

/** Where the credentials of a document go. */
export interface CredentialsInClear {
  /** Into config.toml, which therefore becomes a Secret. Tokens of runners are not among them. */
  readonly config: readonly Credential[];
  /** Into objects that are not Secrets. */
  readonly elsewhere: readonly Credential[];
}

/** A value that is neither a mapping nor a list, and what shows what it is. */
interface Leaf {
  readonly value: unknown;
  /** The key that leads to it, or to the list that it is in. */
  readonly key: string;
  /** What has it. */
  readonly owner: unknown;
  /** Whether the schema says that a credential belongs there. */
  readonly isMarked: boolean;
}

const places = patternTree(secret.map((pattern) => [pattern, true] as const));

/**
 * Returns the credentials of a checked document; tokens of runners out of place have a finding of their own. This has to
 * be right where it says so, since a document is refused for it, or its config.toml becomes a Secret. It does without the
 * schema, which only findings need.
 */
export function credentialsInClear(document: object): CredentialsInClear {
  const config: Credential[] = [];
  const elsewhere: Credential[] = [];
  const path: (string | number)[] = [];
  const add = (credential: Omit<Credential, 'path'>): void => {
    (isInConfig(path) ? config : elsewhere).push({ path: [...path], ...credential });
  };

  const walk = (owner: object, ownKey: string, tree: PatternTree<true> | undefined, isBySight: boolean) => {
    const kind = isExtraObject(path) ? String((owner as { readonly kind?: unknown }).kind) : '';
    // What stands for a Secret, such as a SealedSecret or an ExternalSecret, has the names of its keys.
    const isOfSecret = isBySight || kind.includes('Secret');
    const look = (value: unknown, key: string, next: PatternTree<true> | undefined): void => {
      if (typeof value === 'object' && value !== null) {
        walk(value, key, next, isOfSecret);
        return;
      }
      const isMarked = next?.marks[0] ?? false;
      const found = isOfSecret ? bySight(value) : byName({ value, key, owner, isMarked });
      if (found !== undefined) add(found);
    };
    if (Array.isArray(owner)) {
      for (let index = 0; index < owner.length; index += 1) {
        path.push(index);
        look(owner[index], ownKey, tree?.any);
        path.pop();
      }
      return;
    }
    for (const name of Object.keys(owner)) {
      if (isOutOfSight(path, name) || (kind === 'Secret' && isSecretData(name))) continue;
      path.push(name);
      if (isKeyBySight(name)) add({ at: 'key' });
      look((owner as Readonly<Record<string, unknown>>)[name], name, tree?.keys.get(name) ?? tree?.any);
      path.pop();
    }
  };
  walk(document, '', places, false);
  return { config, elsewhere };
}

type Found = Pick<Credential, 'name'> | undefined;

/** What says that a value is a credential, if something does. */
function byName(leaf: Leaf): Found {
  const { value, key, isMarked } = leaf;
  const text = String(value);
  if (holdsRunnerToken(text)) return undefined;
  if (isMarked) return text === '' ? undefined : {};
  if (isNameOfCredential(key) && isCredentialBelow(key, text)) return { name: key };
  const variable = variableOf(leaf);
  if (variable === undefined) return bySight(value);
  const [name, set] = variable;
  return isSecretVariable(name, set) ? { name } : bySight(set);
}

/** What a value is by its form. */
function bySight(value: unknown): Found {
  return typeof value === 'string' && (holdsCredential(value) || holdsNamed(value)) ? {} : undefined;
}

/** Whether a key is a credential itself; documents have the same keys over and over. */
const isKeyBySight = remembered((key) => bySight(key) !== undefined);

/** Whether a key beside the name of a variable is `value`, or begins with it, rightly written or not. */
const isValue = remembered((key) => distance(key.slice(0, 8).toLowerCase(), 'value', 1) <= 1);

/** The name of the variable that a text sets, and what it sets it to: as an assignment, or as `value` beside the name. */
function variableOf({ value, key, owner }: Leaf): readonly [name: string, set: string] | undefined {
  if (typeof value !== 'string') return undefined;
  if (key === 'environment') {
    const sign = value.indexOf('=');
    return [value.slice(0, Math.max(0, sign)), value.slice(sign + 1)];
  }
  if (!isMapping(owner) || typeof owner.name !== 'string') return undefined;
  return isValue(key) ? [owner.name, value] : undefined;
}

function isExtraObject({ length, 1: section }: Path): boolean {
  return section === 'extraObjects' && length === 3;
}

/** What is rendered nowhere, or as a Secret; what runners share is a part of each entry too. */
function isOutOfSight({ length, 1: section, 3: part }: Path, key: string): boolean {
  return length === 1
    ? key === 'accepted' || key === 'runnerDefaults'
    : section === 'runners' && length === 4 && part === 'token' && key === 'value';
}

function isInConfig([, section, , part]: Path): boolean {
  return section === 'runners'
    ? part !== 'dockerBuilds' && part !== 'token'
    : section === 'config' || section === 'unchecked';
}
