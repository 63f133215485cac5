/**
 * Makes what follows from src/core/schema/gitlab-runner.schema.json, the string formats and the expected texts of the tests.
 *
 * Committed, because people read them; written by `npm run generate`:
 * - schemas/: the schemas of a document and of a part of one, for editors and other programs;
 * - src/core/generated/types.ts: the document as people write it;
 * - docs/configuration.md and docs/configuration/: the reference of the document;
 * - docs/from-helm-chart.md: where the values of GitLab's Helm chart went, from src/import/chart/table.ts;
 * - docs/doctor.md: the causes that doctor looks for, from src/operate/doctor/causes.ts;
 * - docs/permissions.md: what needs each permission, from a run on a cluster, test/cluster/full/result.json;
 * - docs/operations.md: only its tables of effects, from src/operate/diff/effects.ts;
 * - docs/diagnostics.md: only its blocks of output, from test/wrong/expected;
 * - docs/troubleshooting.md: only the findings that it shows, from test/doctor/expected;
 * - README.md, docs/pictures.md and docs/security.md: only their pictures, of documents that they name;
 * - docs/gitops.md and docs/cookbook.md: only the files in examples/ that they show.
 *
 * The rest of src/core/generated/, written by every build:
 * - checked-types.ts: the document with all defaults filled in;
 * - annotations.ts: what the schema says of single keys beyond their shape;
 * - schema.ts: the schema as text, for the wording of diagnostics;
 * - reference.ts: the same with all that it says, for `explain`;
 * - config-keys.ts: what the runner's own structs say of the keys of config.toml, from scripts/upstream/config-keys.json;
 * - chart-values.ts: the same in words, for findings;
 * - validator.ts: ajv's standalone code, so no schema is compiled at run time.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { AnySchemaObject } from 'ajv';
import { compile } from 'json-schema-to-typescript';

import { readResult } from '../test/cluster/full/result.ts';
import { withAmountTypes } from './amount-types.ts';
import { chartPage, chartWords } from './chart-page.ts';
import { configurationPages } from './configuration-pages.ts';
import { diagnosticsPage } from './diagnostics-page.ts';
import { doctorPage } from './doctor-page.ts';
import { operationsPage } from './effects-table.ts';
import { permissionsPage } from './permissions-page.ts';
import { withPictures } from './pictures.ts';
import { patchSchema, publishedSchema } from './published-schema.ts';
import { withFiles } from './shown-files.ts';
import { troubleshootingPage } from './troubleshooting-page.ts';
import type { KeyList } from './upstream/refresh-config-keys.ts';
import { validatorCode } from './validator.ts';

type Schema = AnySchemaObject & { definitions: Record<string, Schema>; properties?: Record<string, Schema> };

const root = new URL('..', import.meta.url);
const schemaFile = new URL('src/core/schema/gitlab-runner.schema.json', root);
const banner =
  '// Written by scripts/generate.ts from src/core/schema/gitlab-runner.schema.json. Do not edit.\n';

const readSchema = (): Schema => JSON.parse(readFileSync(schemaFile, 'utf8')) as Schema;

/** The same schema with what a runner entry needs as required, although it may be shared by all. */
function withNeeds(schema: Schema): Schema {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(([key]) => key !== 'allOf');
    return Object.fromEntries(
      entries.map(([key, item]) => [key === 'x-required' ? 'required' : key, walk(item)]),
    );
  };
  return walk(schema) as Schema;
}

/** The schema of a document whose entries have what all runners share: without the block for that. */
function mergedSchema(schema: Schema): Schema {
  const result = withNeeds(schema);
  const { Spec: spec } = result.definitions;
  if (spec?.properties === undefined) throw new Error('the schema has no definition Spec');
  const kept = Object.entries(spec.properties).filter(([, property]) => !property['x-merged']);
  spec.properties = Object.fromEntries(kept);
  return result;
}

/** Returns the text of every generated file that is committed, by its path from the project's root. */
export async function committedFiles(): Promise<Record<string, string>> {
  const schema = readSchema();
  const written = withAmountTypes(mergedSchema(schema));
  return {
    'schemas/gitlab-runner.schema.json': json(publishedSchema(schema)),
    'schemas/gitlab-runner-patch.schema.json': json(patchSchema(schema)),
    'src/core/generated/types.ts': withShared(await types(written.schema, written.declarations)),
    ...configurationPages(withNeeds(schema)),
    'docs/from-helm-chart.md': chartPage(),
    'docs/doctor.md': doctorPage(),
    'docs/permissions.md': permissionsPage(readResult().permissions!),
    'docs/operations.md': operationsPage(page('docs/operations.md')),
    'docs/troubleshooting.md': troubleshootingPage(page('docs/troubleshooting.md')),
    'docs/diagnostics.md': diagnosticsPage(page('docs/diagnostics.md')),
    'README.md': await withPictures(page('README.md')),
    'docs/pictures.md': await withPictures(page('docs/pictures.md')),
    'docs/security.md': await withPictures(page('docs/security.md')),
    'docs/gitops.md': withFiles(page('docs/gitops.md')),
    'docs/cookbook.md': withFiles(page('docs/cookbook.md')),
  };
}

