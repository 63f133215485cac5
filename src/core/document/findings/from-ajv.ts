import { looks, masked } from '../../credentials/mask.ts';
import { VARIABLE } from '../../credentials/names.ts';
import { takesVariables } from '../../credentials/places.ts';
import { isSecret } from '../../credentials/secrets-at.ts';
import { firstSentence } from '../../data/first-sentence.ts';
import { isEqual } from '../../data/is-equal.ts';
import { isMapping } from '../../data/is-mapping.ts';
import type { Json } from '../../data/json.ts';
import { own } from '../../data/own.ts';
import { type Path, valueAt } from '../../data/path.ts';
import type { PathPattern } from '../../data/pattern-tree.ts';
import { followPointer } from '../../data/pointer.ts';
import { holdsTemplate, TEMPLATE_HELP } from '../../data/template.ts';
import type { Code } from '../../findings/codes.ts';
import { type Advice, type Diagnostic, diagnostic, formatPath } from '../../findings/diagnostic.ts';
import { isSlipOf, letters, nearest } from '../../findings/nearest.ts';
import { shown } from '../../findings/shown.ts';
import { formats } from '../../formats/index.ts';
import type { AjvError } from '../../generated/validator.ts';
import { accepts, suits } from '../../schema/accepts.ts';
import { followed, type SchemaNode, schemaOf } from '../../schema/node.ts';
import { flow, flowEntry } from '../../yaml/flow.ts';
import { MAX_PROBLEMS } from '../limits.ts';
import { type Merged, writtenFix } from '../runner-defaults.ts';
import type { Written } from '../written.ts';
import type { Finding } from './finding.ts';
import { unknownKeyAdvice } from './suggest.ts';
import { wrongDocument } from './wrong-document.ts';
import { holdsSection, wrongTypeAdvice } from './wrong-type.ts';

/** A finding in words. */
interface Wording extends Advice {
  readonly code: Code;
  readonly message: string;
  readonly path?: Path;
  readonly at?: 'key' | 'value';
  /** The key that is not there. */
  readonly missing?: string;
}

type Worded = Wording & { readonly path: Path };

/**
 * Returns the validator's findings as diagnostics, at the places at which it was written: one for each value and each
 * missing key, `MAX_PROBLEMS` at most. A document of another kind gets one finding that says so.
 */
export function fromAjv(errors: readonly AjvError[], merged: Merged, how: Written): Diagnostic[] {
  const { document, writtenAt } = merged;
  const written: Written = typeof how === 'function' ? (path) => how(writtenAt(path)) : how;
  const other = wrongDocument(document);
  if (other !== undefined) return [other];

  // Of a mapping with many wrong keys each is found at the mapping, which is looked through once.
  const secrets = new Map<string, boolean>();
  const found = new Map<string, Worded>();
  for (const error of errors) {
    const wording = diagnose(error, merged, written, secrets);
    if (wording === undefined) continue;
    const { path, at, missing } = wording;
    const spot = JSON.stringify([writtenAt(path), at, missing]);
    if (found.has(spot)) continue;
    if (found.size === MAX_PROBLEMS) break;
    found.set(spot, wording);
  }
  const all = [...found.values()];
  const lifted = liftedKeys(all, document);
  const rest = all.filter(
    (one) =>
      !isMisspelt(one, all, document) &&
      !lifted.some(({ path }) => path.every((part, at) => part === one.path[at])),
  );
  return [...rest, ...lifted].map((one) =>
    diagnostic(one.code, { path: writtenAt(one.path), at: one.at }, one.message, {
      ...one,
      ...(one.fix !== undefined && { fix: writtenFix(one.fix, writtenAt) }),
    }),
  );
}

