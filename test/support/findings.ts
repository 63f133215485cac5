import { compile } from '../../src/core/compile.ts';
import { type Diagnostic, formatPath } from '../../src/core/findings/diagnostic.ts';

import { documentWith } from './rendered.ts';

/**
 * Checks a document with one runner and returns each finding as `severity CODE path`; paths inside of the runner
 * are told from there: `error NEEDS_KEY kubernetes.dns_policy`. Without the one that more checks follow.
 */
export function findings(runner: object, spec: object = {}): string[] {
  const { diagnostics } = compile(documentWith(spec, runner));
  return withoutMoreChecks(diagnostics).map(({ severity, code, path }) => {
    const place = formatPath(path).replace(/^spec\.runners\.default\.?/, '');
    return `${severity} ${code} ${place}`.trim();
  });
}

/** The findings but for the one that every document of a wrong shape has: that rules have not looked at it. */
export function withoutMoreChecks(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ code }) => code !== 'MORE_CHECKS_FOLLOW');
}

/** Like `findings`, for keys of `[runners.kubernetes]`. */
export function kubernetesFindings(kubernetes: object, runner: object = {}, spec: object = {}): string[] {
  return findings({ ...runner, kubernetes }, spec).map((finding) =>
    finding.replace(/(?<= )kubernetes\./, ''),
  );
}

/** The findings but for those about the ways to build images. */
export function withoutBuildModes(found: readonly string[]): string[] {
  return found.filter((finding) => !/ (PRIVILEGED_|BUILD)/.test(finding));
}
