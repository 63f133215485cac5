import { firstSentence } from '../../data/first-sentence.ts';
import type { Json } from '../../data/json.ts';
import type { Path } from '../../data/path.ts';
import type { Advice } from '../../findings/diagnostic.ts';
import type { Fix } from '../../findings/fix.ts';
import { formats } from '../../formats/index.ts';
import { accepted, accepts } from '../../schema/accepts.ts';
import { followed, type SchemaNode, schemaOf } from '../../schema/node.ts';
import { flow } from '../../yaml/flow.ts';
import { chartValueAdvice } from './chart-value.ts';
import type { Finding } from './finding.ts';
import { secretReferenceHelp } from './secret-reference.ts';

type Mapping = Readonly<Record<string, unknown>>;

const ONE_SET =
  'A manager has one set of credentials: write its keys here directly. Runners with another set belong in a document of their own.';

/** What people write for truth values. YAML 1.2 and kustomize read all but `true` and `false` as text. */
const TRUE = /^(?:y|yes|on|true|1)$/i;
const FALSE = /^(?:n|no|off|false|0)$/i;

/** The longest list or mapping that is suggested as a whole. */
const MAX_LENGTH = 200;

/**
 * Returns what to write in place of a value that has the wrong type. `text` is how a number or a truth value is
 * written, where that is known.
 */
export function wrongTypeAdvice(
  types: readonly string[],
  finding: Finding,
  text: string | undefined,
): Advice {
  const { value, node, path, isSecret } = finding;
  const wants = (type: string): boolean => types.includes(type);
  if (value === null) return asNothing(path, node);
  if (wants('string') && (typeof value === 'number' || typeof value === 'boolean'))
    return asText(value, finding, text);
  if (wants('boolean') && (typeof value === 'string' || typeof value === 'number'))
    return asBoolean(String(value), path);
  if ((wants('integer') || wants('number')) && typeof value === 'string')
    return isSecret ? {} : asNumber(value, node, path);
  if (wants('integer') && typeof value === 'number') return { help: 'Write it without a fraction.' };
  if (wants('array')) return asList(value, node, path, isSecret);
  if (wants('object')) return asMapping(value, node, path, isSecret);
  const ofSecret = wants('string') ? secretReferenceHelp(path, value) : undefined;
  if (ofSecret !== undefined) return { help: ofSecret };
  if (node.format === 'env-assignment') return { example: `${variableNamed(value)}=value` };
  if (wants('string') && !isSecret) return { ...suggested(onlyValue(value), node) };
  return {};
}

/** An entry under a name of the user's own says something by its name alone. */
function asNothing(path: Path, node: SchemaNode): Advice {
  const isNamed = typeof schemaOf(path.slice(0, -1))?.additionalProperties === 'object';
  return {
    ...(isNamed && suggested({}, node)),
    help: 'Write a value, or remove the key.',
  };
}

/** The variable that a mapping in place of an assignment sets, as Kubernetes writes it or under its name. */
function variableNamed(value: unknown): string {
  const [first = 'FOO'] = Object.keys(value as object);
  const { name = first } = value as Mapping;
  return typeof name === 'string' && /^\w+$/.test(name) ? name : 'FOO';
}

/** A number with a fraction does not show how it was written, nor does any number that kustomize has written again. */
function asText(
  value: number | boolean,
  { node, path, isSecret, written }: Finding,
  text: string | undefined,
): Advice {
  const isWhole = typeof value === 'boolean' || Number.isInteger(value);
  const advice =
    text !== undefined || isWhole || isSecret
      ? textAdvice(text ?? String(value), node, path, isSecret)
      : { help: `Put the text in quotes: without them ${value} and ${value}0 are the same number.` };
  const isLost = advice.suggestion === undefined ? !isWhole : /^"-?\d/.test(advice.suggestion);
  return written === 'by kustomize' && typeof value === 'number' && isLost
    ? {
        help: 'Put the text in quotes in the file: without them kustomize cannot tell 18.10 from 18.1, or 0644 from 420.',
      }
    : advice;
}

/** What to write in place of a number or truth value, by how it is written, where a text belongs. */
function textAdvice(text: string, node: SchemaNode, path: Path, isSecret: boolean): Advice {
  if (isSecret) return { help: 'Put it in quotes.' };
  const right = accepted(text, node);
  const expected = formats[node.format ?? '']?.expected;
  return {
    ...(right !== undefined && { suggestion: flow(right) }),
    help:
      right === text || expected === undefined
        ? `Without quotes it is a ${/^(?:true|false)$/i.test(text) ? 'boolean' : 'number'}.`
        : `It has to be ${expected}.`,
    ...(right === text && { fix: set(path, right) }),
  };
}

function asBoolean(text: string, path: Path): Advice {
  const help = 'Only `true` and `false`, without quotes, are booleans.';
  if (TRUE.test(text)) return { suggestion: 'true', help, fix: set(path, true) };
  return FALSE.test(text) ? { suggestion: 'false', help, fix: set(path, false) } : { help };
}

function asNumber(text: string, node: SchemaNode, path: Path): Advice {
  if (/^-?\d{1,15}$/.test(text)) {
    return { ...certain(Number(text), node, path), help: 'In quotes it is text: remove the quotes.' };
  }
  const time = /^(\d{1,9})\s*(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)$/i.exec(text);
  const { description } = node;
  if (time === null || !/\bseconds?\b/i.test(description ?? '')) {
    // A number with a unit is meant in that unit: the description names the key's unit.
    return description === undefined || !/^\d/.test(text) ? {} : { help: firstSentence(description) };
  }
  const unit = { s: 1, m: 60, h: 3600, d: 86_400 }[time[2]![0]!.toLowerCase()]!;
  return {
    ...certain(Number(time[1]) * unit, node, path),
    help: 'The key counts seconds, and accepts no unit.',
  };
}

