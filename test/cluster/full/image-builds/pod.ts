import type { KubernetesObject } from '../../../../src/index.ts';
import type { Api } from '../../support/api.ts';
import type { Pod } from '../../support/runner.ts';
import { until } from '../../support/until.ts';

/** As much of what a pod is asked to be as tests write. */
export interface PodSpec {
  readonly restartPolicy?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly containers: readonly [Container, ...Container[]];
  readonly volumes?: readonly object[];
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly object[];
  readonly volumeMounts?: readonly object[];
  readonly securityContext?: object;
}

/** How a container has ended. */
export interface Ended {
  readonly exitCode: number;
  readonly log: string;
}

/** The object. */
export function podOf(namespace: string, name: string, spec: PodSpec): KubernetesObject {
  const metadata = { name, namespace, labels: { app: name } };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec } as unknown as KubernetesObject;
}

/** Runs a pod until its first container has ended, and deletes it. */
export async function runPod(api: Api, namespace: string, name: string, spec: PodSpec): Promise<Ended> {
  const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
  await api.apply([podOf(namespace, name, { restartPolicy: 'Never', ...spec })]);
  const [first] = spec.containers;
  const exitCode = await until(`the container ${first.name} of the pod ${name} has ended`, async () => {
    const { status } = await api.get<Pod>(path);
    return status.containerStatuses?.find((one) => one.name === first.name)?.state.terminated?.exitCode;
  });
  const log = await api.log(namespace, name, first.name);
  await api.delete(path, { gracePeriodSeconds: 1 });
  return { exitCode, log };
}
