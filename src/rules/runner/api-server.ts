import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedRunnerKubernetes } from '../../generated/resolved-types.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** How the executor reaches the API server, where keys need each other. */
export function checkApiServer({ document }: Resolved, report: Report): void {
  for (const [id, { kubernetes }] of Object.entries(document.spec.runners)) {
    const path = ['spec', 'runners', id, 'kubernetes'];
    checkCertificates(kubernetes, path, report);
    checkHost(kubernetes, path, report);
  }
}

function checkCertificates(kubernetes: ResolvedRunnerKubernetes, path: Path, report: Report): void {
  if (kubernetes.host === undefined || kubernetes.cert_file === undefined) return;
  for (const key of ['key_file', 'ca_file'] as const) {
    if (kubernetes[key] !== undefined) continue;
    report({
      code: 'NEEDS_KEY',
      severity: 'error',
      message: `A client certificate for host needs ${key} too; without it every job fails.`,
      path: [...path, 'cert_file'],
      at: 'key',
      help: `Add \`${key}\`.`,
    });
  }
}

function checkHost(kubernetes: ResolvedRunnerKubernetes, path: Path, report: Report): void {
  if (kubernetes.host !== undefined) return;
  for (const key of ['cert_file', 'key_file', 'ca_file', 'bearer_token', 'context'] as const) {
    if (kubernetes[key] === undefined) continue;
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message:
        key === 'context'
          ? 'context has no effect, because the manager runs in a cluster and uses its service account there.'
          : `${key} is meant for the API server at \`host\`, which is not set.`,
      path: [...path, key],
      at: 'key',
      help: 'For jobs in another cluster set `host`.',
    });
  }
}