function diagnose(
  error: AjvError,
  { document, writtenAt }: Merged,
  written: Written,
  secrets: Map<string, boolean>,
): Worded | undefined {
  const { path, value } = followPointer(document, error.instancePath);
  const isHidden = secrets.get(error.instancePath) ?? isSecret(value, path, document);
  secrets.set(error.instancePath, isHidden);
  const finding: Finding = {
    error,
    path,
    value,
    node: schemaOf(path) ?? {},
    isSecret: isHidden,
    name: nameOf(path),
    version: valueAt(document, ['spec', 'version']),
    document,
    writtenAt,
    written,
  };
  const wording = error.propertyName === undefined ? worded(finding) : wordedKey(finding, error.propertyName);
  return wording && { path, ...(isTemplate(finding) ? withoutValue(wording) : wording) };
}

/** Whether what is wrong is a text that Helm would replace. A part of config.toml shows on its own what is meant. */
function isTemplate({ error: { propertyName }, value }: Finding): boolean {
  const text = propertyName ?? value;
  return typeof text === 'string' && holdsTemplate(text) && !holdsSection(text);
}

/** What to do about a template, whose own text says nothing of the value that is meant. */
function withoutValue({ suggestion: _, example: _example, fix: _fix, ...wording }: Wording): Wording {
  return { ...wording, help: TEMPLATE_HELP };
}

/**
 * Whether a missing key is there after all, under another name or a level too deep: in its mapping, or in the settings
 * that all runners share.
 */
function isMisspelt({ path, missing }: Worded, all: readonly Worded[], document: unknown): boolean {
  if (missing === undefined) return false;
  const places = [path, path[1] === 'runners' ? ['spec', 'runnerDefaults', ...path.slice(3)] : path].map(
    (place) => JSON.stringify(place),
  );
  return all.some(
    (other) =>
      other.code === 'UNKNOWN_KEY' &&
      places.includes(JSON.stringify(other.path.slice(0, -1))) &&
      [other.suggestion, ...keysOf(valueAt(document, other.path))].includes(missing),
  );
}

function keysOf(value: unknown): string[] {
  return isMapping(value) ? Object.keys(value) : [];
}

/**
 * Keys that are one level too high, where they pass for an entry that the user has named: `kubernetes` right below
 * `spec.runners`. One finding for each, in place of all that is wrong with such an entry.
 */
function liftedKeys(all: readonly Worded[], document: unknown): Worded[] {
  const found = new Map<string, Worded>();
  for (const { path } of all) {
    for (const end of path.keys()) {
      const place = path.slice(0, end + 1);
      const id = place.at(-1)!;
      const entries = schemaOf(place.slice(0, -1))?.additionalProperties;
      if (typeof entries !== 'object' || typeof id !== 'string') continue;
      const { properties = {} } = followed(entries);
      const own = Object.hasOwn(properties, id) ? followed(properties[id]!) : undefined;
      if (own === undefined || !resembles(valueAt(document, place), own, properties)) continue;
      found.set(JSON.stringify(place), {
        code: 'UNKNOWN_KEY',
        message: `${shown(id)} is a key of a runner, but it is directly below ${formatPath(place.slice(0, -1))}.`,
        path: place,
        at: 'key',
        help: 'Move it one level down, into the entry it belongs to.',
        ...onlyEntry(valueAt(document, place.slice(0, -1)), place, entries),
      });
    }
  }
  return [...found.values()];
}

/** The fix of such a key where only one entry can be meant. */
function onlyEntry(mapping: unknown, path: Path, entries: SchemaNode): Pick<Worded, 'fix'> {
  const { properties = {} } = followed(entries);
  const above = path.slice(0, -1);
  const key = path.at(-1)!;
  const [id, ...more] = keysOf(mapping).filter((name) => !Object.hasOwn(properties, name));
  if (id === undefined || more.length > 0) return {};
  const entry = valueAt(mapping, [id]);
  return isMapping(entry) && !Object.hasOwn(entry, key)
    ? { fix: { do: 'move', path, to: [...above, id, key] } }
    : {};
}

/** Whether a value fits the key rather than an entry with the keys that entries have. */
function resembles(value: unknown, own: SchemaNode, entry: Readonly<Record<string, SchemaNode>>): boolean {
  if (!isMapping(value)) return accepts(value, own);
  const { properties = {} } = own;
  const known = (keys: object): number => Object.keys(value).filter((key) => Object.hasOwn(keys, key)).length;
  return known(properties) > known(entry);
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
    default:
      return outOfRange(finding);
  }
}

