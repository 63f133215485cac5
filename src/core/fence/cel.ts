/** An expression of CEL, the language of admission policies. */
export type Cel = string;

export const TRUE: Cel = 'true';
export const FALSE: Cel = 'false';

/** Writes a text, a number, or a list or mapping of them. What JSON escapes, CEL escapes alike. */
export function literal(value: unknown): Cel {
  return Array.isArray(value) ? `[${value.map(literal).join(', ')}]` : JSON.stringify(value);
}

/** Returns what holds where all of several do. */
export function allOf(parts: readonly Cel[]): Cel {
  const distinct = [...new Set(parts)].filter((part) => part !== TRUE);
  if (distinct.includes(FALSE)) return FALSE;
  return distinct.length > 1 ? distinct.map(grouped).join(' && ') : (distinct[0] ?? TRUE);
}

/** Returns what holds where any of several does. */
export function anyOf(parts: readonly Cel[]): Cel {
  const distinct = [...new Set(parts)].filter((part) => part !== FALSE);
  if (distinct.includes(TRUE)) return TRUE;
  return distinct.length > 1 ? distinct.map(grouped).join(' || ') : (distinct[0] ?? FALSE);
}

/** Returns what holds where something does not. */
export function not(part: Cel): Cel {
  if (part === TRUE) return FALSE;
  if (part === FALSE) return TRUE;
  return part.includes(' ') && outermost(part).includes(' ') ? `!(${part})` : `!${part}`;
}

/** Returns what holds where one thing does if a condition is met, and another if not. */
export function either(condition: Cel, then: Cel, otherwise: Cel): Cel {
  if (then === TRUE) return anyOf([condition, otherwise]);
  if (otherwise === TRUE) return anyOf([not(condition), then]);
  return `${condition} ? (${then}) : (${otherwise})`;
}

/** Returns an expression that is true for a text that is one of several. */
export function oneOf(subject: Cel, texts: readonly string[]): Cel {
  const [first, ...others] = new Set(texts);
  if (first === undefined) return FALSE;
  return others.length > 0
    ? `${subject} in ${literal([first, ...others])}`
    : `${subject} == ${literal(first)}`;
}

/** Returns an expression that is true for a text in which a regular expression (RE2) finds something. */
export function matches(subject: Cel, pattern: string): Cel {
  return `${subject}.matches(${literal(pattern)})`;
}

/** Texts, and the signs around what is whole by itself. */
const TEXT_OR_SIGN = /"(?:[^"\\]|\\.)*"|[()[\]{}]/g;

/** What is outside of parentheses, brackets and braces. */
function outermost(part: Cel): string {
  let depth = 0;
  let from = 0;
  let text = '';
  for (const { 0: sign, index } of part.matchAll(TEXT_OR_SIGN)) {
    if ('([{'.includes(sign)) {
      if (depth === 0) text += part.slice(from, index);
      depth += 1;
    } else if (')]}'.includes(sign)) {
      depth -= 1;
      from = index;
    }
  }
  return text + part.slice(from);
}

const JOINED = / (?:&&|\|\||\?) /;

/** A part of an `and` or an `or`: comparisons bind stronger than both. */
function grouped(part: Cel): Cel {
  return JOINED.test(part) && JOINED.test(outermost(part)) ? `(${part})` : part;
}
