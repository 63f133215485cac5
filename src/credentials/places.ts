import type { Path } from '../data/path.ts';
import { followed, rootSchema, type SchemaNode, schemaBelow } from '../schema/node.ts';
import { isSecretData } from './names.ts';

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

/** A place of the document as the schema has it. */
export interface Spot {
  /** The schema of the place, with no reference followed; `undefined` where the schema has none. */
  readonly node: SchemaNode | undefined;
  /** Whether the place is for a credential, or for a mapping that leads to one. */
  readonly isMarked: boolean;
  /** Whether that, or a place above, is so. */
  readonly isWithin: boolean;
}

/** The spot of the document itself. */
export function rootSpot(): Spot {
  return { node: rootSchema(), isMarked: false, isWithin: false };
}

/** The spot that a key or an index leads to. */
export function spotBelow({ node, isWithin }: Spot, part: string | number): Spot {
  const next = node && schemaBelow(node, part);
  const isMarked =
    (next !== undefined && isForCredential(next)) ||
    (node?.$ref === ENV_VAR && part === 'value') ||
    (node?.$ref === EXTRA_OBJECT && isSecretData(part));
  return { node: next, isMarked, isWithin: isWithin || isMarked };
}

/** Whether a value at a path may be a credential: it stands where one belongs, or where what holds one belongs. */
export function isCredential(path: Path): boolean {
  const { node, isWithin } = path.reduce<Spot>(spotBelow, rootSpot());
  return isWithin || (node !== undefined && hasCredential(node));
}

/** Whether texts that give values to variables belong at a place, one or a list of them. */
export function takesVariables(node: SchemaNode | undefined): boolean {
  return [node?.format, node?.items?.format].includes(ASSIGNMENT);
}

/** Whether one of the keys of a mapping is for a credential. */
function hasCredential(node: SchemaNode): boolean {
  return Object.values(followed(node).properties ?? {}).some((property) => property['x-secret'] === true);
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
