import type { Path } from '../data/path.ts';
import { type Code, codes } from '../findings/codes.ts';
import { type Diagnostic, diagnostic, formatPath } from '../findings/diagnostic.ts';
import { nearest } from '../findings/nearest.ts';
import { shown } from '../findings/shown.ts';
import { flow } from '../yaml/flow.ts';

/** Says that an entry of `spec.accepted` accepts nothing, and therefore cannot be accepted itself. */
const STALE = 'STALE_ACCEPTANCE' satisfies Code;

/** How many keys a help sentence lists. */
const MAX_LISTED = 5;

/**
 * Returns what is left to report of all that was found in a document: without the warnings that `spec.accepted` has,
 * and with what is wrong with its entries. Entries that accept nothing are reported only for a document without errors:
 * with errors, not everything has been looked for. Nor are they where the document `isAlone`: others may cause the
 * warning that they accept.
 */
export function withoutAccepted(
  found: readonly Diagnostic[],
  accepted: Readonly<Record<string, string>> | undefined,
  isAlone: boolean,
): readonly Diagnostic[] {
  if (accepted === undefined) return found;
  const isComplete = !found.some(({ severity }) => severity === 'error');
  const warnings = found.filter(({ severity, code }) => severity === 'warning' && code !== STALE);
  const meant = new Set<Diagnostic>();
  const faults: Diagnostic[] = [];
  for (const key of Object.keys(accepted)) {
    const fault = faultOf(key, warnings);
    const of = fault === undefined ? warnings.filter((warning) => keysOf(warning).includes(key)) : [];
    for (const warning of of) meant.add(warning);
    if (fault !== undefined) faults.push(fault);
    else if (of.length === 0 && isComplete && !(isAlone && needsOthers(key)))
      faults.push(stale(key, warnings));
  }
  return [...found.filter((one) => !meant.has(one)), ...faults];
}

function needsOthers(key: string): boolean {
  const [code] = key.split(' ');
  return codes[code as Code].isAboutSeveral === true;
}

/** The keys of `spec.accepted` that accept a warning. */
function keysOf({ code, path }: Diagnostic): readonly string[] {
  return [...(codes[code].hasManyConditions ? [] : [code]), keyAt(code, path)];
}

function keyAt(code: string, path: Path): string {
  return `${code} ${formatPath(path)}`;
}

/** Why a key of `spec.accepted` accepts no warning whatever is found. */
function faultOf(key: string, warnings: readonly Diagnostic[]): Diagnostic | undefined {
  const [code = '', ...rest] = key.split(' ');
  const place = { path: ['spec', 'accepted', key], at: 'key' } as const;
  if (!Object.hasOwn(codes, code)) {
    const near = nearest(code, Object.keys(codes));
    return diagnostic('UNKNOWN_KEY', place, `There is no warning with the code ${shown(code)}.`, {
      ...(near === undefined
        ? { help: listed(undefined, warnings) ?? 'The document has no warnings: remove this entry.' }
        : { suggestion: [near, ...rest].join(' ') }),
    });
  }
  const { severity, hasManyConditions } = codes[code as Code];
  if (severity === 'error') {
    const message = `${code} is an error, and only warnings can be accepted.`;
    return diagnostic('NOT_ALLOWED', place, message, 'Fix what it reports, and remove this entry.');
  }
  if (code === STALE) {
    const message = `${code} reports an entry of spec.accepted, and cannot be accepted itself.`;
    return diagnostic('NOT_ALLOWED', place, message, 'Remove this entry, and the one that accepts nothing.');
  }
  if (hasManyConditions && rest.length === 0) {
    const message = `${code} has many conditions: accept it with the path of the finding.`;
    const help = listed(code, warnings) ?? 'The document has no such warning: remove this entry.';
    return diagnostic('NOT_ALLOWED', place, message, help);
  }
  return undefined;
}

function stale(key: string, warnings: readonly Diagnostic[]): Diagnostic {
  const [code = '', path] = key.split(' ');
  const place = { path: ['spec', 'accepted', key], at: 'key' } as const;
  const message = `The document has no warning ${code}${path === undefined ? '' : ' at this path'}, so this entry accepts nothing.`;
  return diagnostic(STALE, place, message, listed(code, warnings) ?? 'Remove it.');
}

/** The keys that accept the warnings of a code, or all, as a sentence; `undefined` where there are none. */
function listed(only: string | undefined, warnings: readonly Diagnostic[]): string | undefined {
  const wanted = warnings.filter(({ code }) => only === undefined || code === only);
  const keys = [...new Set(wanted.map(({ code, path }) => keyAt(code, path)))];
  if (keys.length === 0) return undefined;
  const first = keys.slice(0, MAX_LISTED).map((key) => flow(key));
  return `The document has ${first.join(', ')}${keys.length > MAX_LISTED ? `, and ${keys.length - MAX_LISTED} more` : ''}.`;
}
