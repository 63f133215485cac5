import { delimiter } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';

import { Api, KubectlProxy } from '../support/api.ts';
import { AT_ONCE, fencedDocuments, manyRunners, proveFences } from './random.ts';

const { DRY_RUN_KUBECONFIGS = '', FENCES = '24', SEED = '20261126' } = process.env;

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

/** As many as have their policies in the cluster at once are enough for the other releases. */
const documents = [manyRunners, ...fencedDocuments(Number(FENCES), Number(SEED))];

describe.each(servers)('Kubernetes $version', ({ api, isWhole }) => {
  const fences = isWhole ? documents : documents.slice(0, AT_ONCE);

  it(`takes the fences of ${fences.length} documents, of one with fifty runners and of others made at random, and gets through them for a large pod`, async () => {
    expect(fences.slice(1).some(({ spec }) => Object.keys(spec.runners!).length > 2)).toBe(true);
    await proveFences(api, fences, isWhole);
  });
});
