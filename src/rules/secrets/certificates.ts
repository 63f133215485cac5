import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** A certificate authority for jobs that comes from nowhere, or from two places. */
export function checkCertificates({ spec }: Resolved, report: Report): void {
  const { inJobs } = spec.certificates;
  if (inJobs === undefined || (inJobs.configMap === undefined) !== (inJobs.secret === undefined)) return;
  const path = ['spec', 'certificates', 'inJobs'];
  if (inJobs.configMap === undefined) {
    report({
      code: 'NEEDS_KEY',
      severity: 'error',
      message: 'Jobs get a bundle from a ConfigMap or a Secret, and neither is named.',
      path,
      help: 'Add `configMap` or `secret`.',
    });
  } else {
    report({
      code: 'EXCLUSIVE_KEYS',
      severity: 'error',
      message: 'A ConfigMap and a Secret cannot both be mounted at the same place.',
      path: [...path, 'secret'],
      at: 'key',
      help: 'Take `configMap` or `secret` out.',
    });
  }
}
