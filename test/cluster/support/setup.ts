import type { TestProject } from 'vitest/node';

import { Api, KubectlProxy, type List } from './api.ts';
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

interface Named {
  readonly metadata: { readonly name: string };
}

/** Opens the cluster that KUBECONFIG names to the tests, and waits until they have left nothing in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!process.env.KUBECONFIG) {
    throw new Error('KUBECONFIG names no cluster. CONTRIBUTING.md tells how to get one.');
  }
  const proxy = await KubectlProxy.start();
  const api = new Api(proxy.url);
  const prefix = `gitlab-runner-test-${Math.random().toString(36).slice(2, 7)}-`;
  project.provide('apiUrl', proxy.url);
  project.provide('namespacePrefix', prefix);
  project.provide('host', await hostAddress(await api.list('/api/v1/nodes')));
  return async () => {
    await until(
      'the namespaces of the tests are gone',
      async () => {
        const { items } = await api.get<List<Named>>('/api/v1/namespaces');
        return !items.some(({ metadata: { name } }) => name.startsWith(prefix));
      },
      900,
    );
    proxy.stop();
  };
}