function unknownKey(finding: Finding): Wording {
  const { error, path, value, node, version, document, writtenAt } = finding;
  const key = error.params.additionalProperty as string;
  const mapping = (value ?? {}) as Readonly<Record<string, unknown>>;
  const home = writtenAt([...path, key]).slice(0, -1);
  const {
    suggestion,
    isSure = false,
    to,
    ...rest
  } = unknownKeyAdvice({ path: home, key, value: mapping[key], version });
  const isTaken =
    suggestion !== undefined &&
    Object.hasOwn(mapping, suggestion) &&
    // An entry may have a key of its own that all runners share.
    isEqual(writtenAt([...path, suggestion]).slice(0, -1), home);
  const isCertain = isSure && suits(mapping[key], node.properties![suggestion!]!);
  const place = to && freePlace(document, to, home, mapping[key]);
  const isLevel = keysOf(mapping[key]).length > 0 && accepts(mapping[key], node);
  return {
    code: 'UNKNOWN_KEY',
    message: `There is no key ${shown(key)} in ${formatPath(path) || 'a document'}.`,
    path: [...path, key],
    at: 'key',
    ...(isLevel
      ? { help: 'Remove this key and move its contents up one level.' }
      : isTaken
        ? { help: rest.help ?? `The key "${suggestion}" is there as well: remove this one.` }
        : {
            ...(suggestion !== undefined && { suggestion }),
            ...rest,
            ...(isCertain && { fix: { do: 'rename', path: [...path, key], key: suggestion! } }),
            ...(place && { fix: { do: 'move', path: [...path, key], to: place } }),
          }),
  };
}

/**
 * Where an entry can be moved to, from below another path: the place is free and accepts the value. A name that people
 * choose is copied from that path, or is the only one that the document has.
 */
function freePlace(document: unknown, pattern: PathPattern, from: Path, value: unknown): Path | undefined {
  const path: (string | number)[] = [];
  let at = document;
  for (const [index, part] of pattern.entries()) {
    const names = keysOf(at);
    const isSame = path.every((own, level) => own === from[level]) && typeof from[index] === 'string';
    const name = part !== '*' ? part : isSame ? from[index] : names.length === 1 ? names[0] : undefined;
    const isMissing = at === undefined || at === null;
    if (name === undefined || part === '[]' || !(isMissing || isMapping(at))) return undefined;
    path.push(name);
    at = isMissing ? undefined : valueAt(at, [name]);
  }
  const node = schemaOf(path);
  return at === undefined && node !== undefined && accepts(value, node) ? path : undefined;
}

function missingKey({ error, path, node }: Finding): Wording {
  const key = error.params.missingProperty as string;
  const { description, enum: allowed = [], examples = [] } = followed(node.properties?.[key] ?? {});
  const [only] = allowed.length === 1 ? allowed : [];
  const sample = only ?? examples[0];
  return {
    code: 'MISSING_KEY',
    message: `${formatPath(path) || 'The document'} lacks the key "${key}".`,
    at: 'key',
    missing: key,
    ...(sample !== undefined && { example: flowEntry(key, sample) }),
    ...(description !== undefined && only === undefined && { help: firstSentence(description) }),
    ...(only !== undefined && { fix: { do: 'set', path: [...path, key], value: only as Json } }),
  };
}

