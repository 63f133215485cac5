import { formats } from '../formats/index.ts';
import { chartValueAdvice } from './chart-value.ts';
import type { Diagnostic, Path } from './diagnostic.ts';
import type { SchemaNode } from './schema.ts';
import { written } from './shown.ts';

type Advice = Pick<Diagnostic, 'suggestion' | 'help'>;

/** What people write for truth values. YAML 1.2 and kustomize take all but `true` and `false` for text. */
const TRUE = /^(?:y|yes|on|true|1)$/i;
const FALSE = /^(?:n|no|off|false|0)$/i;

/** Returns what to write in place of a value that has the wrong type. `node` is the schema of the value. */
export function wrongTypeAdvice(
  types: readonly string[],
  value: unknown,
  node: SchemaNode,
  path: Path,
): Advice {
  const wants = (type: string): boolean => types.includes(type);
  if (value === null) return { help: 'Nothing stands after the colon: write a value, or take the key out.' };
  if (wants('string') && (typeof value === 'number' || typeof value === 'boolean'))
    return asText(value, node);
  if (wants('boolean') && (typeof value === 'string' || typeof value === 'number'))
    return asBoolean(String(value));
  if ((wants('integer') || wants('number')) && typeof value === 'string') return asNumber(value, node);
  if (wants('integer') && typeof value === 'number') return { help: 'Write it without a fraction.' };
  if (wants('array')) return asList(value);
  if (wants('object')) return asMapping(value, node, path);
  return {};
}

function asText(value: number | boolean, { format = '' }: SchemaNode): Advice {
  const text = String(value);
  const form = formats[format];
  if (form !== undefined && !form.test(text)) {
    const suggestion = form.suggest?.(text);
    return {
      ...(suggestion !== undefined && { suggestion: written(suggestion) }),
      help: `It has to be ${form.expected}.`,
    };
  }
  const kind = typeof value === 'number' ? 'a number' : 'a truth value';
  return {
    suggestion: JSON.stringify(text),
    help: `Without quotes YAML takes it for ${kind}${Number.isInteger(value) || typeof value === 'boolean' ? '' : ', and drops zeros at its end'}.`,
  };
}

function asBoolean(text: string): Advice {
  const help = 'Only `true` and `false`, without quotes, are truth values.';
  if (TRUE.test(text)) return { suggestion: 'true', help };
  return FALSE.test(text) ? { suggestion: 'false', help } : { help };
}

function asNumber(text: string, { description = '' }: SchemaNode): Advice {
  if (/^-?\d{1,15}$/.test(text)) {
    return {
      suggestion: text.replace(/^(-?)0+(?=\d)/, '$1'),
      help: 'In quotes it is text: take the quotes away.',
    };
  }
  const time = /^(\d{1,9})\s*(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)$/i.exec(text);
  if (time === null || !/\bseconds?\b/i.test(description)) return {};
  const unit = { s: 1, m: 60, h: 3600, d: 86_400 }[time[2]![0]!.toLowerCase()]!;
  return { suggestion: String(Number(time[1]) * unit), help: 'The key counts seconds, and takes no unit.' };
}

function asList(value: unknown): Advice {
  if (typeof value === 'string')
    return { suggestion: JSON.stringify([value]), help: 'Write a list even for one entry.' };
  return { help: 'Write a list: each entry begins with a dash.' };
}

function asMapping(value: unknown, { properties = {} }: SchemaNode, path: Path): Advice {
  const chart = chartValueAdvice(path);
  if (chart !== undefined && typeof value !== 'object') return { help: chart };
  const keys = Object.keys(properties);
  const listed = keys.length > 0 && keys.length <= 6 ? ` Its keys are ${keys.join(', ')}.` : '';
  if (!Array.isArray(value)) return { help: `Write keys with values below it.${listed}` };
  const ids = path.at(-1) === 'runners' ? ', and give each runner an id of your own as its key' : '';
  return { help: `Take the dashes away${ids}.${listed}` };
}