function asList(value: unknown, node: SchemaNode, path: Path, isSecret: boolean): Advice {
  const items = followed(node.items ?? {});
  if (typeof value !== 'object') {
    const help = 'Write a list even for one entry.';
    if (isSecret) return { ...exampleOf(node), help };
    if (isOneItem(value) && accepts(value, items)) return { ...certain([value], node, path), help };
    const item = accepts(value, items) ? value : (accepted(String(value), items) ?? wrapped(value, items));
    return { ...suggested([item], node), help };
  }
  const names = Object.keys(value as object);
  const one = isSecret ? {} : certain([value], node, path);
  if (one.suggestion !== undefined) return { ...one, help: 'Write a list even for one entry.' };
  const listed =
    items.format === 'env-assignment'
      ? names.map((name) => `${name}=value`)
      : items.properties?.value !== undefined
        ? names.map((name) => ({ name, value: 'value' }))
        : [];
  const example = listed.slice(0, 1);
  const shown = example.length > 0 && accepts(example, node) ? example : node.examples?.[0];
  return shown === undefined ? { help: 'Write a list.' } : { example: flow(shown) };
}

function asMapping(value: unknown, node: SchemaNode, path: Path, isSecret: boolean): Advice {
  const chart = chartValueAdvice(path);
  if (chart !== undefined && typeof value !== 'object') return { help: chart };
  if (typeof value === 'boolean' && Object.hasOwn(node.properties ?? {}, 'enabled')) {
    return certain({ enabled: value }, node, path);
  }
  if (typeof value === 'string' && holdsSection(value)) {
    return { help: 'Write each `[[runners]]` section as an entry of `spec.runners`, key by key.' };
  }
  const keys = Object.keys(node.properties ?? {});
  const listed = keys.length > 0 && keys.length <= 6 ? `Its keys are ${keys.join(', ')}.` : undefined;
  if (isSecret && keys.includes('secretKeyRef')) {
    return { ...exampleOf(node), help: 'Put it into a Secret, and name the Secret here.' };
  }
  if (path.at(-1) === 'cacheCredentials' && Array.isArray(value)) return { help: ONE_SET };
  const help = path.at(-1) === 'runners' ? 'Give each runner an id of your own as its key.' : listed;
  const meant = isSecret
    ? {}
    : Array.isArray(value)
      ? suggested(fromList(value, node), node)
      : node.required?.length === 1
        ? certain(wrapped(value, node), node, path)
        : suggested(wrapped(value, node), node);
  if (meant.suggestion !== undefined) return meant;
  const [example] = node.examples ?? [];
  return {
    ...exampleOf(node),
    ...(example === undefined || help !== undefined ? { help: help ?? 'Write keys with values.' } : {}),
  };
}

/** Whether a text is a part of config.toml. */
export function holdsSection(text: string): boolean {
  return /^[ \t]*\[\[runners\]\]/m.test(text);
}

function exampleOf({ examples: [example] = [] }: SchemaNode): Pick<Advice, 'example'> {
  return example === undefined ? {} : { example: flow(example) };
}

/** A text as the one key that a mapping cannot do without, or as its name. */
function wrapped(value: unknown, { properties = {}, required = [] }: SchemaNode): Mapping | undefined {
  const key = required.length === 1 ? required[0] : 'name';
  return key !== undefined && Object.hasOwn(properties, key) ? { [key]: value } : undefined;
}

/** The entries of a list under keys: `key=value`, a name with a value, or a name for a mapping without keys yet. */
function fromList(list: readonly unknown[], { additionalProperties }: SchemaNode): unknown {
  if (typeof additionalProperties !== 'object') return list.length === 1 ? list[0] : undefined;
  const { type } = followed(additionalProperties);
  const pairs = list.map((item): readonly [unknown, unknown] => {
    if (typeof item === 'string') {
      const sign = item.indexOf('=');
      if (type === 'object') return [item, {}];
      return sign > 0 ? [item.slice(0, sign), item.slice(sign + 1)] : [undefined, undefined];
    }
    const { name, key = name, value } = (item ?? {}) as Mapping;
    return [key, value];
  });
  const names = new Set(pairs.map(([key]) => key));
  const isClear = names.size === pairs.length && pairs.every(([key]) => typeof key === 'string');
  return isClear && pairs.length > 0 ? Object.fromEntries(pairs as [string, unknown][]) : undefined;
}

/** The value of a mapping that has no other: `reg` of `{name: reg}`. */
function onlyValue(value: unknown): unknown {
  const values = Object.values(value as object);
  return values.length === 1 ? values[0] : undefined;
}

/** Whether a value is one item of a list, and not several in one text. */
function isOneItem(value: unknown): boolean {
  return !/[\s,;]/.test(String(value));
}

/** A suggestion that must be what was meant: the value itself in the shape of the schema, if the schema accepts it. */
function certain(value: unknown, node: SchemaNode, path: Path): Pick<Advice, 'suggestion' | 'fix'> {
  const meant = suggested(value, node);
  const isAsItIs = meant.suggestion !== undefined && accepts(value, node);
  return { ...meant, ...(isAsItIs && { fix: set(path, value as Json) }) };
}

function set(path: Path, value: Json): Fix {
  return { do: 'set', path, value };
}

/** A suggestion, if the schema accepts it and people would read all of it. */
function suggested(value: unknown, node: SchemaNode): Pick<Advice, 'suggestion'> {
  const right = value === undefined ? undefined : accepted(value, node);
  if (right === undefined) return {};
  const suggestion = flow(right);
  return suggestion.length > MAX_LENGTH ? {} : { suggestion };
}