function wrongType(finding: Finding): Wording {
  const { error, value, name } = finding;
  const types = [error.params.type as string | readonly string[]].flat();
  const wanted = listed(
    types.map((type) => TYPES[type] ?? type),
    'or',
  );
  const kind = Array.isArray(value) ? 'a list' : (KINDS[typeof value] ?? 'a mapping');
  const text = types.includes('string') ? writtenText(finding) : undefined;
  const given = typeof value === 'object' ? '' : ` ${quoted(finding, text)}`;
  return {
    code: 'WRONG_TYPE',
    message:
      value === null
        ? `${name} is empty; it must be ${wanted}.`
        : `${name} must be ${wanted}, not ${kind}${given}.`,
    ...wrongTypeAdvice(types, finding, text),
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
  boolean: 'the boolean',
};

function notAllowed(finding: Finding): Wording {
  const { value, name, node, path, isSecret } = finding;
  const allowed = node.enum ?? [];
  const words = allowed.filter((word): word is string => typeof word === 'string');
  const { suggestion, why = '' } = typeof value === 'string' && !isSecret ? wordMeant(value, words) : {};
  const list =
    allowed.length === 1
      ? `The only allowed value is ${literal(allowed[0])}.`
      : `Allowed values: ${allowed.map(literal).join(', ')}.`;
  return {
    code: 'NOT_ALLOWED',
    message: `${name} cannot be ${quoted(finding)}.`,
    ...(suggestion !== undefined && { suggestion: flow(suggestion) }),
    help: `${why}${list}`,
    ...(suggestion !== undefined &&
      isSlipOf(value as string, suggestion, words) && { fix: { do: 'set', path, value: suggestion } }),
  };
}

function literal(value: unknown): string {
  return value === '' ? '""' : String(value);
}

/** Words of other tools, with the word that means the same here. */
const SYNONYMS: Readonly<Record<string, { readonly suggestion: string; readonly why?: string }>> = {
  kaniko: { suggestion: 'buildkit-rootless', why: 'Kaniko is archived. ' },
  buildkit: { suggestion: 'buildkit-rootless' },
  'docker-in-docker': { suggestion: 'dind' },
  docker: { suggestion: 'dind' },
};

function wordMeant(word: string, words: readonly string[]): { suggestion?: string; why?: string } {
  const synonym = own(SYNONYMS, word);
  if (synonym !== undefined && words.includes(synonym.suggestion)) return synonym;
  const suggestion = nearest(word, words);
  return suggestion === undefined ? {} : { suggestion };
}

function wrongFormat(finding: Finding): Wording {
  const { error, value, name, node, path, isSecret } = finding;
  const text = value as string;
  const format = formats[error.params.format as string];
  const expected = format?.expected ?? 'of the form that the key accepts';
  const isVariable = node.format === 'env-assignment';
  if (isSecret && !isVariable) {
    // If a credential is recognized by its form, the rest of the text may show what is wrong.
    const known = masked(text);
    const reason = known === text ? undefined : format?.explain?.(known);
    return {
      code: 'WRONG_FORMAT',
      message: `${name} is not ${expected}.`,
      ...(reason !== undefined && { help: asSentence(reason) }),
    };
  }
  const isKey = error.propertyName !== undefined;
  const explanation = format?.explain?.(text);
  const near = explanation === undefined ? nearest(text, format?.choices ?? []) : undefined;
  const meant = isVariable ? undefined : (format?.suggest?.(text) ?? near);
  const suggestion = meant !== undefined && accepts(meant, node) ? meant : undefined;
  const help = DATE.test(text)
    ? 'kustomize has made this of a date without quotes: put the date in quotes.'
    : explanation && asSentence(explanation);
  return {
    code: 'WRONG_FORMAT',
    message: isKey
      ? `The key ${shown(text)} is not ${expected}.`
      : isVariable && variableIn(finding) === undefined
        ? `${name} is not ${expected}.`
        : `${name} is ${quoted(finding)}, not ${expected}.`,
    ...(suggestion !== undefined && { suggestion: isKey ? suggestion : flow(suggestion) }),
    ...(help !== undefined && { help }),
    ...(suggestion !== undefined &&
      isRespelled(text, suggestion, node) && { fix: { do: 'set', path, value: suggestion } }),
  };
}

function asSentence(clause: string): string {
  return `${clause[0]!.toUpperCase()}${clause.slice(1)}.`;
}

/** Whether a text differs only in case, separators or blanks. In amounts, the case is part of the unit. */
function isRespelled(text: string, other: string, { format }: SchemaNode): boolean {
  const bare = (word: string): string => letters(word.replace(/\s/g, ''));
  return format !== 'quantity' && text.length <= MAX_COMPARED && bare(text) === bare(other);
}

/** How many characters of a word are compared. */
const MAX_COMPARED = 64;

const DATE = /^\d{4}-\d\d-\d\dT00:00:00Z$/;

function wrongPattern(finding: Finding): Wording {
  const { error, name, path, isSecret } = finding;
  return {
    code: 'WRONG_FORMAT',
    message: isSecret
      ? `${name} holds a character that it cannot have, such as a space or a line break.`
      : `${name} is ${quoted(finding)}, which does not match ${error.params.pattern}.`,
    ...(isSecret ? { help: 'Copy it again, as a whole and on one line.' } : remark(path)),
  };
}

function wrongCount({ error, path, node, value, name }: Finding): Wording | undefined {
  const { properties = {}, required = [] } = node;
  const choices = Object.keys(properties).filter((key) => !required.includes(key));
  // Required keys are not a choice, and a missing one is reported elsewhere.
  const limit = (error.params.limit as number) - (choices.length === 0 ? 0 : required.length);
  const given = keysOf(value).filter((key) => !required.includes(key));
  const isTooFew = error.keyword === 'minProperties';
  if (choices.length === 0) {
    return {
      code: 'OUT_OF_RANGE',
      message: `${name} needs at least ${entries(limit)}, and has none.`,
      at: 'key',
      ...(node.examples?.[0] !== undefined && { example: flow(node.examples[0]) }),
      ...remark(path),
    };
  }
  const known = given.filter((key) => choices.includes(key));
  if (isTooFew ? given.length > known.length : known.length <= limit) return undefined;
  const list = listed(choices, 'or');
  return {
    code: isTooFew ? 'MISSING_KEY' : 'EXCLUSIVE_KEYS',
    message: isTooFew
      ? `${name} accepts ${limit === 1 ? list : `${limit} of ${list}`}, and has ${known.length === 0 ? 'none' : `only ${known.join()}`}.`
      : `${name} has ${listed(known, 'and')}, and accepts ${limit === 1 ? 'only one' : `no more than ${limit}`} of them.`,
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
      ? {
          suggestion: String(octal),
          help: `File modes are octal: 0o${value} is ${octal}.`,
          fix: { do: 'set', path, value: octal },
        }
      : remark(path)),
  };
}

