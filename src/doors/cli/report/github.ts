import { adviceLines } from '../../../core/findings/advice-lines.ts';
import { type Diagnostic, placeName } from '../../../core/findings/diagnostic.ts';
import { printable } from '../../../core/findings/printable.ts';
import { fixLine } from './fix-line.ts';

/** Returns findings as workflow commands, which GitHub shows as annotations of the changed lines. */
export function reportGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map((diagnostic) => {
      const { code, severity, message, fix, file, range } = diagnostic;
      const place = placeName(diagnostic);
      const properties = {
        file,
        line: range?.start.line,
        endLine: range?.end.line,
        col: range?.start.column,
        // GitHub accepts columns only within one line.
        endColumn: range?.start.line === range?.end.line ? range?.end.column : undefined,
        title: code,
      };
      const list = Object.entries(properties)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => `${name}=${escapeProperty(printable(String(value)))}`)
        .join(',');
      const words = [
        ...(place === '' ? [] : [place]),
        message,
        ...adviceLines(diagnostic),
        ...(fix ? [`fix: ${fixLine(fix)}`] : []),
      ];
      return `::${severity} ${list}::${words.map((line) => escapeData(printable(line))).join('%0A')}\n`;
    })
    .join('');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
