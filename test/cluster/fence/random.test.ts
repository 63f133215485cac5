import { delimiter } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';

import { Api, KubectlProxy } from '../support/api.ts';
import { fencedDocuments, manyRunners, proveFences } from './random.ts';

const { DRY_RUN_KUBECONFIGS = '', FENCES = '60', SEED = '20261126' } = process.env;

const proxies = await Promise.all(
  DRY_RUN_KUBECONFIGS.split(delimiter)
    .filter((file) => file !== '')
    .map((file) => KubectlProxy.start(file)),
);
afterAll(() => {
  for (const proxy of proxies) proxy.stop();
});
const servers = await Promise.all(
  [inject('apiUrl'), ...proxies.map(({ url }) => url)].map(async (url, index) => {
    const api = new Api(url);
    const { gitVersion } = await api.get<{ gitVersion: string }>('/version');
    // Of the others there is nothing but the API server.
    return { api, version: gitVersion, isWhole: index === 0 };
  }),
);

describe.each(servers)('Kubernetes $version', ({ api, isWhole }) => {
  it(`takes the fences of ${FENCES} documents made at random, and of one with fifty runners, and gets through them for a large pod`, async () => {
    const documents = [manyRunners, ...fencedDocuments(Number(FENCES), Number(SEED))];
    expect(documents.some(({ spec }) => Object.keys(spec.runners!).length > 2)).toBe(true);
    await proveFences(api, documents, isWhole);
  });
});
