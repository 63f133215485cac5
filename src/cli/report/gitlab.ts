import { adviceLines } from '../../diagnostics/advice-lines.ts';
import { type Diagnostic, formatPath } from '../../diagnostics/diagnostic.ts';
import { jsonText } from './json.ts';

/**
 * Returns findings as a code quality report of GitLab. A fingerprint stays the same when lines move, so that
 * GitLab knows a finding of the target branch again.
 */
export function reportGitlab(diagnostics: readonly Diagnostic[]): string {
  return jsonText(
    diagnostics.map((diagnostic) => {
      const { code, severity, message, path, file = '', range } = diagnostic;
      const place = formatPath(path);
      return {
        description: [place, message, ...adviceLines(diagnostic)].filter((line) => line !== '').join(' · '),
        check_name: code,
        fingerprint: fingerprint(JSON.stringify([file, code, place, message])),
        severity: severity === 'error' ? 'major' : 'minor',
        location: {
          path: file.replace(/^(?:\.\/)+/, ''),
          lines: { begin: range?.start.line ?? 1, end: range?.end.line ?? 1 },
        },
      };
    }),
  );
}

/** FNV-1a with 64 bits, over UTF-16 code units. */
function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
