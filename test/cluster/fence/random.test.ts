import { describe, expect, it } from 'vitest';

import { apiServers } from '../support/servers.ts';
import { fencedDocuments, manyRunners, proveFences } from './random.ts';

const { FENCES = '7', SEED = '20261126' } = process.env;

const servers = await apiServers();

const documents = [manyRunners, ...fencedDocuments(Number(FENCES), Number(SEED))];

describe.each(servers)('Kubernetes $version', ({ api, isWhole }) => {
  const done = isWhole ? 'finds the types right in' : 'gets, for a large pod, through';
  it(`${done} the fences of ${documents.length} documents, of one with fifty runners and of others made at random`, async () => {
    expect(documents.slice(1).some(({ spec }) => Object.keys(spec.runners!).length > 2)).toBe(true);
    await proveFences(api, documents, { types: isWhole, pod: !isWhole });
  });
});
