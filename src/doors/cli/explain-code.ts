import { own } from '../../core/data/own.ts';
import { codes } from '../../core/findings/codes.ts';
import { causes } from '../../operate/doctor/causes.ts';
import { inPackage } from './package.ts';

/** What `explain` says of a code. */
export interface ExplainedCode {
  readonly code: string;
  /** The command that reports it. */
  readonly command: 'validate' | 'doctor';
  /** Of a code of `validate`. */
  readonly severity?: 'error' | 'warning';
  readonly meaning: string;
  /** Where its fix is described: a file of this package, and the heading in it. */
  readonly page: string;
}

/** Every code. */
export const CODES: readonly string[] = [...Object.keys(codes), ...Object.keys(causes)];

/** Returns what there is to know of a code of `validate` or `doctor`; `undefined` for other text. */
export function explainCode(code: string): ExplainedCode | undefined {
  const diagnostic = own(codes, code);
  if (diagnostic !== undefined) {
    const { severity, meaning } = diagnostic;
    const page = inPackage(`docs/diagnostics.md#${code.toLowerCase()}`);
    return { code, command: 'validate', severity, meaning, page };
  }
  const cause = own(causes, code);
  if (cause === undefined) return undefined;
  return { code, command: 'doctor', meaning: cause.meaning, page: inPackage('docs/doctor.md#causes') };
}
