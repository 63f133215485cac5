import { formats } from '../formats/index.ts';
import type { AjvError } from '../generated/validator.ts';
import { type Diagnostic, formatPath, type Path } from './diagnostic.ts';
import { nearest } from './nearest.ts';
import { followed, type SchemaNode, schemaOf } from './schema.ts';
import { firstSentence, shown, written } from './shown.ts';
import { unknownKeyAdvice } from './suggest.ts';
import { wrongDocument } from './wrong-document.ts';
import { wrongTypeAdvice } from './wrong-type.ts';

const MAX_FINDINGS = 100;

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

/**
 * Returns the validator's findings as diagnostics: one for each value and each missing key, a hundred at most. A
 * document of another kind gets one finding that says so.
 */
export function fromAjv(errors: readonly AjvError[], document: unknown): Diagnostic[] {
  const other = wrongDocument(document);
  if (other !== undefined) return [other];

  const found = new Map<string, Diagnostic>();
  for (const error of errors) {
    if (found.size === MAX_FINDINGS) break;
    const diagnostic = diagnose(error, document);
    if (diagnostic === undefined) continue;
    const { code, path, at, message } = diagnostic;
    const spot = JSON.stringify([path, at, code === 'MISSING_KEY' && message]);
    if (!found.has(spot)) found.set(spot, diagnostic);
  }
  const all = [...found.values()];
  return all.filter((diagnostic) => !isMisspelt(diagnostic, all));
}

function diagnose(error: AjvError, document: unknown): Diagnostic | undefined {
  const { path, value } = follow(document, error.instancePath);
  const finding: Finding = { error, path, value, node: schemaOf(path) ?? {}, name: nameOf(path) };
  const wording = error.propertyName === undefined ? worded(finding) : wordedKey(finding, error.propertyName);
  return wording && { severity: 'error', path, ...wording };
}

