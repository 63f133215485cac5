import type { LabelSelector, ObjectMeta } from 'kubernetes-types/meta/v1.js';
import { pick } from '../../data/pick.ts';
import type { CheckedMonitor } from '../../generated/checked-types.ts';
import type { Labels } from '../../resolve/labels.ts';
import { METRICS_PORT_NAME } from '../../resolve/manager/parts.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';

/** How Prometheus scrapes the manager, in the Prometheus operator's words. */
export interface MonitorEndpoint
  extends Pick<CheckedMonitor, 'interval' | 'scrapeTimeout' | 'relabelings' | 'metricRelabelings'> {
  readonly port: string;
}

/** What a monitor looks for, and how it calls it. */
export interface MonitorTarget {
  readonly jobLabel?: string;
  readonly namespaceSelector: { readonly matchNames: readonly string[] };
  readonly selector: LabelSelector;
}

/** What both kinds of monitor have. */
export interface MonitorParts {
  readonly metadata: ObjectMeta;
  readonly target: MonitorTarget;
  readonly endpoint: MonitorEndpoint;
}

/**
 * Returns the parts of a monitor. It looks for what has these labels in the manager's namespace, and may itself be
 * elsewhere: where Prometheus looks for it.
 */
export function monitorParts(resolved: Resolved, options: CheckedMonitor, matchLabels: Labels): MonitorParts {
  const { name, namespace } = resolved.metadata;
  return {
    metadata: metadata(resolved, name, {
      namespace: options.namespace ?? namespace,
      labels: options.labels,
      annotations: options.annotations,
    }),
    target: {
      ...pick(options, ['jobLabel']),
      namespaceSelector: { matchNames: [namespace] },
      selector: { matchLabels },
    },
    endpoint: {
      port: METRICS_PORT_NAME,
      ...pick(options, ['interval', 'scrapeTimeout', 'relabelings', 'metricRelabelings']),
    },
  };
}
