import { copyOf } from '../data/copy.ts';
import { isMapping } from '../data/is-mapping.ts';
import type { Json } from '../data/json.ts';
import type { Diagnostic } from '../findings/diagnostic.ts';
import type { CheckedGitLabRunner } from '../generated/checked-types.ts';
import { asRunnerReads } from './as-runner-reads.ts';
import { canonical } from './canonical.ts';
import { fromAjv } from './findings/from-ajv.ts';
import { type WrittenAt, withRunnerDefaults } from './runner-defaults.ts';
import { shapeErrors } from './shape-errors.ts';
import { tokensOutOfPlace } from './token-places.ts';
import { uncheckedKeys } from './unchecked.ts';
import type { Written } from './written.ts';

/**
 * A document with its defaults, which can be resolved whatever else is wrong with it, or what keeps it from that. Then
 * there is the value as it was read too, unless it is another thing than a document, or too much of one.
 */
export type Checked =
  | {
      readonly ok: true;
      readonly document: CheckedGitLabRunner;
      readonly writtenAt: WrittenAt;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly value?: Json; readonly diagnostics: readonly Diagnostic[] };

/**
 * Checks whether a value has the shape of a document: plain data, the schema, tokens in their place, and unchecked keys
 * that leave config.toml as the rules expect it. The value is read once; the document that comes back is a copy with
 * what all runners share in each entry, and every default filled in.
 */
export function check(config: unknown, written: Written = 'as data'): Checked {
  const { value, problems } = canonical(config);
  if (value === undefined) return { ok: false, diagnostics: problems };

  // The validator fills in defaults, and findings are about what the user wrote.
  const { document, writtenAt } = withRunnerDefaults(copyOf(value));
  const empty = asRunnerReads(document);
  const errors = shapeErrors(document);
  const tokens = tokensOutOfPlace(value);
  if (errors.length > 0 || problems.length > 0) {
    const found = errors.length === 0 ? [] : fromAjv(errors, withRunnerDefaults(value), written);
    const isOther = !isMapping(value) || found.some(({ code }) => code === 'WRONG_DOCUMENT');
    return {
      ok: false,
      ...(!isOther && { value }),
      diagnostics: [...onceEach(problems, found, tokens), ...empty],
    };
  }
  const unchecked = uncheckedKeys(document as CheckedGitLabRunner);
  // Rules look at config.toml as it will be, and some unchecked keys could break it.
  const told = new Set(unchecked.filter(({ severity }) => severity === 'error').map(place));
  const diagnostics = [...empty, ...tokens.filter((token) => !told.has(place(token))), ...unchecked];
  return told.size > 0
    ? { ok: false, value, diagnostics }
    : { ok: true, document: document as CheckedGitLabRunner, writtenAt, diagnostics };
}

/**
 * Everything about a document of the wrong shape, once for each place. A token in place of a name is reported as a
 * token; elsewhere the schema knows better what was meant.
 */
function onceEach(
  problems: readonly Diagnostic[],
  found: readonly Diagnostic[],
  tokens: readonly Diagnostic[],
): readonly Diagnostic[] {
  const tokenAt = new Map(tokens.map((token) => [place(token), token]));
  const known = new Set(problems.map(place));
  const ofSchema = found.filter(
    (finding) =>
      !known.has(place(finding)) &&
      !(finding.code === 'WRONG_FORMAT' && tokenAt.has(place(finding))) &&
      tokenAt.get(place(finding))?.at !== 'key',
  );
  const told = new Set(ofSchema.map(place));
  return [...problems, ...ofSchema, ...[...tokenAt.values()].filter((token) => !told.has(place(token)))];
}

function place({ path }: Diagnostic): string {
  return JSON.stringify(path);
}
