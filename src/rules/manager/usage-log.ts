import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** Writers of the usage log that would write nothing. */
export function checkUsageLog({ spec }: Resolved, report: Report): void {
  const log = spec.config.experimental?.usage_logger;
  if (log === undefined) return;
  const path = ['spec', 'config', 'experimental', 'usage_logger'];
  const writers: readonly string[] = log.writers ?? ['logrotate'];
  if (
    log.enabled === true &&
    writers.includes('snowplow_billing') &&
    log.snowplow_billing?.collector_uri === undefined
  ) {
    report({
      code: 'NEEDS_KEY',
      severity: 'error',
      message: 'The writer snowplow_billing does not start without the address of its collector.',
      path: [...path, 'writers'],
      help: 'Add `snowplow_billing.collector_uri`.',
    });
  }
  for (const key of ['logrotate', 'snowplow_billing'] as const) {
    if (log[key] === undefined || writers.includes(key)) continue;
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message: `The settings of ${key} have no effect, because it is not among writers.`,
      path: [...path, key],
      at: 'key',
      help: `Add "${key}" to \`writers\`, or take the settings out.`,
    });
  }
}
