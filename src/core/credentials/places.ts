import { distance } from '../data/distance.ts';
import { isMapping } from '../data/is-mapping.ts';
import type { Path } from '../data/path.ts';
import { remembered } from '../data/remembered.ts';
import { followed, rootSchema, type SchemaNode, schemaBelow } from '../schema/node.ts';
import { isNameOfCredential, isSecretData, isSecretVariable } from './names.ts';

/** Mappings that lead to a credential: a text in their place, or below a key that they lack, may be the credential. */
const HOLDERS = new Set(
  ['Token', 'SecretKeyRef', 'KeyOfSecret', 'CacheCredentials', 'io.k8s.EnvVar'].map(
    (name) => `#/definitions/${name}`,
  ),
);
const ENV_VAR = '#/definitions/io.k8s.EnvVar';
/** An object that has no schema, and may be a Secret. */
const EXTRA_OBJECT = '#/definitions/ExtraObject';
const ASSIGNMENT = 'env-assignment';
/** Keys of a reference to a credential that have names below them: `secretName` too. */
const REFERENCE = /(?:^(?:key|namespace|optional|kind|apiVersion|group)|name)$/i;

/** A place of the document as the schema has it. */
export interface Spot {
  /** The schema of the place, with no reference followed; `undefined` where the schema has none. */
  readonly node: SchemaNode | undefined;
  /** Whether the place is for a credential, or for a mapping that leads to one. */
  readonly isMarked: boolean;
  /** Whether that, or a place above, is so. */
  readonly isWithin: boolean;
  /** The key that says by its name that a credential is here, where the schema leaves the name to the user. */
  readonly name?: string;
  /** Whether the place is for a name by its key, though the schema does not have it. */
  readonly isForName?: boolean;
}

/** The spot of the document itself. */
export function rootSpot(): Spot {
  return { node: rootSchema(), isMarked: false, isWithin: false };
}

/** The spot that a key or an index leads to; `owner` is what has it, where that is known. */
export function spotBelow(spot: Spot, part: string | number, owner?: unknown): Spot {
  const { node, isWithin } = spot;
  const next = node && schemaBelow(node, part);
  if (next === undefined && typeof part === 'string') return unknownSpot(spot, part, owner);
  const isMarked =
    next !== undefined &&
    (isForCredential(next) || (node!.$ref === ENV_VAR && part === 'value' && isSecretEnvVar(owner)));
  const name = typeof part === 'number' ? spot.name : isOwnName(spot.node!, part) ? part : undefined;
  return {
    node: next,
    isMarked,
    isWithin: isWithin || isMarked,
    ...(name !== undefined && { name }),
  };
}

/** The spot that a key leads to which the schema does not have. */
function unknownSpot({ node, isWithin, name }: Spot, key: string, owner: unknown): Spot {
  const meant = credentialKey(key);
  const isSecret =
    node?.$ref === EXTRA_OBJECT && isSecretData(key) && !(isMapping(owner) && owner.kind === 'ConfigMap');
  // Below the name of a credential there is one, except below the names of what holds it.
  const isBelowName = name !== undefined && !/secrets?$/i.test(name) && !REFERENCE.test(key);
  const isMarked = isSecret || isBelowName || (meant !== undefined && isForCredential(meant));
  const isName = isNameOfCredential(key) || meant?.['x-secret'] === true;
  return {
    node: meant,
    isMarked,
    isWithin: isWithin || isMarked || meant !== undefined,
    isForName: REFERENCE.test(key),
    ...(isName && { name: key }),
  };
}

/** Whether a key that the user has chosen says that its text is a credential. */
function isOwnName(node: SchemaNode, key: string): boolean {
  const { properties = {}, additionalProperties } = followed(node);
  const { type = 'string' } = typeof additionalProperties === 'object' ? followed(additionalProperties) : {};
  return !Object.hasOwn(properties, key) && [type].flat().includes('string') && isNameOfCredential(key);
}

/** The spot at a path of a document. */
export function spotAt(path: Path, document?: unknown): Spot {
  let owner = document;
  let spot = rootSpot();
  for (const part of path) {
    spot = spotBelow(spot, part, owner);
    owner = (owner as Readonly<Record<string | number, unknown>> | null | undefined)?.[part];
  }
  return spot;
}

/** Whether texts that give values to variables belong at a place, one or a list of them. */
export function takesVariables(node: SchemaNode | undefined): boolean {
  return [node?.format, node?.items?.format].includes(ASSIGNMENT);
}

/** Whether one of the keys of a mapping is for a credential, which may also be there instead of the mapping. */
export function hasCredential(node: SchemaNode): boolean {
  return Object.values(followed(node).properties ?? {}).some((property) => property['x-secret'] === true);
}

/** Whether the value of a variable of a container may be a credential; not where another name says what it is. */
function isSecretEnvVar(variable: unknown): boolean {
  const { name, value } = (variable ?? {}) as { readonly name?: unknown; readonly value?: unknown };
  return typeof name !== 'string' || isSecretVariable(name, String(value));
}

function isForCredential(node: SchemaNode): boolean {
  const { items } = node;
  return (
    node['x-secret'] === true ||
    HOLDERS.has(node.$ref ?? '') ||
    node.format === ASSIGNMENT ||
    (items !== undefined && isForCredential(items))
  );
}

let credentialKeys: ReadonlyMap<string, SchemaNode> | undefined;

/**
 * Returns the schema of the key that a key means which its mapping does not have: one that is for a credential somewhere
 * in the document, one or two letters aside.
 */
export const credentialKey: (name: string) => SchemaNode | undefined = remembered((name) => {
  credentialKeys ??= keysForCredentials();
  const word = letters(name);
  const exact = credentialKeys.get(word);
  if (exact !== undefined) return exact;
  for (const [key, node] of credentialKeys) {
    const most = key.length < 5 ? 1 : 2;
    if (Math.abs(key.length - word.length) <= most && distance(word, key, most) <= most) return node;
  }
  return undefined;
});

function letters(name: string): string {
  return name.slice(0, 64).toLowerCase().replace(/[-_]/g, '');
}

/** The keys of all mappings that are for a credential, but for `value`, which is for one only where `token` is above. */
function keysForCredentials(): Map<string, SchemaNode> {
  const { definitions = {} } = rootSchema();
  const found = new Map<string, SchemaNode>();
  const visit = ({ properties = {}, items }: SchemaNode): void => {
    for (const [key, property] of Object.entries(properties)) {
      if (key !== 'value' && isForCredential(property) && !found.has(letters(key)))
        found.set(letters(key), property);
      visit(property);
    }
    if (items !== undefined) visit(items);
  };
  visit(rootSchema());
  Object.values(definitions).forEach(visit);
  return found;
}
