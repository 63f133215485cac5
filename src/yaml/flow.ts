/** The languages a document can be written in. */
export type Language = 'yaml' | 'json' | 'toml';

/** A text that every YAML reader takes for the same text without quotes, also inside braces and brackets. */
const PLAIN = /^(?:https?:\/\/)?[A-Za-z0-9/^_.][\w./^$()+|=@%-]*$/;
/** What some YAML reader takes for a number, a date or a truth value. */
const NO_TEXT =
  /^(?:[-+]?(?:[\d_]+\.?[\d_]*|\.[\d_]+)(?:[eE][-+]?\d+)?|[-+]?0[xob][\da-f_]*|\d{4}-\d[\dt-]*|\.inf|\.nan|null|true|false|yes|no|on|off|y|n)$/i;

/** Writes plain data on one line, ready to paste into a document of the language. */
export function flow(value: unknown, language: Language = 'yaml'): string {
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, language)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => flowEntry(key, item, language));
    return entries.length === 0 || language !== 'toml'
      ? `{${entries.join(', ')}}`
      : `{ ${entries.join(', ')} }`;
  }
  return typeof value === 'string' ? flowText(value, language) : String(value);
}

/** Writes a key with its value, as it stands inside a mapping. */
export function flowEntry(key: string, value: unknown, language: Language = 'yaml'): string {
  const name = language === 'toml' && /^[\w-]+$/.test(key) ? key : flowText(key, language);
  return `${name}${language === 'toml' ? ' = ' : ': '}${flow(value, language)}`;
}

function flowText(text: string, language: Language): string {
  return language === 'yaml' && PLAIN.test(text) && !NO_TEXT.test(text) ? text : JSON.stringify(text);
}
