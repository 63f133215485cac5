import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';
import { type Alert, alerts } from './alerts.ts';

/** A PrometheusRule of the Prometheus operator. */
export interface PrometheusRule {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'PrometheusRule';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[] };
}

interface Rule extends Pick<Alert, 'alert' | 'expr' | 'for' | 'labels'> {
  readonly annotations: { readonly summary: string; readonly description: string };
}

/** Returns the PrometheusRule with the alerts on the manager. */
export function prometheusRule(resolved: Resolved): PrometheusRule | undefined {
  const options = resolved.spec.metrics.prometheusRule;
  const { name, namespace } = resolved.metadata;
  if (!options.enabled) return undefined;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: metadata(resolved, name, {
      namespace,
      labels: options.labels,
      annotations: options.annotations,
    }),
    spec: {
      groups: [
        {
          name,
          rules: alerts(resolved).map(({ labels, summary, description, ...rule }) => ({
            ...rule,
            labels: { severity: options.severity, ...labels, ...options.alertLabels },
            annotations: { summary, description },
          })),
        },
      ],
    },
  };
}
