import { isMapping } from '../data/is-mapping.ts';
import type { Path } from '../data/path.ts';
import { holdsCredential } from './holds-credential.ts';
import { holdsNamed, isCredentialBelow, isSecretData, isSecretVariable } from './names.ts';
import { rootSpot, type Spot, spotBelow, takesVariables } from './places.ts';
import { holdsRunnerToken } from './tokens.ts';

/** A credential that a document has in clear. */
export interface Credential {
  readonly path: Path;
  /** Whether the key at the path holds it, rather than its value. */
  readonly at?: 'key';
  /** The key or the variable that says by its name what the value is; `undefined` where its looks do. */
  readonly name?: string;
}

/** Where the credentials of a document go. */
export interface CredentialsInClear {
  /** Into config.toml, which therefore becomes a Secret. Tokens of runners are not among them. */
  readonly config: readonly Credential[];
  /** Into objects that are no Secrets. */
  readonly elsewhere: readonly Credential[];
}

/**
 * Returns the credentials of a checked document; tokens of runners out of place have a finding of their own. This has to
 * be right where it says so, since a document is refused for it, or its config.toml becomes a Secret.
 */
export function credentialsInClear(document: object): CredentialsInClear {
  const config: Credential[] = [];
  const elsewhere: Credential[] = [];
  const path: (string | number)[] = [];

  const add = (credential: Omit<Credential, 'path'>): void => {
    (isInConfig(path) ? config : elsewhere).push({ path: [...path], ...credential });
  };
  const walk = (value: unknown, spot: Spot, owner: unknown, isBySight: boolean): void => {
    if (typeof value !== 'object' || value === null) {
      const found = isBySight ? sight(value) : credential(value, spot, path.at(-1), owner);
      if (found !== undefined) add(found);
      return;
    }
    const { kind } = isExtraObject(path) ? (value as { readonly kind?: unknown }) : {};
    for (const [key, item] of Object.entries(value)) {
      if (isOutOfSight(path, key) || (kind === 'Secret' && isSecretData(key))) continue;
      const part = Array.isArray(value) ? Number(key) : key;
      path.push(part);
      if (sight(part) !== undefined) add({ at: 'key' });
      // What stands for a Secret, such as a SealedSecret or an ExternalSecret, has the names of its keys.
      walk(item, spotBelow(spot, part, value), value, isBySight || /Secret/.test(String(kind)));
      path.pop();
    }
  };
  walk(document, rootSpot(), undefined, false);
  return { config, elsewhere };
}

type Found = Pick<Credential, 'name'> | undefined;

/** What says that a value is a credential, if something does. */
function credential(
  value: unknown,
  { node, isGuess = false, name }: Spot,
  key: unknown,
  owner: unknown,
): Found {
  const text = String(value);
  if (holdsRunnerToken(text)) return undefined;
  if (node?.['x-secret'] === true && !isGuess) return text === '' ? undefined : {};
  if (name !== undefined && isCredentialBelow(name, text)) return { name };
  const variable = variableOf(value, node, key, owner);
  if (variable !== undefined && isSecretVariable(variable.name, variable.value))
    return { name: variable.name };
  return sight(variable?.value ?? value);
}

/** What a value is by its looks. */
function sight(value: unknown): Found {
  return typeof value === 'string' && (holdsCredential(value) || holdsNamed(value)) ? {} : undefined;
}

/** The variable that a text sets: as an assignment, or beside its name. */
function variableOf(
  value: unknown,
  node: Spot['node'],
  key: unknown,
  owner: unknown,
): { name: string; value: string } | undefined {
  if (typeof value !== 'string') return undefined;
  if (takesVariables(node)) {
    const sign = value.indexOf('=');
    return { name: value.slice(0, Math.max(0, sign)), value: value.slice(sign + 1) };
  }
  const name = key === 'value' && isMapping(owner) ? owner.name : undefined;
  return typeof name === 'string' ? { name, value } : undefined;
}

function isExtraObject({ length, 1: section }: Path): boolean {
  return section === 'extraObjects' && length === 3;
}

/** What is rendered nowhere, or as a Secret. */
function isOutOfSight(path: Path, key: string): boolean {
  const [, section] = path;
  return (
    (path.length === 1 && key === 'accepted') ||
    (key === 'token' && path.length === (section === 'runners' ? 3 : 2) && isOfRunners(section))
  );
}

function isInConfig([, section, ...rest]: Path): boolean {
  if (isOfRunners(section)) return rest[section === 'runners' ? 1 : 0] !== 'dockerBuilds';
  return section === 'config' || section === 'unchecked';
}

function isOfRunners(section: unknown): boolean {
  return section === 'runners' || section === 'runnerDefaults';
}