/** Whether a missing key stands there after all, under another name. */
function isMisspelt({ code, path, message }: Diagnostic, all: readonly Diagnostic[]): boolean {
  if (code !== 'MISSING_KEY') return false;
  const place = JSON.stringify(path);
  return all.some(
    (other) =>
      other.code === 'UNKNOWN_KEY' &&
      other.suggestion !== undefined &&
      message.includes(`"${other.suggestion}"`) &&
      JSON.stringify(other.path.slice(0, -1)) === place,
  );
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

/** The last key of the path, with the indexes after it. */
function nameOf(path: Path): string {
  const start = path.findLastIndex((part) => typeof part === 'string');
  return path.length === 0 ? 'The document' : formatPath(path.slice(Math.max(0, start)));
}

function worded(finding: Finding): Wording | undefined {
  switch (finding.error.keyword) {
    case 'additionalProperties':
      return unknownKey(finding);
    case 'required':
      return missingKey(finding);
    case 'type':
      return wrongType(finding);
    case 'enum':
      return notAllowed(finding);
    case 'format':
      return wrongFormat(finding);
    case 'pattern':
      return wrongPattern(finding);
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
  return {
    code: 'UNKNOWN_KEY',
    message: `There is no key ${shown(key)} in ${formatPath(path) || 'a document'}.`,
    path: [...path, key],
    at: 'key',
    ...unknownKeyAdvice(path, key),
  };
}

function missingKey({ error, path, node }: Finding): Wording {
  const key = error.params.missingProperty as string;
  const { description, enum: allowed = [] } = followed(node.properties?.[key] ?? {});
  const help =
    allowed.length === 1 ? `Add \`${key}: ${allowed[0]}\`.` : description && firstSentence(description);
  return {
    code: 'MISSING_KEY',
    message: `${formatPath(path) || 'The document'} lacks the key "${key}".`,
    at: 'key',
    ...(help !== undefined && { help }),
  };
}

function wrongType({ error, value, name, node, path }: Finding): Wording {
  const types = [error.params.type as string | readonly string[]].flat();
  const wanted = oneOf(types.map((type) => TYPES[type] ?? type));
  const kind = Array.isArray(value) ? 'a list' : (KINDS[typeof value] ?? 'a mapping');
  const given = typeof value === 'object' ? '' : ` ${quoted(value, node)}`;
  return {
    code: 'WRONG_TYPE',
    message:
      value === null
        ? `${name} is empty, and takes ${wanted}.`
        : `${name} takes ${wanted}, not ${kind}${given}.`,
    ...wrongTypeAdvice(types, value, node, path),
  };
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a mapping',
  null: 'nothing',
};

const KINDS: Readonly<Record<string, string>> = {
  string: 'the text',
  number: 'the number',
  boolean: 'the truth value',
};

function notAllowed({ value, name, node }: Finding): Wording {
  const allowed = node.enum ?? [];
  const words = allowed.filter((word): word is string => typeof word === 'string');
  const suggestion = typeof value === 'string' ? nearest(value, words) : undefined;
  return {
    code: 'NOT_ALLOWED',
    message: `${name} cannot be ${quoted(value, node)}.`,
    ...(suggestion !== undefined && { suggestion }),
    help:
      allowed.length === 1
        ? `It has to be ${literal(allowed[0])}.`
        : `Allowed are ${allowed.map(literal).join(', ')}.`,
  };
}

function literal(value: unknown): string {
  return value === '' ? '""' : String(value);
}

function wrongFormat({ error, value, name, node }: Finding): Wording {
  const text = value as string;
  const format = formats[error.params.format as string];
  const expected = format?.expected ?? 'of the form that the key takes';
  if (isSecret(node)) return { code: 'WRONG_FORMAT', message: `${name} is not ${expected}.` };
  const suggestion = node.format === 'env-assignment' ? undefined : format?.suggest?.(text);
  const explanation = format?.explain?.(text);
  const help = DATE.test(text)
    ? 'kustomize has made this of a date without quotes: put the date in quotes.'
    : explanation && `${explanation[0]!.toUpperCase()}${explanation.slice(1)}.`;
  return {
    code: 'WRONG_FORMAT',
    message:
      error.propertyName === undefined
        ? `${name} is ${quoted(text, node)}, not ${expected}.`
        : `The key ${shown(text)} is not ${expected}.`,
    ...(suggestion !== undefined && { suggestion: written(suggestion) }),
    ...(help !== undefined && { help }),
  };
}

const DATE = /^\d{4}-\d\d-\d\dT00:00:00Z$/;

function wrongPattern({ error, value, name, node, path }: Finding): Wording {
  return {
    code: 'WRONG_FORMAT',
    message: isSecret(node)
      ? `${name} holds a character that it cannot have, such as a blank or a line break.`
      : `${name} is ${quoted(value, node)}, which does not match ${error.params.pattern}.`,
    ...remark(path),
  };
}

function wrongCount({ error, path, node, value, name }: Finding): Wording | undefined {
  const limit = error.params.limit as number;
  const choices = Object.keys(node.properties ?? {});
  const given = Object.keys(value as object);
  const isTooFew = error.keyword === 'minProperties';
  if (choices.length === 0) {
    return {
      code: 'OUT_OF_RANGE',
      message: `${name} needs at least ${entries(limit)}, and has none.`,
      at: 'key',
      ...remark(path),
    };
  }
  const known = given.filter((key) => choices.includes(key));
  if (isTooFew ? given.length > known.length : known.length <= limit) return undefined;
  const list = oneOf(choices);
  return {
    code: isTooFew ? 'MISSING_KEY' : 'EXCLUSIVE_KEYS',
    message: isTooFew
      ? `${name} takes ${limit === 1 ? list : `${limit} of ${list}`}, and has ${known.length === 0 ? 'none' : `only ${known.join()}`}.`
      : `${name} has ${allOf(known)}, and takes ${limit === 1 ? 'only one' : `no more than ${limit}`} of them.`,
    at: 'key',
    ...remark(path),
  };
}

function entries(count: number): string {
  return count === 1 ? 'one entry' : `${count} entries`;
}

const LIMITS: Readonly<Record<string, (limit: number, value: unknown) => string>> = {
  minimum: (limit, value) => `is ${value}, and cannot be less than ${limit}`,
  maximum: (limit, value) => `is ${value}, and cannot be more than ${limit}`,
  minLength: (limit) =>
    limit === 1 ? 'is an empty text, and has to hold something' : `needs ${limit} characters`,
  maxLength: (limit, value) => `has ${(value as string).length} characters, of ${limit} at most`,
  minItems: (limit) => `is an empty list, and needs ${entries(limit)}`,
  maxItems: (limit, value) => `has ${(value as unknown[]).length} entries, of ${limit} at most`,
};

function outOfRange({ error, value, name, path }: Finding): Wording {
  const limit = error.params.limit as number;
  const verdict = LIMITS[error.keyword]?.(limit, value) ?? 'is outside its limits';
  const octal =
    /mode$/i.test(name) && /^[0-7]{3,4}$/.test(String(value)) ? Number.parseInt(String(value), 8) : undefined;
  return {
    code: 'OUT_OF_RANGE',
    message: `${name} ${verdict}.`,
    ...(octal !== undefined && octal <= limit
      ? { suggestion: String(octal), help: `File modes are octal: 0o${value} is ${octal}.` }
      : remark(path)),
  };
}

/** A key of a map of the user's own that is not as such keys have to be. */
function wordedKey(finding: Finding, key: string): Wording {
  const node = followed(finding.node.propertyNames ?? {});
  const wording = worded({ ...finding, value: key, node, name: 'The key' });
  return { code: 'WRONG_FORMAT', message: '', ...wording, path: [...finding.path, key], at: 'key' };
}

/** The user's value, or a word in its place where it may be a credential. */
function quoted(value: unknown, node: SchemaNode): string {
  if (isSecret(node) && typeof value === 'string') return 'that is given';
  if (node.format === 'env-assignment') return shown(`${/^\w*/.exec(String(value))?.[0]}…`);
  return shown(value);
}

/** Whether a value may be a credential: it stands where one belongs, or where a mapping with one belongs. */
function isSecret(node: SchemaNode): boolean {
  return (
    node['x-secret'] === true ||
    Object.values(node.properties ?? {}).some((child) => child['x-secret'] === true)
  );
}

/** What the schema says of the key. */
function remark(path: Path): Pick<Wording, 'help'> {
  const description = schemaOf(path)?.description;
  return description === undefined ? {} : { help: firstSentence(description) };
}

function oneOf(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function allOf(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
