/** Makes the code that holds a document against the schema: Ajv's standalone code, and of it what is read. */
import { _, Ajv, type AnySchemaObject, type CodeKeywordDefinition } from 'ajv';
import standaloneModule from 'ajv/dist/standalone/index.js';

import { valueAt } from '../src/core/data/path.ts';
import { formats } from '../src/core/formats/index.ts';

type Schema = AnySchemaObject & { definitions?: Record<string, Schema>; properties?: Record<string, Schema> };

const standalone = standaloneModule.default;

/** The format of what Kubernetes accepts as a number or as text. */
const AMOUNT = 'quantity';

/** Writes an amount that is a number as text: whatever reads a checked document finds only text. */
const asText: CodeKeywordDefinition = {
  keyword: 'asText',
  type: 'number',
  schemaType: 'boolean',
  code: ({ gen, data, it: { parentData, parentDataProperty } }) => {
    gen.assign(_`${parentData}[${parentDataProperty}]`, _`String(${data})`);
  },
};

/** Options that decide what is found. Defaults are filled in on the way, and amounts become text. */
export const options = {
  allErrors: true,
  messages: false,
  inlineRefs: false,
  unicode: false,
  logger: false,
  useDefaults: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  keywords: [asText] as CodeKeywordDefinition[],
  formats: Object.fromEntries(Object.entries(formats).map(([name, format]) => [name, format.test])),
} as const;

/** Returns the text of a TypeScript module that exports `validate`. */
export function validatorCode(schema: Schema): string {
  const ajv = new Ajv({ ...options, code: { source: true, esm: true, lines: false, formats: _`tests` } });
  ajv.compile(withSharedShapes(withAmountsAsText(withoutRemarks(schema))));
  const code = standalone(ajv, { validate: schema.$id as string })
    .replace(/^"use strict";/, '')
    .replace(
      /export const validate = (\w+);/,
      'export const validate: Validate = $1 as unknown as Validate;',
    );
  return `import { isMapping } from '../data/is-mapping.ts';
import { onDemand } from '../data/on-demand.ts';
import { formats } from '../formats/index.ts';

export interface AjvError {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  /** The key, where the key itself is wrong. */
  propertyName?: string;
}
/** Returns what is wrong with a value, and \`null\` where nothing is. Defaults are filled in on the way. */
export type Validate = (value: unknown) => AjvError[] | null;

const tests = Object.fromEntries(Object.entries(formats).map(([name, format]) => [name, format.test]));
const add = (errors, instancePath, keyword, params, propertyName) => {
  const error = propertyName === undefined ? { instancePath, keyword, params } : { instancePath, keyword, params, propertyName };
  if (errors === null) return [error];
  errors.push(error);
  return errors;
};
const gather = (errors, more) => {
  if (errors === null) return more;
  if (more !== null) for (const error of more) errors.push(error);
  return errors;
};
const within = (errors, more, path, key = '') => {
  if (more === null) return errors;
  const place = path + String(key).replaceAll('~', '~0').replaceAll('/', '~1');
  for (const error of more) error.instancePath = place + error.instancePath;
  return gather(errors, more);
};
const below = (errors, validate, value, path) =>
  value === undefined ? errors : within(errors, validate(value), path);
${withPatternsInPlace(withoutSchemas(withLeanTypes(withRelativePaths(withReturnedErrors(withLeanCalls(withLeanErrors(withGatheredErrors(code))))))))}
`;
}

/** The code without a copy of all errors for each value that has some: a long list may have some in each entry. */
function withGatheredErrors(code: string): string {
  const copy = /vErrors = vErrors === null \? (\w+)\.errors : vErrors\.concat\(\1\.errors\);/g;
  return withNone(code.replace(copy, 'vErrors = gather(vErrors, $1.errors);'), /concat\(/);
}

/**
 * The code with every error written by `add`, without the path in the schema and the allowed values, which
 * diagnostics look up in the schema itself. It needs half the space.
 */
function withLeanErrors(code: string): string {
  const record =
    /const (err\d+) = \{instancePath(?::(.*?))?,schemaPath:"(?:[^"\\]|\\.)*",keyword:"(\w+)",params:(\{.*?\})(?:,propertyName:(\w+))?\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g;
  const lean = code.replace(record, (_whole, _name, path = 'instancePath', keyword, params, propertyName) => {
    const values = [path, `"${keyword}"`, keyword === 'enum' ? '{}' : params, propertyName];
    return `vErrors = add(vErrors, ${values.filter((value) => value !== undefined).join(', ')});errors++;`;
  });
  return withNone(lean, /schemaPath:/);
}

