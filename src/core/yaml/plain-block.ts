import { Document, type Scalar, type ScalarTag } from 'yaml';
import { type StringifyContext, stringifyNumber, stringifyString } from 'yaml/util';

import { remembered } from '../data/remembered.ts';
import { needsQuotes } from './needs-quotes.ts';

/** A key of more characters may need a `?` before it. */
const MAX_KEY = 150;
const SCALARS: readonly string[] = ['string', 'number', 'boolean'];
/** What every reader reads as a text, in any place: words, paths, names of images, options of commands; releases, blocks of addresses, amounts. */
const SURE_TEXT =
  /^(?:(?:--?)?(?!(?:y|n|yes|no|on|off|true|false|null|e-?\d+)$)[a-z/](?:[\w./@=-]|:(?=\w))*|\d+(?:\.\d+){2,3}(?:\/\d+)?|\d+(?:m|[kmgt]i))$/i;

const isSure = (text: string): boolean => SURE_TEXT.test(text);

/** Objects have the same keys over and over. */
const isSureKey = remembered(isSure);

/** What the `yaml` library needs to write a text, except its place. */
const context = stringifyContext();

/**
 * Whether a value holds nothing but mappings, lists, texts, numbers, truth values and `null`: nothing that the library
 * converts or leaves out.
 */
export function isPlainData(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'object') return SCALARS.includes(typeof value);
  if (Array.isArray(value)) {
    for (const item of value) if (!isPlainData(item)) return false;
    return true;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  for (const key of Object.keys(value)) {
    if (key.length > MAX_KEY || !isPlainData((value as Readonly<Record<string, unknown>>)[key])) return false;
  }
  return true;
}

/**
 * Writes a mapping or a list of plain data byte for byte as the `yaml` library does, in less than a tenth of the
 * time: no tree of nodes is made, and the library is asked only about texts that are not sure to stay plain.
 */
export function plainBlock(value: object): string {
  if (Object.keys(value).length === 0) return `${scalar(value, '')}\n`;
  const lines: string[] = [];
  addLines(lines, value, '', '');
  return `${lines.join('\n')}\n`;
}

/** Adds the lines of a mapping or a list that has something in it. The first one begins with `lead`. */
function addLines(lines: string[], value: object, indent: string, lead: string): void {
  const deeper = `${indent}  `;
  let start = lead;
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) {
      if (isFilled(item)) addLines(lines, item, deeper, `${start}- `);
      else lines.push(`${start}- ${scalar(item, deeper)}`);
      start = indent;
    }
    return;
  }
  for (const key of Object.keys(value)) {
    const item = (value as Readonly<Record<string, unknown>>)[key];
    const named = `${start}${isSureKey(key) ? key : fromLibrary(key, deeper, true)}:`;
    if (isFilled(item)) {
      lines.push(named);
      addLines(lines, item, deeper, deeper);
    } else lines.push(`${named} ${scalar(item, deeper)}`);
    start = indent;
  }
}

/** Whether a value is a mapping or a list with something in it, which has lines of its own. */
function isFilled(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return (Array.isArray(value) ? value : Object.keys(value)).length > 0;
}

function scalar(value: unknown, indent: string): string {
  if (typeof value === 'string') return isSure(value) ? value : fromLibrary(value, indent, false);
  if (typeof value === 'number') return stringifyNumber({ value } as Scalar);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[]' : '{}';
  return String(value);
}

function fromLibrary(value: string, indent: string, implicitKey: boolean): string {
  // One context for all: to copy it for each text takes longer than the text.
  context.indent = indent;
  context.implicitKey = implicitKey;
  return stringifyString(needsQuotes(value) ? { value, type: 'QUOTE_DOUBLE' } : { value }, context);
}

/** What the library hands to those who write scalars of their own. */
function stringifyContext(): StringifyContext {
  let seen: StringifyContext | undefined;
  const tag: ScalarTag = {
    tag: '!seen',
    identify: () => true,
    resolve: String,
    stringify: (_node, given) => {
      seen = given;
      return '';
    },
  };
  new Document('', { compat: 'yaml-1.1', customTags: (tags) => [tag, ...tags] }).toString({ lineWidth: 0 });
  return { ...seen!, actualString: true };
}
