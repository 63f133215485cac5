/**
 * Makes the `io.k8s.*` definitions of src/core/schema/gitlab-runner.schema.json: strict JSON Schema draft-07 for
 * those parts of a Pod and of other objects that a document may hold as they are.
 *
 * Fields and their types come from kubernetes-types. Which are required, and which values, bounds and
 * formats they have, comes from kubernetes-models as well, read by model-fields.ts. What both leave open
 * (stricter formats, newer fields) comes from kubernetes-facts.ts, and the words from
 * kubernetes-descriptions.ts.
 *
 * Each definition carries json-schema-to-typescript's `tsType`, so the generated types are Kubernetes'
 * own: `corev1.Container`, where `corev1` stands for the module `kubernetes-types/core/v1.js`. Fields newer
 * than kubernetes-types are added to the type they are in, not to the types around it.
 *
 * Run as a program, it replaces the definitions in the schema file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { commonFields, descriptions } from './kubernetes-descriptions.ts';
import {
  droppedFields,
  fieldFacts,
  mayBeEmpty,
  refTo,
  type SchemaFragment,
  sharedShapes,
  typeFacts,
} from './kubernetes-facts.ts';
import { fieldName, interfacesIn, modelFields } from './model-fields.ts';

/** A JSON Schema draft-07. */
export type JSONSchema = SchemaFragment;

const prefix = 'io.k8s.';
const pointer = `#/definitions/${prefix}`;
const schemaFile = new URL('../src/core/schema/gitlab-runner.schema.json', import.meta.url);
const reference = 'https://kubernetes.io/docs/reference/kubernetes-api/';

interface Module {
  /** Folder of the same types in kubernetes-models. */
  readonly models?: string;
  /** Page of Kubernetes' API reference that describes them. */
  readonly page?: string;
}

/** kubernetes-types' modules that are read. */
const modules: Readonly<Record<string, Module>> = {
  'core/v1': { models: 'v1', page: 'workload-resources/pod-v1/' },
  'apps/v1': { models: 'apps/v1', page: 'workload-resources/deployment-v1/' },
  'networking/v1': { models: 'networking.k8s.io/v1', page: 'policy-resources/network-policy-v1/' },
  'policy/v1': { models: 'policy/v1', page: 'policy-resources/pod-disruption-budget-v1/' },
  'autoscaling/v2': { models: 'autoscaling/v2', page: 'workload-resources/horizontal-pod-autoscaler-v2/' },
  'rbac/v1': { models: 'rbac.authorization.k8s.io/v1', page: 'authorization-resources/role-v1/' },
  'scheduling/v1': { models: 'scheduling.k8s.io/v1' },
  'meta/v1': { page: 'common-definitions/' },
};

/** Returns the document's schema without the definitions that are made here. */
function ownSchema(): JSONSchema {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const own = Object.entries(schema.definitions).filter(([name]) => !name.startsWith(prefix));
  return { ...schema, definitions: Object.fromEntries(own) };
}

/**
 * Makes strict definitions, by their name in the schema (`io.k8s.Container`), in the order of the names.
 *
 * @param roots Kubernetes type names to begin with. Default: those that the document's schema refers to.
 *   Everything they hold comes along.
 * @throws Error where a name is unknown or means two types.
 */
export function kubernetesDefinitions(
  roots: readonly string[] = referencedNames(ownSchema()),
): Record<string, JSONSchema> {
  const types = readTypes();
  const definitions = new Map<string, JSONSchema>();
  const waiting = [...roots];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (definitions.has(name)) continue;
    const definition = sharedShapes[name] ?? objectSchema(name, types);
    definitions.set(name, definition);
    waiting.push(...referencedNames(definition));
  }
  return Object.fromEntries(
    [...definitions.keys()].sort().map((name) => [prefix + name, definitions.get(name) as JSONSchema]),
  );
}

interface Field {
  readonly field: string;
  readonly schema: JSONSchema;
  readonly keywords: JSONSchema;
  readonly required: boolean;
}

interface KubernetesType {
  readonly module: string;
  readonly declaration: ts.InterfaceDeclaration;
}

function readTypes(): Map<string, KubernetesType> {
  const types = new Map<string, KubernetesType>();
  for (const module of Object.keys(modules)) {
    for (const declaration of interfacesIn(`kubernetes-types/${module}.d.ts`)) {
      const name = declaration.name.text;
      if (types.has(name)) throw new Error(`${name} is in ${types.get(name)?.module} and in ${module}`);
      types.set(name, { module, declaration });
    }
  }
  return types;
}

