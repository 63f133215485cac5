import type { TestProject } from 'vitest/node';

import { Api, KubectlProxy } from './api.ts';
import { hostAddress } from './host.ts';
import { until } from './until.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the API server, without a login. */
    apiUrl: string;
    /** Address at which pods reach this machine. */
    host: string;
    /** Begins the name of every namespace of this run. */
    namespacePrefix: string;
  }
}

/** What the tests of any run call their namespaces, by which the names of fences begin as well. */
const ANY_RUN = 'gitlab-runner-test-';
/** The objects of fences, which are of the whole cluster, and so do not end with a namespace. */
const FENCES = ['validatingadmissionpolicybindings', 'validatingadmissionpolicies'].map(
  (resource) => `/apis/admissionregistration.k8s.io/v1/${resource}`,
);

interface Named {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly deletionTimestamp?: string;
  };
}

/**
 * Opens the cluster that KUBECONFIG names to the tests, and waits until they have left nothing in it but namespaces that
 * end: of a hundred at once, a cluster takes minutes to look for what may be in each.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!process.env.KUBECONFIG) {
    throw new Error('KUBECONFIG names no cluster. CONTRIBUTING.md tells how to get one.');
  }
  const proxy = await KubectlProxy.start();
  const api = new Api(proxy.url);
  const prefix = `${ANY_RUN}${Math.random().toString(36).slice(2, 7)}-`;
  // A run that was killed has left some, and another one may be on its way.
  const namespaces = new Set(
    (await api.list<Named>('/api/v1/namespaces')).map(({ metadata }) => metadata.name),
  );
  await removeFences(api, (name) => name.startsWith(ANY_RUN) && !namespaces.has(name.split('.')[0]!));
  project.provide('apiUrl', proxy.url);
  project.provide('namespacePrefix', prefix);
  project.provide('host', await hostAddress(await api.list('/api/v1/nodes')));
  return async () => {
    const isOurs = (name = ''): boolean => name.startsWith(prefix);
    await removeFences(api, isOurs);
    await until(
      'the pods of the tests are gone, and their namespaces end',
      async () => {
        const pods = await api.list<Named>('/api/v1/pods');
        const namespaces = await api.list<Named>('/api/v1/namespaces');
        return !(
          pods.some(({ metadata }) => isOurs(metadata.namespace)) ||
          namespaces.some(({ metadata }) => isOurs(metadata.name) && metadata.deletionTimestamp === undefined)
        );
      },
      600,
    );
    proxy.stop();
  };
}

async function removeFences(api: Api, isOne: (name: string) => boolean): Promise<void> {
  for (const path of FENCES) {
    const names = (await api.list<Named>(path)).map(({ metadata }) => metadata.name);
    for (const name of names.filter(isOne)) await api.delete(`${path}/${name}`);
  }
}
