import type { Diagnostic, Path } from './diagnostic.ts';
import { followed, type SchemaNode } from './schema.ts';

type Advice = Pick<Diagnostic, 'suggestion' | 'help'>;

/** What YAML 1.1 takes for truth values, and YAML 1.2 and kustomize for text. */
const TRUE = /^(y|yes|on|true)$/i;
const FALSE = /^(n|no|off|false)$/i;

/** Returns what to write in place of a value that has the wrong type. */
export function wrongTypeAdvice(
  types: readonly string[],
  value: unknown,
  node: SchemaNode,
  path: Path,
): Advice {
  const wants = (type: string): boolean => types.includes(type);
  if (value === null) {
    return { help: 'Nothing stands after the colon. Write a value, or take the key out.' };
  }
  if (typeof value === 'number' && wants('string')) {
    return {
      suggestion: JSON.stringify(String(value)),
      help: 'Without quotes this is a number. Put it in quotes.',
    };
  }
  if (typeof value === 'boolean' && wants('string')) {
    return {
      suggestion: JSON.stringify(String(value)),
      help: 'Without quotes this is a truth value. Put it in quotes.',
    };
  }
  if (typeof value === 'string' && wants('boolean') && (TRUE.test(value) || FALSE.test(value))) {
    return {
      suggestion: String(TRUE.test(value)),
      help: 'Only `true` and `false`, without quotes, are truth values.',
    };
  }
  if (typeof value === 'string' && (wants('integer') || wants('number')) && /^-?\d{1,15}$/.test(value)) {
    return { suggestion: value, help: 'In quotes this is a text. Take the quotes away.' };
  }
  if (typeof value === 'string' && wants('integer')) return seconds(value, node);
  if (typeof value === 'number' && wants('integer')) return { suggestion: String(Math.round(value)) };
  if (Array.isArray(value) && wants('object')) {
    return {
      help: `Write keys, not a list: take the dashes away${path.at(-1) === 'runners' ? ' and give each runner an id of your own as its key' : ''}.`,
    };
  }
  if (typeof value === 'string' && wants('array'))
    return { suggestion: JSON.stringify([value]), help: 'Write a list, even for one entry.' };
  if (typeof value === 'object' && !Array.isArray(value) && wants('array')) {
    return { help: 'Write a list: each entry begins with a dash.' };
  }
  if (typeof value === 'string' && wants('object')) {
    const keys = Object.keys(followed(node).properties ?? {});
    return keys.length > 0 && keys.length <= 6 ? { help: `Write keys below it: ${keys.join(', ')}.` } : {};
  }
  return {};
}

/** A time with a unit where the key takes a plain number of seconds. */
function seconds(value: string, node: SchemaNode): Advice {
  const found = /^(\d{1,9})\s*(s|sec|seconds|m|min|minutes|h|hours)$/i.exec(value);
  if (!found || !/second/i.test(node.description ?? '')) return {};
  const unit = { s: 1, m: 60, h: 3600 }[found[2]![0]!.toLowerCase()]!;
  return {
    suggestion: String(Number(found[1]) * unit),
    help: 'The key takes a number of seconds, without a unit.',
  };
}