/** A key that the user chose and that does not have the form of such keys. */
function wordedKey(finding: Finding, key: string): Wording {
  const node = followed(finding.node.propertyNames ?? {});
  const wording = worded({ ...finding, value: key, node, isSecret: looks(key).length > 0, name: 'The key' });
  const path = [...finding.path, key];
  const { fix, ...rest }: Partial<Wording> = wording ?? {};
  const name = fix?.do === 'set' && typeof fix.value === 'string' ? fix.value : undefined;
  return {
    code: 'WRONG_FORMAT',
    message: '',
    ...rest,
    path,
    at: 'key',
    ...(name !== undefined &&
      !keysOf(finding.value).includes(name) && { fix: { do: 'rename', path, key: name } }),
  };
}

/** How a number or a truth value is written, where that is known. */
function writtenText({ value, path, written }: Finding): string | undefined {
  const isTyped = typeof value === 'number' || typeof value === 'boolean';
  return isTyped && typeof written === 'function' ? written(path) : undefined;
}

/** The user's value, as it is written where that is known, or a word in its place where it may be a credential. */
function quoted(finding: Finding, text?: string): string {
  const { value, isSecret } = finding;
  if (!isSecret) return text ?? shown(value);
  const variable = variableIn(finding);
  return variable === undefined ? 'that is given' : shown(`${variable}…`);
}

/** The name of the variable that a text sets where variables belong. */
function variableIn({ value, node }: Finding): string | undefined {
  return takesVariables(node) ? VARIABLE.exec(String(value))?.[1] : undefined;
}

/** What the schema says of the key. */
function remark(path: Path): Pick<Wording, 'help'> {
  const description = schemaOf(path)?.description;
  return description === undefined ? {} : { help: firstSentence(description) };
}

function listed(words: readonly string[], word: 'or' | 'and'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${word} ${words.at(-1)}`;
}
