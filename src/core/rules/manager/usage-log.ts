import { onDocument } from '../rule.ts';

/** Writers of the usage log that would write nothing. */
export const usageLog = onDocument(({ spec, at: from, find }) => {
  const log = spec.config.experimental?.usage_logger ?? {};
  const at = from.below('spec', 'config', 'experimental', 'usage_logger');
  const writers: readonly string[] = log.writers ?? ['logrotate'];
  const sends = log.enabled === true && writers.includes('snowplow_billing');
  if (sends && log.snowplow_billing?.collector_uri === undefined) {
    find(
      'NEEDS_KEY',
      at('writers', writers.indexOf('snowplow_billing')),
      'The writer snowplow_billing does not start without the address of its collector.',
      'Add `snowplow_billing.collector_uri`.',
    );
  }
  for (const writer of ['logrotate', 'snowplow_billing'] as const) {
    if (log[writer] === undefined || writers.includes(writer)) continue;
    find(
      'NO_EFFECT',
      at.key(writer),
      `The settings of ${writer} have no effect, because it is not among writers.`,
      `Add "${writer}" to \`writers\`, or remove the settings.`,
    );
  }
});
