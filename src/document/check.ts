import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import type { Result } from '../diagnostics/result.ts';
import { concealed } from '../diagnostics/shown.ts';
import type { ResolvedGitLabRunner } from '../generated/resolved-types.ts';
import { validate } from '../generated/validator.ts';
import { canonical } from './canonical.ts';
import { fromAjv } from './findings/from-ajv.ts';
import { checkTokenPlaces } from './token-places.ts';
import { checkUnchecked } from './unchecked.ts';

/** A document with its defaults, which can be resolved, or what is wrong with it. */
export type Checked = Result<{ readonly document: ResolvedGitLabRunner }>;

/**
 * Checks whether the input has the shape of a document: plain data, the schema, and unchecked keys that leave it so.
 * Each step runs on what the one before let pass. The input is only read; the document that comes back is a
 * copy with every default filled in.
 */
export function check(input: unknown): Checked {
  const { value, problems } = canonical(input);
  if (value === undefined) return { ok: false, diagnostics: problems };

  const isShaped = validate(value);
  if (!isShaped || problems.length > 0) {
    // The validator has filled defaults into its copy, and findings are about what the user wrote.
    const found = isShaped ? [] : fromAjv(validate.errors ?? [], canonical(input).value);
    return { ok: false, diagnostics: [...withTokens(problems, found, value)].map(concealed) };
  }
  const document = value as unknown as ResolvedGitLabRunner;

  const diagnostics: Diagnostic[] = [];
  // The rules look at config.toml as it will be, which unchecked keys could turn upside down.
  checkUnchecked(document, (diagnostic) => diagnostics.push(concealed(diagnostic)));
  return hasErrors(diagnostics) ? { ok: false, diagnostics } : { ok: true, document, diagnostics };
}

/**
 * Everything about a document of the wrong shape, once for each place. A token in place of a name is told as what it
 * is; elsewhere the schema knows better what was meant.
 */
function withTokens(
  problems: readonly Diagnostic[],
  found: readonly Diagnostic[],
  value: unknown,
): readonly Diagnostic[] {
  const tokens = new Map<string, Diagnostic>();
  checkTokenPlaces(value, (token) => tokens.set(place(token), token));
  const known = new Set(problems.map(place));
  const ofSchema = found.filter(
    (finding) =>
      !known.has(place(finding)) &&
      !(finding.code === 'WRONG_FORMAT' && tokens.has(place(finding))) &&
      tokens.get(place(finding))?.at !== 'key',
  );
  const told = new Set(ofSchema.map(place));
  return [...problems, ...ofSchema, ...[...tokens.values()].filter((token) => !told.has(place(token)))];
}

function place({ path }: Diagnostic): string {
  return JSON.stringify(path);
}
