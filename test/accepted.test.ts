/**
 * A runner and an API server take what is rendered of any valid document. Either is asked where there is one:
 *
 *     KUBECONFIG=… GITLAB_RUNNER=/usr/bin/gitlab-runner RUNS=5000 SEED=$RANDOM npx vitest run test/accepted.test.ts
 *
 * GITLAB_RUNNER is the program. Of the cluster it takes only dry runs, in a namespace that is made for it.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type GitLabRunner, renderRunner } from '../src/index.ts';
import { ApiServer } from './support/api-server.ts';
import { validDocument } from './support/document-arbitrary.ts';
import { lintProblem } from './support/runner-lint.ts';

const { KUBECONFIG, GITLAB_RUNNER, SEED = '20261125', RUNS = '200' } = process.env;

/** How many documents are asked about at once. */
const AT_ONCE = 20;

/** Half a second for each is plenty also where the machine is busy. */
const timeout = 60_000 + 500 * Number(RUNS);

/** Asks about each document, and returns what is objected to, with the number of the document. */
async function objections(
  ask: (document: GitLabRunner) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const found: string[] = [];
  const documents = fc.sample(validDocument, { seed: Number(SEED), numRuns: Number(RUNS) });
  for (let from = 0; from < documents.length; from += AT_ONCE) {
    const answers = await Promise.all(documents.slice(from, from + AT_ONCE).map(ask));
    found.push(
      ...answers.flatMap((answer, index) => answer.map((one) => `document ${from + index}: ${one}`)),
    );
  }
  return found;
}

describe.skipIf(GITLAB_RUNNER === undefined)('the runner (GITLAB_RUNNER names its program)', () => {
  it('finds nothing wrong with config.toml', { timeout }, async () => {
    expect(
      await objections(async (document) => [(await lintProblem(GITLAB_RUNNER!, document)) ?? []].flat()),
    ).toEqual([]);
  });
});

describe.skipIf(KUBECONFIG === undefined)('the API server (of KUBECONFIG)', () => {
  const namespace = 'gitlab-runner-dry-run';
  const server = KUBECONFIG === undefined ? undefined : new ApiServer(KUBECONFIG);
  beforeAll(() => server?.makeNamespace(namespace));
  afterAll(() => server?.deleteNamespace(namespace));

  it('takes every object', { timeout }, async () => {
    const refused = await objections(async (document) => {
      const answers = await Promise.all(
        renderRunner(document).map((object) => server!.refusal(object, namespace)),
      );
      return answers.filter((answer) => answer !== undefined);
    });
    expect(refused).toEqual([]);
  });
});
