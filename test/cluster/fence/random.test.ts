import { describe, expect, it } from 'vitest';

import { apiServers } from '../support/servers.ts';
import { AT_ONCE, fencedDocuments, manyRunners, proveFences } from './random.ts';

const { FENCES = '24', SEED = '20261126' } = process.env;

const servers = await apiServers();

/** As many as have their policies in the cluster at once are enough for the other releases. */
const documents = [manyRunners, ...fencedDocuments(Number(FENCES), Number(SEED))];

describe.each(servers)('Kubernetes $version', ({ api, isWhole }) => {
  const fences = isWhole ? documents : documents.slice(0, AT_ONCE);

  it(`takes the fences of ${fences.length} documents, of one with fifty runners and of others made at random, and gets through them for a large pod`, async () => {
    expect(fences.slice(1).some(({ spec }) => Object.keys(spec.runners!).length > 2)).toBe(true);
    await proveFences(api, fences, isWhole);
  });
});
