/**
 * API servers take what is rendered of any valid document, strictly read, as dry runs:
 *
 *     DRY_RUNS=2000 SEED=$RANDOM npx vitest run --project cluster test/cluster/objects
 *
 * They are that of the cluster and those that DRY_RUN_KUBECONFIGS names, a list like PATH: releases other than the
 * cluster's, of which nothing but the API server is needed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { type GitLabRunner, renderRunner } from '../../../src/index.ts';
import { askAll } from '../../support/ask-all.ts';
import { olderDocument } from '../../support/document-arbitrary.ts';
import { documentWith } from '../../support/rendered.ts';
import { newNamespace } from '../support/namespace.ts';
import { apiServers } from '../support/servers.ts';
import { newer, newerThan } from './newer.ts';

const { DRY_RUNS = '100', SEED = '20261125' } = process.env;

/** How many documents are asked about at once. */
const AT_ONCE = 20;

const servers = await apiServers();

const goldens = new URL('../../golden/', import.meta.url);

/** Documents made at random for a server: each gets others. */
function randomDocuments(minor: number): readonly GitLabRunner[] {
  const unknown = newerThan(minor);
  const never = unknown.filter(({ older }) => older === undefined).flatMap(({ places }) => places);
  const values = unknown.flatMap(({ older, places }) =>
    older === undefined ? [] : places.map((place) => [place, older] as const),
  );
  const made = olderDocument({ never, values: Object.fromEntries(values) });
  return fc.sample(made, { seed: Number(SEED) + minor, numRuns: Number(DRY_RUNS) });
}

describe.each(servers)('Kubernetes $version', ({ api, minor }) => {
  const namespace = newNamespace();
  beforeAll(() => api.ask('POST', '/api/v1/namespaces', { metadata: { name: namespace } }));
  afterAll(() => api.delete(`/api/v1/namespaces/${namespace}`));

  const refusals = async (document: GitLabRunner): Promise<readonly string[]> => {
    const answers = await Promise.all(renderRunner(document).map((object) => api.refusal(object, namespace)));
    return answers.filter((answer) => answer !== undefined);
  };

  it.concurrent.each(readdirSync(goldens))('takes every object of the golden %s', async (name) => {
    const text = readFileSync(new URL(`${name}/document.yaml`, goldens), 'utf8');
    expect(await refusals(parse(text) as GitLabRunner)).toEqual([]);
  });

  it(`takes every object of ${DRY_RUNS} documents made at random`, async () => {
    const answers = await askAll(randomDocuments(minor), AT_ONCE, refusals);
    const refused = answers.flatMap((answer, at) => answer.map((one) => `document ${at}: ${one}`));
    expect(refused).toEqual([]);
  });

  it.concurrent.each(newer)('takes $places.0 since $since, and not before', async (one) => {
    const said = (await refusals(documentWith(one.spec) as GitLabRunner)).join('\n');
    if (newerThan(minor).includes(one)) expect(said).toMatch(one.refusal);
    else expect(said).toBe('');
  });
});
