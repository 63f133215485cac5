import { formats } from '../formats/index.ts';
import type { AjvError } from '../generated/validator.ts';
import { type Diagnostic, formatPath, type Path } from './diagnostic.ts';
import { nearest } from './nearest.ts';
import { followed, type SchemaNode, schemaOf } from './schema.ts';
import { shown, withoutTokens } from './shown.ts';
import { unknownKeyAdvice } from './suggest.ts';
import { wrongTypeAdvice } from './wrong-type.ts';

/** One finding of the validator with what it is about. */
interface Finding {
  readonly error: AjvError;
  readonly path: Path;
  readonly value: unknown;
  /** The schema that the value does not keep to. */
  readonly node: SchemaNode;
  /** The name by which sentences call the value. */
  readonly name: string;
}

type Wording = Omit<Diagnostic, 'severity' | 'path'> & { readonly path?: Path };

/** Returns the validator's findings as diagnostics, each once. */
export function fromAjv(errors: readonly AjvError[], document: unknown): Diagnostic[] {
  return errors.flatMap((error) => {
    const { path, value } = follow(document, error.instancePath);
    const node = schemaOf(path) ?? {};
    const finding: Finding = {
      error,
      path,
      value,
      node,
      name: path.length === 0 ? 'the document' : String(path.at(-1)),
    };
    const wording =
      error.propertyName === undefined ? worded(finding) : wordedKey(finding, error.propertyName);
    return wording === undefined ? [] : [{ severity: 'error', path, ...wording }];
  });
}

/** Walks a JSON pointer through the document, so that indexes of lists come out as numbers. */
function follow(document: unknown, pointer: string): { path: Path; value: unknown } {
  const path: (string | number)[] = [];
  let value = document;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(value) ? Number(key) : key);
    value = (value as Record<string, unknown>)[key];
  }
  return { path, value };
}

function worded(finding: Finding): Wording | undefined {
  const { keyword } = finding.error;
  switch (keyword) {
    case 'additionalProperties':
      return unknownKey(finding);
    case 'required':
      return missingKey(finding);
    case 'type':
      return wrongType(finding);
    case 'enum':
      return notAllowed(finding);
    case 'format':
      return wrongFormat(finding, finding.value as string);
    case 'pattern':
      return {
        code: 'WRONG_FORMAT',
        message: `${finding.name} is ${quoted(finding)}, which does not have the form of this key.`,
        ...remark(finding),
      };
    case 'minProperties':
    case 'maxProperties':
      return wrongCount(finding);
    // The finding about the key says it all.
    case 'propertyNames':
      return undefined;
    default:
      return outOfRange(finding);
  }
}

function unknownKey({ error, path }: Finding): Wording {
  const key = error.params.additionalProperty as string;
  const place = path.length === 0 ? 'a document' : formatPath(path);
  return {
    code: 'UNKNOWN_KEY',
    message: `There is no key ${shown(key)} in ${place}.`,
    path: [...path, key],
    at: 'key',
    ...unknownKeyAdvice(path, key),
  };
}

function missingKey({ error, path, node }: Finding): Wording {
  const key = error.params.missingProperty as string;
  const property = node.properties?.[key];
  const description = property && followed(property).description;
  return {
    code: 'MISSING_KEY',
    message: `${path.length === 0 ? 'The document' : formatPath(path)} lacks the key "${key}".`,
    at: 'key',
    ...(description !== undefined && { help: description }),
  };
}

function wrongType(finding: Finding): Wording {
  const { error, value, name } = finding;
  const types = [error.params.type as string | readonly string[]].flat();
  return {
    code: 'WRONG_TYPE',
    message:
      value === null
        ? `${name} has no value; it takes ${oneOf(types.map((type) => TYPES[type] ?? type))}.`
        : `${name} takes ${oneOf(types.map((type) => TYPES[type] ?? type))}, not ${kind(value)}${isScalar(value) ? ` ${quoted(finding)}` : ''}.`,
    ...wrongTypeAdvice(types, value, finding.node, finding.path),
  };
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a mapping',
  null: 'nothing',
};

function kind(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return (
    { string: 'the text', number: 'the number', boolean: 'the truth value' }[typeof value as string] ??
    'a mapping'
  );
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object';
}

