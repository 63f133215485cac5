import { isMapping } from '../data/is-mapping.ts';
import { flow, flowText } from './flow.ts';

/** A text of several lines that can be written as it is. */
const LINES = /^[!-~\u00A1-\u1FFF][ -~\u00A1-\u1FFF]*\n[\n -~\u00A1-\u1FFF]*$/;

/**
 * Writes a mapping or a list on lines of their own, as kustomize does: each begins with the indent, and texts of
 * several lines are written as they are. Much smaller than the library behind `emit`, which the function cannot carry.
 */
export function block(value: object, indent = ''): string {
  return Array.isArray(value)
    ? value.map((item) => entry(`${indent}-`, item, indent)).join('')
    : Object.entries(value)
        .map(([key, item]) => entry(`${indent}${flowText(key)}:`, item, indent))
        .join('');
}

/** What follows a dash or a key. */
function entry(lead: string, value: unknown, indent: string): string {
  const deeper = `${indent}  `;
  const isList = Array.isArray(value) && value.length > 0;
  if (isList || (isMapping(value) && Object.keys(value).length > 0)) {
    if (lead.endsWith('-')) return `${lead} ${block(value, deeper).slice(deeper.length)}`;
    return `${lead}\n${block(value, isList ? indent : deeper)}`;
  }
  if (typeof value !== 'string' || !LINES.test(value) || / $/m.test(value)) return `${lead} ${flow(value)}\n`;
  const chomping = value.endsWith('\n\n') ? '+' : value.endsWith('\n') ? '' : '-';
  const lines = value.replace(/^(?=.)/gm, deeper);
  return `${lead} |${chomping}\n${lines}${chomping === '-' ? '\n' : ''}`;
}
