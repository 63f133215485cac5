import type { ConfigMap } from 'kubernetes-types/core/v1.js';
import type { Resolved } from '../../resolve/resolved.ts';
import { metadata } from '../metadata.ts';
import { grafanaDashboard } from './grafana-dashboard.ts';

/** Returns the ConfigMap with the Grafana dashboard of the manager. */
export function dashboard(resolved: Resolved): ConfigMap | undefined {
  const options = resolved.spec.metrics.dashboard;
  const { name, namespace } = resolved.metadata;
  if (!options.enabled) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata(resolved, `${name}-dashboard`, {
      namespace,
      labels: options.labels,
      annotations: options.annotations,
    }),
    data: { [`${name}.json`]: `${JSON.stringify(grafanaDashboard(resolved), null, 2)}\n` },
  };
}
