import { adviceLines } from './advice-lines.ts';
import { type Diagnostic, placeName } from './diagnostic.ts';
import { printable } from './printable.ts';

/**
 * Returns diagnostics as text for people who have no file to look at: each with the field path, then what to
 * write instead.
 */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map((diagnostic) => {
      const { severity, code, message } = diagnostic;
      const lines = [
        `${severity} ${code} ${printable(placeName(diagnostic)) || 'document'}`,
        ...[message, ...adviceLines(diagnostic)].map((line) => `  ${printable(line)}`),
        '',
      ];
      return lines.join('\n');
    })
    .join('\n');
}
