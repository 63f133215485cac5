import { adviceLines } from '../../../core/findings/advice-lines.ts';
import { codes } from '../../../core/findings/codes.ts';
import { type Diagnostic, placeName, type Range } from '../../../core/findings/diagnostic.ts';
import type { Fix } from '../../../core/findings/fix.ts';
import { printable } from '../../../core/findings/printable.ts';
import { version } from '../../../core/version.ts';
import { fingerprints } from './fingerprint.ts';
import { fixLine } from './fix-line.ts';
import { jsonText } from './json.ts';

/** Returns findings as a log in SARIF 2.1.0, with the codes as rules and with fixes that editors can apply. */
export function reportSarif(diagnostics: readonly Diagnostic[]): string {
  const found = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const names = fingerprints(diagnostics);
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'gitlab-runner-manifests',
            version,
            rules: found.map((code) => ({
              id: code,
              shortDescription: { text: codes[code].meaning },
              defaultConfiguration: { level: codes[code].severity },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic, index) => {
          const { code, severity, message, fix, edits, file } = diagnostic;
          return {
            ruleId: code,
            ruleIndex: found.indexOf(code),
            level: severity,
            message: { text: [message, ...adviceLines(diagnostic)].join('\n') },
            locations: [location(diagnostic)],
            partialFingerprints: { 'codeAndPath/v1': names[index] },
            ...(fix !== undefined &&
              edits !== undefined &&
              file !== undefined && { fixes: [change(fix, edits, file)] }),
          };
        }),
      },
    ],
  });
}

function location(diagnostic: Diagnostic): object {
  const { file, range } = diagnostic;
  const place = placeName(diagnostic);
  return {
    ...(file !== undefined && {
      physicalLocation: {
        artifactLocation: artifact(file),
        ...(range !== undefined && { region: region(range) }),
      },
    }),
    ...(place !== '' && { logicalLocations: [{ fullyQualifiedName: place }] }),
  };
}

function change(fix: Fix, edits: NonNullable<Diagnostic['edits']>, file: string): object {
  return {
    description: { text: fixLine(fix) },
    artifactChanges: [
      {
        artifactLocation: artifact(file),
        replacements: edits.map(({ range, text }) => ({
          deletedRegion: region(range),
          ...(text !== '' && { insertedContent: { text } }),
        })),
      },
    ],
  };
}

/** A path is relative to where the command runs, or absolute; a URI has no other way to say either. */
function artifact(file: string): { readonly uri: string } {
  const parts = file
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .split('/');
  const uri = parts.map((part) => encodeURIComponent(printable(part))).join('/');
  return { uri: uri.startsWith('/') ? `file://${uri}` : uri };
}

function region({ start, end }: Range): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
