import { masked } from '../../credentials/mask.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { escaped } from '../../diagnostics/printable.ts';

/** Returns findings as a JSON array of `Diagnostic`s, its keys always in the same order. */
export function reportJson(diagnostics: readonly Diagnostic[]): string {
  return jsonText(
    diagnostics.map(
      ({ code, severity, message, path, at = 'value', file, range, suggestion, example, help }) => ({
        code,
        severity,
        message,
        path: path.map((part) => (typeof part === 'string' ? masked(part) : part)),
        at,
        file,
        range,
        suggestion,
        example,
        help,
      }),
    ),
  );
}

/** Returns JSON that a terminal can show: what JSON leaves unescaped of the control characters is escaped too. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(/[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g, escaped)}\n`;
}
