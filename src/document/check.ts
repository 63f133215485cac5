import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts';
import { fromAjv } from '../diagnostics/from-ajv.ts';
import { concealed } from '../diagnostics/shown.ts';
import type { ResolvedGitLabRunner } from '../generated/resolved-types.ts';
import { validate } from '../generated/validator.ts';
import { canonical } from './canonical.ts';
import { rules } from './rules/index.ts';
import { checkUnchecked } from './rules/unchecked.ts';

/** A document with its defaults and no more than warnings, or what is wrong with it. */
export type Checked =
  | {
      readonly ok: true;
      readonly document: ResolvedGitLabRunner;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Checks whether the input is a document that can be rendered: plain data, the schema, the rules across keys.
 * Each step runs on what the one before let pass. The input is only read; the document that comes back is a
 * copy with every default filled in.
 */
export function check(input: unknown): Checked {
  const { value, problems } = canonical(input);
  if (value === undefined) return { ok: false, diagnostics: problems };

  const isShaped = validate(value);
  if (!isShaped || problems.length > 0) {
    const known = new Set(problems.map(({ path }) => JSON.stringify(path)));
    const found = isShaped ? [] : fromAjv(validate.errors ?? [], value);
    return {
      ok: false,
      diagnostics: [...problems, ...found.filter(({ path }) => !known.has(JSON.stringify(path)))].map(
        concealed,
      ),
    };
  }
  const document = value as unknown as ResolvedGitLabRunner;

  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push(concealed(diagnostic));
  const hasErrors = (): boolean => diagnostics.some(({ severity }) => severity === 'error');
  // The rules look at config.toml as it will be, which unchecked keys of another kind would turn upside down.
  checkUnchecked(document, report);
  if (!hasErrors()) for (const rule of rules) rule(document, report);
  return hasErrors() ? { ok: false, diagnostics } : { ok: true, document, diagnostics };
}