function notAllowed(finding: Finding): Wording {
  const allowed = finding.node.enum ?? [];
  const words = allowed.filter((word): word is string => typeof word === 'string');
  const suggestion = typeof finding.value === 'string' ? nearest(finding.value, words) : undefined;
  return {
    code: 'NOT_ALLOWED',
    message: `${finding.name} cannot be ${quoted(finding)}.`,
    ...(suggestion !== undefined && { suggestion }),
    help:
      allowed.length === 1
        ? `It has to be ${literal(allowed[0])}.`
        : `Allowed: ${allowed.map(literal).join(', ')}.`,
  };
}

function literal(value: unknown): string {
  return value === '' ? '""' : String(value);
}

function wrongFormat(finding: Finding, text: string): Wording {
  const format = formats[finding.error.params.format as string];
  const suggestion = format?.suggest?.(text);
  const explanation = format?.explain?.(text);
  return {
    code: 'WRONG_FORMAT',
    message: `${finding.name} is ${quoted(finding)}, not ${format?.expected ?? 'of the form that the key takes'}.`,
    ...(suggestion !== undefined && { suggestion: withoutTokens(suggestion) }),
    ...(explanation !== undefined && {
      help: `${explanation[0]!.toUpperCase()}${withoutTokens(explanation.slice(1))}.`,
    }),
  };
}

function wrongCount(finding: Finding): Wording | undefined {
  const { error, path, node, value, name } = finding;
  const limit = error.params.limit as number;
  const choices = Object.keys(node.properties ?? {});
  const given = Object.keys(value as object).filter((key) => choices.length === 0 || choices.includes(key));
  // One key too many that is unknown is told as that.
  if (error.keyword === 'maxProperties' && given.length <= limit) return undefined;
  if (limit === 1 && choices.length > 1 && given.length !== 1) {
    return {
      code: given.length === 0 ? 'MISSING_KEY' : 'EXCLUSIVE_KEYS',
      message: `${name} takes exactly one of ${choices.join(', ')}${given.length === 0 ? '' : `, not ${given.join(' and ')}`}.`,
      at: 'key',
    };
  }
  if (limit === 1)
    return {
      code: 'MISSING_KEY',
      message: `${formatPath(path)} is empty; it needs at least one entry.`,
      at: 'key',
    };
  return {
    code: error.keyword === 'minProperties' ? 'MISSING_KEY' : 'EXCLUSIVE_KEYS',
    message: `${name} takes ${error.keyword === 'minProperties' ? 'at least' : 'at most'} ${limit} keys${given.length === 0 ? '' : `, not ${given.join(', ')}`}.`,
    at: 'key',
    ...remark(finding),
  };
}

const LIMITS: Readonly<Record<string, (limit: number) => string>> = {
  minimum: (limit) => `at least ${limit}`,
  maximum: (limit) => `at most ${limit}`,
  minLength: (limit) => (limit === 1 ? 'not empty' : `at least ${limit} characters long`),
  maxLength: (limit) => `at most ${limit} characters long`,
  minItems: (limit) => (limit === 1 ? 'not empty' : `at least ${limit} entries long`),
  maxItems: (limit) => `at most ${limit} entries long`,
};

function outOfRange(finding: Finding): Wording {
  const { error, value, name } = finding;
  const limit = LIMITS[error.keyword]?.(error.params.limit as number) ?? 'within its limits';
  const is = typeof value === 'number' ? ` and is ${value}` : '';
  return { code: 'OUT_OF_RANGE', message: `${name} has to be ${limit}${is}.`, ...remark(finding) };
}

/** A key of a map of the user's own that is not as such keys have to be. */
function wordedKey(finding: Finding, key: string): Wording {
  const node = followed(finding.node.propertyNames ?? {});
  const about: Finding = { ...finding, value: key, node, name: 'The key' };
  return { ...worded(about)!, path: [...finding.path, key], at: 'key' };
}

/** The user's value, or a word in its place where it may be a credential. */
function quoted({ value, path }: Finding): string {
  return schemaOf(path)?.['x-secret'] ? 'a text that is not shown here' : shown(value);
}

/** What the schema says of the key. */
function remark({ path }: Finding): Pick<Wording, 'help'> {
  const description = schemaOf(path)?.description;
  return description === undefined ? {} : { help: description };
}

function oneOf(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
