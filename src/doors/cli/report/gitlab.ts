import { adviceLines } from '../../../core/findings/advice-lines.ts';
import { type Diagnostic, placeName } from '../../../core/findings/diagnostic.ts';
import { fingerprints } from './fingerprint.ts';
import { fixLine } from './fix-line.ts';
import { jsonText } from './json.ts';

/**
 * Returns findings as a code quality report of GitLab. A fingerprint stays the same when lines move, so GitLab
 * recognizes a finding of the target branch.
 */
export function reportGitlab(diagnostics: readonly Diagnostic[]): string {
  const names = fingerprints(diagnostics);
  return jsonText(
    diagnostics.map((diagnostic, index) => {
      const { code, severity, message, fix, file = '', range } = diagnostic;
      const place = placeName(diagnostic);
      return {
        description: [place, message, ...adviceLines(diagnostic), ...(fix ? [`fix: ${fixLine(fix)}`] : [])]
          .filter((line) => line !== '')
          .join(' · '),
        check_name: code,
        fingerprint: names[index],
        severity: severity === 'error' ? 'major' : 'minor',
        location: {
          path: file.replace(/^(?:\.\/)+/, ''),
          lines: { begin: range?.start.line ?? 1, end: range?.end.line ?? 1 },
        },
      };
    }),
  );
}