/** The code with functions that take the path alone: nothing reads the parent of a value or the document. */
function withLeanCalls(code: string): string {
  const lean = code
    .replace(/\{instancePath="", parentData, parentDataProperty, rootData=data\}=\{\}/g, 'instancePath=""')
    .replace(
      /\{instancePath:((?:(?!parentData:).)*?),parentData:\w+,parentDataProperty:(?:(?!rootData).)*?,rootData\}/g,
      '$1',
    )
    .replace(
      /\{instancePath,parentData:\w+,parentDataProperty:(?:(?!rootData).)*?,rootData\}/g,
      'instancePath',
    );
  return withNone(lean, /parentData/);
}

/**
 * The code with functions that return their errors, which nobody counts, and without an error about a mapping for one of
 * a key. What a property may hold is asked in one function for the hundreds of them.
 */
function withReturnedErrors(code: string): string {
  const inner = /(?:[^(){}]|\((?:[^(){}]|\([^(){}]*\))*\))*/.source;
  const call = new RegExp(
    `if\\(!\\((validate\\d+)\\((${inner})\\)\\)\\)\\{vErrors = gather\\(vErrors, \\1\\.errors\\);errors = vErrors\\.length;\\}`,
    'g',
  );
  const property =
    /if\((data\d*(?:\.\w+|\["[^"]+"\])) !== undefined\)\{vErrors = gather\(vErrors, (validate\d+)\(\1, ([^{};]*?)\+"(\/[^"]*)"\)\);\}/g;
  const ofKeys =
    /const (_errs\d+) = errors;((?:(?!_errs).)*)var (valid\d+) = \1 === errors;if\(!\3\)\{vErrors = add\(vErrors, [^{}]*, "propertyNames", \{[^{}]*\}\);\}/gs;
  const lean = code
    .replaceAll('errors++;', '')
    .replaceAll('let errors = 0;', '')
    .replace(/validate\d+\.errors = vErrors;return errors === 0;/g, 'return vErrors;')
    .replace(call, 'vErrors = gather(vErrors, $1($2));')
    .replace(property, 'vErrors = below(vErrors, $2, $1, $3, "$4");')
    .replace(ofKeys, '$2');
  return withNone(lean, /errors = |\.errors|_errs/);
}

/** The code with functions that know no path: the place of a value is put before those of its errors, where it has some. */
function withRelativePaths(code: string): string {
  const lean = code
    .replaceAll(', instancePath=""', '')
    .replace(/(below\([^;]*), instancePath, /g, '$1, ')
    .replace(
      /gather\(vErrors, (validate\d+)\(([^(),]*), instancePath\+("[^"]*")(?: \+ (\w+)[^;]*)?\)\);/g,
      (_whole, validate, value, path, key) =>
        `within(vErrors, ${[`${validate}(${value})`, path, key].filter(Boolean).join(', ')});`,
    )
    .replace(/(add\(vErrors, )instancePath\+/g, '$1')
    .replace(/(add\(vErrors, )instancePath,/g, '$1"",');
  return withNone(lean, /instancePath/);
}

/** The code with one function that recognizes a mapping, for the hundreds of places that ask. */
function withLeanTypes(code: string): string {
  return code.replace(
    /(data\d*) && typeof \1 == "object" && !Array\.isArray\(\1\)/g,
    (_whole, value: string) => `isMapping(${value})`,
  );
}

/**
 * The code without copies of the schema, but for what is read of them, made where it is first read: the keys that a mapping
 * may have, as a set, and values at a path.
 */
function withoutSchemas(code: string): string {
  const declaration = /const (schema\d+) = (\{.*?\});(?=const |function |export |$)/gs;
  const schemas = new Map(
    [...code.matchAll(declaration)].map(([, name = '', text = '']) => [name, JSON.parse(text) as Schema]),
  );
  const read = (text: string): unknown => {
    const [name = '', ...path] = [...text.matchAll(/(\w+)|\["([^"]+)"\]/g)].map(
      ([, word, quoted]) => word ?? quoted!,
    );
    return valueAt(schemas.get(name), path);
  };
  const names = new Map<string, string>();
  const constant = (text: string): string => {
    const name = names.get(text) ?? `known${names.size}`;
    names.set(text, name);
    return `${name}()`;
  };
  const path = /schema\d+(?:\.\w+|\["[^"]+"\])+/.source;
  const lean = code
    .replace(declaration, '')
    .replace(/const func\d+ = Object\.prototype\.hasOwnProperty;/, '')
    .replace(
      new RegExp(`func\\d+\\.call\\((${path}), (\\w+)\\)`, 'g'),
      (_whole, properties: string, key: string) => {
        const keys = JSON.stringify(Object.keys(read(properties) as object));
        return `${constant(`new Set(${keys})`)}.has(${key})`;
      },
    )
    .replace(new RegExp(path, 'g'), (text) => constant(JSON.stringify(read(text))));
  const constants = [...names].map(([text, name]) => `const ${name} = onDemand(() => (${text}));`);
  return withNone(constants.join('') + lean, /schema\d|func\d/);
}

/** The code with each regular expression where it is asked: V8 reads one when it is first asked, and few runs ask all. */
function withPatternsInPlace(code: string): string {
  const declaration = /const (pattern\d+) = new RegExp\(("(?:[^"\\]|\\.)*"), "u"\);/g;
  const patterns = new Map(
    [...code.matchAll(declaration)].map(([, name = '', text = '']) => [
      name,
      String(new RegExp(JSON.parse(text) as string, 'u')),
    ]),
  );
  const lean = code
    .replace(declaration, '')
    .replace(/\bpattern\d+(?=\.test\()/g, (name) => patterns.get(name)!);
  return withNone(lean, /\bpattern\d/);
}

/** Fails where Ajv writes its code in another way than the replacements know. */
function withNone(code: string, word: RegExp): string {
  const at = code.search(word);
  if (at !== -1) throw new Error(`the validator still holds ${word}: ${code.slice(at - 80, at + 200)}`);
  return code;
}

/**
 * The same schema with each shape that is at several places, such as a quantity, in a definition of its own:
 * Ajv writes the code of a definition once.
 */
function withSharedShapes(schema: Schema): Schema {
  const keyOf = ({ default: _default, ...shape }: Schema): string => JSON.stringify(shape);
  const counts = new Map<string, number>();
  const count = (node: Schema): Schema => {
    counts.set(keyOf(node), (counts.get(keyOf(node)) ?? 0) + 1);
    return mapSubschemas(node, count);
  };
  mapSubschemas(schema, (definition) => mapSubschemas(definition, count));

  const shared = new Map<string, string>();
  const definitions: Record<string, Schema> = {};
  const share = (node: Schema): Schema => {
    const inner = mapSubschemas(node, share);
    const key = keyOf(node);
    if (node.$ref !== undefined || node.type === undefined || counts.get(key) === 1 || node.asText)
      return inner;
    const { default: filledIn, ...shape } = inner;
    const name = shared.get(key) ?? `shape${shared.size}`;
    shared.set(key, name);
    definitions[name] = shape as Schema;
    const reference = { $ref: `#/definitions/${name}` };
    return (filledIn === undefined ? reference : { ...reference, default: filledIn }) as unknown as Schema;
  };
  const result = mapSubschemas(schema, (definition) => mapSubschemas(definition, share));
  return { ...result, definitions: { ...result.definitions, ...definitions } };
}

/**
 * The same schema with every amount written out where it belongs, and marked: code that writes into a mapping has to
 * be where the mapping is at hand.
 */
export function withAmountsAsText<S extends Schema>(schema: S): S {
  const { definitions = {} } = schema;
  const change = (node: Schema): Schema => {
    const target = definitions[String(node.$ref).slice('#/definitions/'.length)];
    if (target?.format === AMOUNT) return change(target);
    return node.format === AMOUNT ? ({ ...node, asText: true } as Schema) : mapSubschemas(node, change);
  };
  return mapSubschemas(schema, change) as S;
}

/** The node with each schema in it replaced. */
function mapSubschemas(node: Schema, change: (subschema: Schema) => Schema): Schema {
  const result: Record<string, unknown> = { ...node };
  for (const key of ['properties', 'definitions']) {
    if (node[key] === undefined) continue;
    result[key] = Object.fromEntries(
      Object.entries(node[key] as Record<string, Schema>).map(([name, item]) => [name, change(item)]),
    );
  }
  for (const key of ['additionalProperties', 'items', 'propertyNames']) {
    if (typeof node[key] === 'object') result[key] = change(node[key] as Schema);
  }
  return result as Schema;
}

/** The schema with nothing but what a validator needs: what it carries along, it carries into the program. */
function withoutRemarks(schema: Schema): Schema {
  const remarks = /^(description|title|examples|tsType|allOf|x-.*)$/;
  const walk = (value: unknown, isMap = false): unknown => {
    if (Array.isArray(value)) return value.map((item) => walk(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => isMap || !remarks.test(key))
        .map(([key, item]) => [
          key,
          key === 'default' && !isMap ? item : walk(item, !isMap && /^(properties|definitions)$/.test(key)),
        ]),
    );
  };
  return walk(schema) as Schema;
}