function objectSchema(name: string, types: ReadonlyMap<string, KubernetesType>): JSONSchema {
  const type = types.get(name);
  const fields = fieldFacts[name] ?? {};
  const without = droppedFields[name] ?? [];
  if (type === undefined && fieldFacts[name] === undefined) throw new Error(`Kubernetes has no type ${name}`);

  const models = modelFields(modules[type?.module ?? '']?.models ?? '', name);
  const upstream = [...(type?.declaration.members ?? [])]
    .filter(ts.isPropertySignature)
    .map((member) => {
      const field = fieldName(member);
      const { required = false, keywords = {} } = models.get(field) ?? {};
      return {
        field,
        schema: typeSchema(member.type as ts.TypeNode),
        keywords: { ...keywords, ...fields[field] },
        required: required || member.questionToken === undefined,
      };
    })
    .map((one) => ({ ...one, keywords: withLength(one, name) }))
    .filter(({ field }) => !without.includes(field));
  const added = Object.keys(fields).filter((field) => !upstream.some((known) => known.field === field));

  const properties = Object.fromEntries(
    [...upstream, ...added.map((field) => ({ field, schema: {}, keywords: fields[field] as JSONSchema }))]
      .sort((a, b) => (a.field < b.field ? -1 : 1))
      .map(({ field, schema, keywords }) => [field, property(name, field, schema, keywords, type?.module)]),
  );
  const { required = [], tsType, ...counts } = typeFacts[name] ?? {};
  const all = upstream.filter((known) => known.required).map(({ field }) => field);
  const demanded = [...new Set([...all, ...required])].sort();
  return {
    description: descriptions[name]?.self ?? `Kubernetes' ${name}: ${page(name, type?.module)}`,
    type: 'object',
    ...counts,
    properties,
    ...(demanded.length > 0 && { required: demanded }),
    additionalProperties: false,
    tsType: tsType ?? tsTypeOf(name, type as KubernetesType, added, without, properties),
  };
}

/** Text that has to be there may not be empty. Where more is known of it, that says so. */
function withLength({ field, schema, keywords, required }: Field, type: string): JSONSchema {
  const isFree =
    schema.type === 'string' && !['format', 'pattern', 'enum'].some((keyword) => keyword in keywords);
  return required && isFree && !mayBeEmpty[type]?.includes(field) ? { minLength: 1, ...keywords } : keywords;
}

function property(
  type: string,
  field: string,
  upstream: JSONSchema,
  keywords: JSONSchema,
  module: string | undefined,
): JSONSchema {
  const words = descriptions[type]?.[field];
  const description =
    words ?? commonFields[field] ?? `Field \`${field}\` of Kubernetes' ${type}: ${page(type, module)}`;
  // Beside $ref only a description is allowed.
  if (keywords.$ref !== undefined) return { description, $ref: keywords.$ref };
  return { ...upstream, ...(words && { description }), ...keywords, description };
}

/** The schema of one TypeScript type as kubernetes-types writes it. */
function typeSchema(node: ts.TypeNode): JSONSchema {
  if (ts.isTypeReferenceNode(node)) {
    const name = node.typeName.getText();
    if (name === 'Array') return { type: 'array', items: typeSchema(node.typeArguments?.[0] as ts.TypeNode) };
    return name === 'Time' || name === 'MicroTime' ? { type: 'string' } : refTo(name);
  }
  if (ts.isLiteralTypeNode(node)) return { const: (node.literal as ts.StringLiteral).text };
  if (ts.isTypeLiteralNode(node)) return mapSchema(node);
  switch (node.getText()) {
    case 'string':
      return { type: 'string' };
    case 'boolean':
      return { type: 'boolean' };
    case 'number':
      return { type: 'integer', minimum: 0, maximum: 2147483647 };
    case 'number | string':
      return { type: ['integer', 'string'] };
  }
  throw new Error(`No schema for the type ${node.getText()}`);
}

/** The schema of a type with an index signature, `{ [name: string]: … }`. */
function mapSchema(node: ts.TypeLiteralNode): JSONSchema {
  const value = node.members.filter(ts.isIndexSignatureDeclaration)[0]?.type as ts.TypeNode;
  const shared = { string: 'StringMap', Quantity: 'QuantityMap' }[value.getText()];
  if (shared !== undefined) return refTo(shared);
  return { type: 'object', additionalProperties: typeSchema(value) };
}

function tsTypeOf(
  name: string,
  { module }: KubernetesType,
  added: readonly string[],
  without: readonly string[],
  properties: Readonly<Record<string, JSONSchema>>,
): string {
  const own = `${module.replace('/', '')}.${name}`;
  const kept =
    without.length === 0 ? own : `Omit<${own}, ${without.map((field) => `'${field}'`).join(' | ')}>`;
  if (added.length === 0) return kept;
  const more = added.map((field) => `${field}?: ${addedType(properties[field] as JSONSchema)}`);
  return `${kept} & { ${more.join('; ')} }`;
}

function addedType(schema: JSONSchema): string {
  const ref = schema.$ref;
  if (typeof ref !== 'string') return String(schema.type);
  return String(typeFacts[ref.slice(pointer.length)]?.tsType);
}

/** The Kubernetes types that a schema refers to. */
function referencedNames(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(referencedNames);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key !== '$ref') return referencedNames(value);
    return String(value).startsWith(pointer) ? [String(value).slice(pointer.length)] : [];
  });
}

/** Page of Kubernetes' API reference that describes the type. */
function page(type: string, module: string | undefined): string {
  if (/Volume|KeyToPath|Projection/.test(type) && module === 'core/v1') {
    return `${reference}config-and-storage-resources/volume/`;
  }
  return `${reference}${modules[module ?? '']?.page ?? ''}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const schema = ownSchema();
  const definitions = { ...(schema.definitions as JSONSchema), ...kubernetesDefinitions() };
  writeFileSync(schemaFile, `${JSON.stringify({ ...schema, definitions }, null, 2)}\n`);
}
