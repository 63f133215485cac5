import { masked } from '../../../core/credentials/mask.ts';
import type { Path } from '../../../core/data/path.ts';
import type { Diagnostic } from '../../../core/findings/diagnostic.ts';
import type { Fix } from '../../../core/findings/fix.ts';
import { escaped } from '../../../core/findings/printable.ts';

/** Returns findings as a JSON array of `Diagnostic`s, its keys always in the same order. */
export function reportJson(diagnostics: readonly Diagnostic[]): string {
  return jsonText(
    diagnostics.map(
      ({
        code,
        severity,
        message,
        object,
        path,
        at = 'value',
        file,
        range,
        suggestion,
        example,
        help,
        fix,
        edits,
      }) => ({
        code,
        severity,
        message,
        object,
        path: shownPath(path),
        at,
        file,
        range,
        suggestion,
        example,
        help,
        fix: fix && shownFix(fix),
        edits,
      }),
    ),
  );
}

function shownPath(path: Path): Path {
  return path.map((part) => (typeof part === 'string' ? masked(part) : part));
}

function shownFix(fix: Fix): Fix {
  const path = shownPath(fix.path);
  return fix.do === 'move' ? { ...fix, path, to: shownPath(fix.to) } : { ...fix, path };
}

/** Returns JSON that a terminal can show: what JSON leaves unescaped of the control characters is escaped too. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(/[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g, escaped)}\n`;
}
