import type { Path } from '../data/path.ts';
import { accepts } from '../schema/accepts.ts';
import { looks, type Secret } from './mask.ts';
import { isCredentialBelow, isSecretVariable, VARIABLE } from './names.ts';
import { hasCredential, type Spot, spotAt, spotBelow, takesVariables } from './places.ts';
import { isObjectName } from './points-elsewhere.ts';

/**
 * Returns what nobody is to see of a value that is neither a mapping nor a list, as parts of how it is written: by its
 * place, by the name of its key, by its form. This alone decides what reports show and leave out, whatever shows it.
 */
export function secretsAt(
  value: unknown,
  { node, isMarked, isWithin, isForName, name }: Spot,
): readonly Secret[] {
  const text = String(value);
  const isName = isForName === true && isObjectName(text);
  if (isWithin && !isName && (isMarked || node === undefined || !accepts(value, node))) {
    const [start = ''] = takesVariables(node) ? (VARIABLE.exec(text) ?? []) : [];
    const variable = takesVariables(node) ? /^(\w+)=([\s\S]*)$/.exec(text) : null;
    if (variable === null || isSecretVariable(variable[1]!, variable[2]!)) return [rest(start.length, text)];
  }
  if (name !== undefined && isCredentialBelow(name, text)) return [rest(0, text)];
  return typeof value === 'string' ? looks(text) : [];
}

function rest(start: number, text: string): Secret {
  return { start, end: text.length, shown: '' };
}

/** Calls `visit` for each value that is neither a mapping nor a list. */
export function walkSpots(value: unknown, spot: Spot, visit: (value: unknown, spot: Spot) => void): void {
  if (typeof value !== 'object' || value === null) {
    visit(value, spot);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    walkSpots(item, spotBelow(spot, Array.isArray(value) ? Number(key) : key, value), visit);
  }
}

/** Whether a value of a document is, or holds, something that nobody is to see: no sentence quotes it, nor what it was made into. */
export function isSecret(value: unknown, path: Path, document?: unknown): boolean {
  const spot = spotAt(path, document);
  if (spot.isMarked || (spot.isWithin && spot.node === undefined)) return true;
  if (spot.node !== undefined && hasCredential(spot.node)) return true;
  let isFound = false;
  walkSpots(value, spot, (item, at) => {
    isFound ||= secretsAt(item, at).length > 0;
  });
  return isFound;
}
