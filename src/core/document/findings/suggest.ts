import type { Path } from '../../data/path.ts';
import type { PathPattern } from '../../data/pattern-tree.ts';
import { type Advice, formatPath } from '../../findings/diagnostic.ts';
import { fold, isSlipOf, letters, nearest } from '../../findings/nearest.ts';
import { suits } from '../../schema/accepts.ts';
import { type SchemaNode, schemaOf } from '../../schema/node.ts';
import { chartValueAdvice, topChartValueAdvice } from './chart-value.ts';
import { type KnownElsewhere, knownElsewhere } from './known-elsewhere.ts';
import { type Home, homeOf, homeOfMisspelt, homeOfSimilar } from './places.ts';
import { newerKeyHelp, uncheckedKeyHelp } from './unchecked-help.ts';

/** How many keys a help sentence lists. */
const MAX_LISTED = 12;

/** A key that its mapping does not have, with its value, in a document for a release of the runner. */
export interface UnknownKey {
  readonly path: Path;
  readonly key: string;
  readonly value: unknown;
  readonly version: unknown;
}

/** What to do about a key. */
interface KeyAdvice extends Advice {
  /** Whether it is sure that the suggested key is meant. */
  readonly isSure?: boolean;
  /** The one place where the key belongs, with `*` for what people name themselves. */
  readonly to?: PathPattern;
}

/**
 * Returns what to do about a key that its mapping does not have: the key of the mapping that was meant, what became
 * of the key, the place where it belongs, or where to write keys that the schema does not know.
 */
export function unknownKeyAdvice(unknown: UnknownKey): KeyAdvice {
  const { path, key, value } = unknown;
  const { properties = {} } = schemaOf(path) ?? {};
  const own = Object.keys(properties);
  const respelled = own.find((candidate) => letters(candidate) === letters(key));
  if (respelled !== undefined) return { suggestion: respelled, isSure: isSlipOf(key, respelled, own) };

  const known = knownElsewhere(path, key);
  if (known !== undefined) return adviceOf(known, properties, value);
  const home = homeOf(key, value, path);
  if (home?.isInLine) return belongsIn(home, key);
  const inNumber = own.find((candidate) => fold(candidate) === fold(key));
  if (inNumber !== undefined) return meant(inNumber, unknown, own);
  if (home !== undefined) return belongsIn(home, key);
  const chart = chartValueAdvice([...path, key]);
  if (chart !== undefined) return { help: chart };
  const similar = homeOfSimilar(key, value, path);
  if (similar !== undefined) return belongsIn(similar, key);

  const near = nearest(key, own) ?? onlyLonger(key, own);
  if (near !== undefined) return meant(near, unknown, own);
  const misspelt = homeOfMisspelt(key, value, path);
  return misspelt === undefined ? adviceOnStranger(unknown, own) : belongsIn(misspelt, key);
}

/** A key that is near to the given one, which may be a new one of a release that the schema does not know. */
function meant(suggestion: string, unknown: UnknownKey, own: readonly string[]): KeyAdvice {
  const help = newerKeyHelp(unknown);
  return help === undefined
    ? { suggestion, isSure: isSlipOf(unknown.key, suggestion, own) }
    : { suggestion, help };
}

/** What is known of a key. A key for another form of value is suggested only where it accepts the given value. */
function adviceOf(
  { suggestion, help, example, isRenamed }: KnownElsewhere,
  properties: Readonly<Record<string, SchemaNode>>,
  value: unknown,
): KeyAdvice {
  const own = suggestion === undefined ? undefined : properties[suggestion];
  const isCertain = own !== undefined && (example === undefined || suits(value, own));
  const where = own === undefined ? ' under `kubernetes`' : '';
  const told = isCertain ? help : (help ?? (suggestion && `Use \`${suggestion}\`${where} instead.`));
  return {
    ...(isCertain && { suggestion: suggestion!, isSure: isRenamed === true }),
    ...(example !== undefined && !isCertain && { example }),
    ...(told !== undefined && { help: told }),
  };
}

/** The one key that begins with the given one: `pre_build_script` for `pre_build`. */
function onlyLonger(key: string, own: readonly string[]): string | undefined {
  const longer = own.filter((candidate) => letters(candidate).startsWith(letters(key)));
  return letters(key).length > 3 && longer.length === 1 ? longer[0] : undefined;
}

/** What to say of a key that does not resemble any key of the schema. */
function adviceOnStranger(unknown: UnknownKey, own: readonly string[]): Advice {
  const { path, key } = unknown;
  const chart = isOfJobs(path) ? undefined : topChartValueAdvice(key);
  if (chart !== undefined) return { help: chart };
  const unchecked = newerKeyHelp(unknown) ?? uncheckedKeyHelp(unknown);
  const list =
    own.length === 0 || own.length > MAX_LISTED
      ? []
      : [`The keys of ${formatPath(path) || 'a document'} are ${own.join(', ')}.`];
  const help = [...list, ...(unchecked === undefined ? [] : [unchecked])].join(' ');
  return help === '' ? {} : { help };
}

/** Whether a place is about job pods: what the chart has of that name is about the manager's. */
function isOfJobs([, section, id, part]: Path): boolean {
  return section === 'runners' ? part === 'kubernetes' : section === 'runnerDefaults' && id === 'kubernetes';
}

function belongsIn({ key, mappings, only }: Home, written: string): KeyAdvice {
  const place = mappings.join(', or in ');
  return {
    help: key === written ? `Move it to ${place}.` : `It is spelt \`${key}\`, and belongs in ${place}.`,
    ...(only !== undefined && isSlipOf(written, key, [key]) && { to: [...only, key] }),
  };
}
