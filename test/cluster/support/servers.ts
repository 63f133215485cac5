import { delimiter } from 'node:path';
import { afterAll, inject } from 'vitest';

import { Api, KubectlProxy } from './api.ts';

/** An API server that tests ask. */
export interface Server {
  readonly api: Api;
  readonly version: string;
  /** Of the release 1.MINOR. */
  readonly minor: number;
  /** Whether there is a cluster around it. */
  readonly isWhole: boolean;
}

/**
 * Returns that of the cluster, and those that DRY_RUN_KUBECONFIGS names, a list like PATH: of these there is nothing but
 * the API server. What leads to them ends with the tests of the file.
 */
export async function apiServers(): Promise<readonly Server[]> {
  const { DRY_RUN_KUBECONFIGS = '' } = process.env;
  const files = DRY_RUN_KUBECONFIGS.split(delimiter).filter((file) => file !== '');
  const proxies = await Promise.all(files.map((file) => KubectlProxy.start(file)));
  afterAll(() => {
    for (const proxy of proxies) proxy.stop();
  });
  return Promise.all(
    [inject('apiUrl'), ...proxies.map(({ url }) => url)].map(async (url, index) => {
      const api = new Api(url);
      const { gitVersion } = await api.get<{ gitVersion: string }>('/version');
      return { api, version: gitVersion, minor: Number(gitVersion.split('.')[1]), isWhole: index === 0 };
    }),
  );
}
