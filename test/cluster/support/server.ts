import type { TestContext } from 'vitest';

import type { KubernetesObject } from '../../../src/index.ts';
import type { Api } from './api.ts';
import { newNamespace } from './namespace.ts';
import type { Pod } from './runner.ts';
import { until } from './until.ts';

/** A server in the cluster. */
export interface ServerOptions {
  readonly port: number;
  /** Spec of its pod, whose only container listens at the port. It may depend on the address. */
  readonly pod: (address: string) => object;
  /** What the pod mounts. */
  readonly objects?: (namespace: string, address: string) => readonly object[];
}

/** Starts a server in a namespace of its own, and returns the address at which pods reach it without DNS. */
export async function startServer(
  api: Api,
  { port, pod, objects }: ServerOptions,
  onTestFinished: TestContext['onTestFinished'],
): Promise<string> {
  const namespace = newNamespace();
  const metadata = { name: 'server', namespace, labels: { app: 'server' } };
  const make = (...all: readonly object[]): Promise<void> => api.apply(all as readonly KubernetesObject[]);
  onTestFinished(async () => {
    await api.delete(`/api/v1/namespaces/${namespace}/pods/server`, { gracePeriodSeconds: 1 });
    await api.delete(`/api/v1/namespaces/${namespace}`);
  });
  await make(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: 'server' }, ports: [{ port }] } },
  );
  const service = await api.get<{ spec: { clusterIP: string } }>(
    `/api/v1/namespaces/${namespace}/services/server`,
  );
  const address = service.spec.clusterIP;
  await make(...(objects?.(namespace, address) ?? []), {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: { automountServiceAccountToken: false, ...pod(address) },
  });
  await until('the server is ready', async () => {
    const { status } = await api.get<Pod>(`/api/v1/namespaces/${namespace}/pods/server`);
    return status.conditions?.some((one) => one.type === 'Ready' && one.status === 'True');
  });
  return address;
}
