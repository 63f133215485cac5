import { type Diagnostic, formatPath } from './diagnostic.ts';

/**
 * Returns diagnostics as text for people who have no file to look at: each with the field path, then what to
 * write instead.
 */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ severity, code, path, message, suggestion, help }) =>
      [
        `${severity} ${code} ${formatPath(path) || 'document'}`,
        `  ${message}`,
        ...(suggestion === undefined ? [] : [`  did you mean ${JSON.stringify(suggestion)}?`]),
        ...(help === undefined ? [] : [`  help: ${help}`]),
        '',
      ].join('\n'),
    )
    .join('\n');
}
