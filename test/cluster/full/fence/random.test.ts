import { expect, inject, it } from 'vitest';

import { fencedDocuments, manyRunners, proveFences } from '../../fence/random.ts';
import { Api } from '../../support/api.ts';

const { FENCES = '1000', SEED = '20261126' } = process.env;

it(`takes the fences of ${FENCES} documents made at random, and gets through them for a large pod`, async () => {
  const documents = [manyRunners, ...fencedDocuments(Number(FENCES), Number(SEED))];
  expect(documents.filter(({ spec }) => Object.keys(spec.runners!).length > 2).length).toBeGreaterThan(100);
  await proveFences(new Api(inject('apiUrl')), documents, { types: true, pod: true });
}, 3_600_000);
