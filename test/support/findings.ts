import { compile } from '../../src/core/compile.ts';
import { formatPath } from '../../src/core/findings/diagnostic.ts';

import { documentWith } from './rendered.ts';

/**
 * Checks a document with one runner and returns each finding as `severity CODE path`; paths inside of the runner
 * are told from there: `error NEEDS_KEY kubernetes.dns_policy`.
 */
export function findings(runner: object, spec: object = {}): string[] {
  const { diagnostics } = compile(documentWith(spec, runner));
  return diagnostics.map(({ severity, code, path }) => {
    const place = formatPath(path).replace(/^spec\.runners\.default\.?/, '');
    return `${severity} ${code} ${place}`.trim();
  });
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