const page = (file: string): string => readFileSync(new URL(file, root), 'utf8');

function json(schema: AnySchemaObject): string {
  const { $schema, $id, title, ...rest } = schema;
  const $comment =
    'Written by scripts/generate.ts. Do not edit: the source is src/core/schema/gitlab-runner.schema.json.';
  return `${JSON.stringify({ $schema, $id, $comment, title, ...rest }, null, 2)}\n`;
}

/** Returns the text of every generated file that is not committed, by its path from the project's root. */
export async function builtFiles(): Promise<Record<string, string>> {
  const schema = readSchema();
  return {
    'src/core/generated/checked-types.ts': await types(checkedSchema(mergedSchema(schema))),
    'src/core/generated/annotations.ts': annotations(schema),
    'src/core/generated/schema.ts': schemaText(schema),
    'src/core/generated/reference.ts': referenceText(schema),
    'src/core/generated/config-keys.ts': configKeys(),
    'src/core/generated/chart-values.ts': chartValues(),
    'src/core/generated/validator.ts': `// @ts-nocheck\n${banner}${validatorCode(schema)}`,
  };
}

async function types(schema: Schema, declarations = ''): Promise<string> {
  const compiled = await compile(forTypes(withNamedTypes(schema)), schema.title as string, {
    bannerComment: '',
    additionalProperties: false,
    format: false,
    unreachableDefinitions: true,
  });
  const text = `${compiled}\n${declarations}`;
  const code = text
    .replace(
      /^ ?\*? ?\/?\*?\*?.*This interface was referenced by[\s\S]*?via the `definition` "\w+"\.\n/gm,
      '',
    )
    .replace(/^\/\*\*\n \*\/\n/gm, '');
  const imports = [...new Set(text.match(/\b[a-z]+v\d+(?=\.)/g) ?? [])].sort().map((alias) => {
    const [, group, version] = /^(.*)(v\d+)$/.exec(alias)!;
    return `import type * as ${alias} from 'kubernetes-types/${group}/${version}.js';\n`;
  });
  return `${banner}\n${imports.join('')}\n${code.trim()}\n`;
}

/** The types, of which a document has one with all that its runners need in their entries, or one with what they share. */
function withShared(code: string): string {
  return `${code.replace(/^spec: Spec$/m, 'spec: SharingSpec | OwnSpec')}
/** What to render, where each runner has all that it needs. A compiler names this one when a key is missing, as it comes last. */
export type OwnSpec = Spec & {
  runnerDefaults?: never
}

/** What to render, where runners share settings. */
export type SharingSpec = Omit<Spec, 'runners'> & {
  /** What all runners share. It is merged under each entry: mappings are merged, other values of the entry win. */
  runnerDefaults: RunnerPart
  /** One \`[[runners]]\` section of config.toml per entry, of which \`runnerDefaults\` may have any part. */
  runners: { [id: string]: RunnerPart }
}

/** A runner entry of which any key may be somewhere else. */
export type RunnerPart = PartOf<Runner>

/** A value of which any key may be somewhere else. */
export type PartOf<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Key in keyof T]?: PartOf<T[Key]> }
    : T
`;
}

/** Every reference as the name of its type, so the remark beside the reference stays with the property. */
function withNamedTypes(schema: Schema): Schema {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref, ...rest } = value as Schema;
    if (typeof $ref !== 'string')
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]));
    const name = $ref.slice('#/definitions/'.length);
    const type = (schema.definitions[name]!.tsType as string | undefined) ?? name;
    return { ...rest, tsType: type.includes('&') ? `(${type})` : type };
  };
  const result = walk(schema) as Schema;
  result.definitions = Object.fromEntries(
    Object.entries(result.definitions).filter(([name]) => !name.startsWith('io.k8s.')),
  );
  return result;
}

/** The same schema with what only a compiler and an editor read: choices as unions, defaults in remarks. */
function forTypes(schema: Schema): Schema {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const node = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)])) as Schema;
    return asUnion(withDefaultTold(node));
  };
  return walk(schema) as Schema;
}

/** A mapping that accepts exactly one of its keys: one shape for each of them, without the others. */
function asUnion(node: Schema): Schema {
  const { properties, minProperties: _min, maxProperties: _max, ...rest } = node;
  if (!isChoice(node) || properties === undefined) return node;
  const keys = Object.keys(properties);
  const { type, additionalProperties, ...remarks } = rest;
  return {
    ...remarks,
    oneOf: keys.map((key) => ({
      type,
      additionalProperties,
      required: [key],
      properties: Object.fromEntries(
        keys.map((other) => [other, other === key ? properties[key]! : { tsType: 'never' }]),
      ),
    })),
  } as Schema;
}

