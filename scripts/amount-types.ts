/**
 * Kubernetes' types have text for an amount alone, and a document may hold a number there. A type for each shape that
 * holds an amount, however deep, goes into the document's types under Kubernetes' own name.
 */
import type { AnySchemaObject } from 'ajv';

type Schema = AnySchemaObject & { definitions: Record<string, Schema>; properties?: Record<string, Schema> };

const prefix = 'io.k8s.';
const AMOUNT = 'string | number';

/** The schema whose references lead to those types, and their declarations. */
export function withAmountTypes(schema: Schema): { readonly schema: Schema; readonly declarations: string } {
  const definitions = { ...schema.definitions };
  const declarations: string[] = [];
  const names = Object.keys(definitions).filter((name) => name.startsWith(prefix));
  const amount = `${prefix}Quantity`;
  const known = new Map([[amount, AMOUNT]]);

  /** The type at a place of the schema, where amounts make it another one than Kubernetes'. */
  const typeOf = ({ $ref, items, additionalProperties }: Schema): string | undefined => {
    if (typeof $ref === 'string') return nameOf($ref.slice('#/definitions/'.length));
    if (items !== undefined) return wrapped(typeOf(items as Schema), (type) => `${type}[]`);
    if (typeof additionalProperties !== 'object') return undefined;
    return wrapped(typeOf(additionalProperties as Schema), (type) => `{ [name: string]: ${type} }`);
  };

  const nameOf = (name: string): string | undefined => {
    if (known.has(name) || !name.startsWith(prefix)) return known.get(name);
    const { properties, required = [], description, tsType, ...rest } = schema.definitions[name] as Schema;
    if (properties === undefined) return typeOf(rest as Schema);
    const fields = Object.entries(properties).flatMap(([field, property]) => {
      const type = typeOf(property);
      return type === undefined ? [] : [{ field, type, mark: required.includes(field) ? '' : '?' }];
    });
    if (fields.length === 0) return undefined;
    const own = name.slice(prefix.length);
    known.set(name, own);
    const without = fields.map(({ field }) => `'${field}'`).join(' | ');
    const members = fields.map(({ field, type, mark }) => `  ${field}${mark}: ${type};\n`).join('');
    declarations.push(
      `/** Kubernetes' ${own}, in which an amount may be a number. */\nexport type ${own} = Omit<${tsType}, ${without}> & {\n${members}};\n`,
    );
    return own;
  };

  for (const name of names) {
    const type = nameOf(name);
    if (type !== undefined) definitions[name] = { ...(definitions[name] as Schema), tsType: type };
  }
  return { schema: { ...schema, definitions }, declarations: declarations.join('\n') };
}

function wrapped(type: string | undefined, wrap: (type: string) => string): string | undefined {
  return type === undefined ? undefined : wrap(type.includes('|') && wrap('') === '[]' ? `(${type})` : type);
}
