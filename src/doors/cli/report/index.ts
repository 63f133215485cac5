import type { Diagnostic } from '../../../core/findings/diagnostic.ts';
import type { Look } from '../io.ts';
import { reportGithub } from './github.ts';
import { reportGitlab } from './gitlab.ts';
import { reportJson } from './json.ts';
import type { ReportFormat } from './options.ts';
import { reportSarif } from './sarif.ts';
import { reportText } from './text.ts';

/**
 * Returns findings in the order given, as text that ends with a line break; empty for text without findings.
 * `texts` has the text of each file, to show the lines in question.
 */
export function report(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
  format: ReportFormat,
  look: Look,
): string {
  switch (format) {
    case 'text':
      return reportText(diagnostics, texts, look);
    case 'json':
      return reportJson(diagnostics);
    case 'github':
      return reportGithub(diagnostics);
    case 'gitlab':
      return reportGitlab(diagnostics);
    case 'sarif':
      return reportSarif(diagnostics);
  }
}