function isChoice({ minProperties, maxProperties }: Schema): boolean {
  return minProperties === 1 && maxProperties === 1;
}

function withDefaultTold(node: Schema): Schema {
  const { description, default: value } = node;
  if (value === undefined || typeof description !== 'string' || /\bdefault:/i.test(description)) return node;
  const text = JSON.stringify(value);
  return text === '{}' ? node : { ...node, description: `${description} Default: \`${text}\`.` };
}

/**
 * The same schema with every defaulted key required and every amount as text, under names of their own and without
 * descriptions.
 */
function checkedSchema(schema: Schema): Schema {
  const rename = (name: string): string => (name.startsWith('io.k8s.') ? name : `Checked${name}`);
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const node = value as Record<string, unknown>;
    const result: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(node)) {
      if (key === 'description' && typeof item === 'string') continue;
      if (key === '$ref')
        result[key] = `#/definitions/${rename((item as string).slice('#/definitions/'.length))}`;
      else result[key] = walk(item);
    }
    if (node.format === 'quantity') result.type = 'string';
    const properties = node.properties as Record<string, Schema> | undefined;
    if (properties && typeof node.type === 'string') {
      const defaulted = Object.keys(properties).filter((key) => properties[key]!.default !== undefined);
      result.required = [...new Set([...((node.required as string[] | undefined) ?? []), ...defaulted])];
    }
    return result;
  };
  const result = walk(schema) as Schema;
  result.title = `Checked${schema.title}`;
  result.definitions = Object.fromEntries(
    Object.entries(result.definitions).map(([name, definition]) => [rename(name), definition]),
  );
  return result;
}

/** Paths of keys with a remark; `*` stands for any key of a map or any index of a list. */
function annotations(schema: Schema): string {
  const found = {
    since: [] as unknown[],
    removedWith: [] as unknown[],
    deprecated: [] as unknown[],
    noEffect: [] as unknown[],
    secret: [] as unknown[],
    anyCase: [] as unknown[],
    choices: [] as unknown[],
    requiredOfRunner: [] as unknown[],
  };
  const walk = (node: Schema, path: readonly string[]): void => {
    if (node['x-merged']) return;
    // A key that is filled in is in the document of every release.
    if (node['x-since']) found.since.push([path, node['x-since']]);
    if (node['x-removed-with']) found.removedWith.push([path, node['x-removed-with']]);
    if (node['x-no-effect']) found.noEffect.push([path, node['x-no-effect']]);
    if (node['x-deprecated']) found.deprecated.push([path, node['x-deprecated']]);
    if (node['x-secret']) found.secret.push(path);
    if (node['x-any-case']) {
      const shared = ['spec', 'runnerDefaults', ...path.slice(3)];
      for (const place of path[1] === 'runners' ? [path, shared] : [path]) {
        found.anyCase.push([place, node.enum]);
      }
    }
    const target = node.$ref ? schema.definitions[node.$ref.slice('#/definitions/'.length)]! : node;
    if (node.$ref?.startsWith('#/definitions/io.k8s.')) return;
    if (path[1] === 'runners' && isChoice(target)) found.choices.push(path.slice(3));
    for (const key of (target['x-required'] as string[] | undefined) ?? []) {
      found.requiredOfRunner.push([path.slice(3), key]);
    }
    for (const [key, item] of Object.entries(target.properties ?? {})) walk(item, [...path, key]);
    if (typeof target.additionalProperties === 'object') walk(target.additionalProperties, [...path, '*']);
    if (target.items) walk(target.items, [...path, '*']);
  };
  walk(schema, []);
  const list = (name: string, doc: string, type: string, items: unknown[]): string =>
    `/** ${doc} */\nexport const ${name}: ${type} = [\n${items.map((item) => `  ${JSON.stringify(item)},\n`).join('')}];\n`;
  return [
    banner,
    "import type { PathPattern } from '../data/pattern-tree.ts';\n",
    list(
      'since',
      'Keys that not every release of the runner has, with the first one that has them.',
      'readonly (readonly [PathPattern, string])[]',
      found.since,
    ),
    list(
      'removedWith',
      'Keys that the runner no longer has from a release on, with that release.',
      'readonly (readonly [PathPattern, string])[]',
      found.removedWith,
    ),
    list(
      'noEffect',
      'Keys that the runner reads for other executors, if at all, with the reason.',
      'readonly (readonly [PathPattern, string])[]',
      found.noEffect,
    ),
    list(
      'deprecated',
      'Keys that the runner still reads but wants to drop, with what replaces them.',
      'readonly (readonly [PathPattern, string])[]',
      found.deprecated,
    ),
    list('secret', 'Keys whose value is a credential.', 'readonly PathPattern[]', found.secret),
    list(
      'anyCase',
      'Keys whose value the runner compares without regard to case, with the values as we write them.',
      'readonly (readonly [PathPattern, readonly string[]])[]',
      found.anyCase,
    ),
    list(
      'choices',
      'Mappings of a runner entry that hold exactly one of several keys, by their paths in the entry.',
      'readonly PathPattern[]',
      found.choices,
    ),
    list(
      'requiredOfRunner',
      'Keys that a runner entry needs once it has what all runners share, by the mapping of the entry that has to have them.',
      'readonly (readonly [PathPattern, string])[]',
      found.requiredOfRunner,
    ),
    `/** The names of all feature flags, with blanks between them. */\nexport const featureFlags: string =\n  '${Object.keys(schema.definitions.FeatureFlags!.properties!).join(' ')}';\n`,
  ].join('\n');
}

/** Remarks that no finding reads in the schema: some are tables of their own, others are for the reference page alone. */
const UNREAD = /^(?:tsType|x-(?:runner-default|since|deprecated|no-effect|removed-with))$/;

/** The schema without what no diagnostic shows. Kubernetes' own fields are explained by their type alone. */
function schemaText(schema: Schema): string {
  const walk = (value: unknown, own: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => walk(item, own));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(
          ([key, item]) => !UNREAD.test(key) && (own || key !== 'description' || typeof item !== 'string'),
        )
        .map(([key, item]) => [key, walk(item, own && !key.startsWith('io.k8s.'))]),
    );
  };
  return textModule(
    'schemaText',
    "The document's JSON schema, as JSON text: it is parsed only to word a diagnostic.",
    walk(withNeeds(schema), true),
  );
}

/** The schema with all that it says to people. */
function referenceText(schema: Schema): string {
  return textModule(
    'referenceText',
    "The document's JSON schema with all its descriptions, as JSON text: it is parsed only to explain a key.",
    withNeeds(schema),
  );
}

/** A module with a text. As the text of a function, it costs nothing in a run that does not need it. */
function textModule(name: string, doc: string, value: unknown): string {
  // One character beyond Latin-1 would make QuickJS keep the whole text at two bytes a character.
  const ascii = JSON.stringify(value).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${banner}\n/** ${doc} */\nexport const ${name} = (): string =>\n  ${JSON.stringify(ascii)};\n`;
}

/** What findings say of values of the chart. */
function chartValues(): string {
  const text = JSON.stringify(JSON.stringify(chartWords()));
  return `${banner.replace('src/core/schema/gitlab-runner.schema.json', 'src/import/chart/table.ts')}\n/** Where the values of GitLab's Helm chart went, by their paths there: JSON text, parsed only to word a diagnostic. */\nexport const chartValuesText = (): string =>\n  ${text};\n`;
}

/** What the runner's own structs say of the keys of config.toml. */
function configKeys(): string {
  const file = 'scripts/upstream/config-keys.json';
  const { keys, removed } = JSON.parse(readFileSync(new URL(file, root), 'utf8')) as KeyList;
  const line = (item: unknown): string => `  ${JSON.stringify(item)},\n`;
  const runner = /^runners\[\]\./;
  const nullable = keys.filter((key) => key.nullable).map(({ path }) => path);
  const variables = keys.flatMap(({ path, registerEnv }) =>
    registerEnv === undefined || !runner.test(path)
      ? []
      : [[registerEnv, path.replace(runner, '').split('.')]],
  );
  const pattern = (path: string): readonly string[] => [
    ...(runner.test(path) ? ['spec', 'runners', '*'] : ['spec', 'config']),
    ...path
      .replace(runner, '')
      .split('.')
      .flatMap((key) => (key.endsWith('[]') ? [key.slice(0, -2), '*'] : [key])),
  ];
  return `${banner.replace('src/core/schema/gitlab-runner.schema.json', file)}
import type { PathPattern } from '../data/pattern-tree.ts';

/** Keys whose zero value is another thing than their absence, but for the empty text. */
export const nullable: readonly PathPattern[] = [
${nullable.map((path) => line(pattern(path))).join('')}];

/** Keys that have ended, with the last release that had them. */
export const ended: readonly (readonly [PathPattern, string])[] = [
${removed.map(({ path, lastRelease }) => line([pattern(path), lastRelease])).join('')}];

/** The variables from which \`gitlab-runner register\` reads keys, with the path of each below the runner's section. */
export const registerVariables: readonly (readonly [string, readonly string[]])[] = [
${variables.map(line).join('')}];
`;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const [file, text] of Object.entries(await committedFiles())) writeFileSync(new URL(file, root), text);
}
