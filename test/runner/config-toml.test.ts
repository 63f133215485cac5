/**
 * The runner's own check takes the config.toml of every document that is valid:
 *
 *     LINT_RUNS=5000 SEED=$RANDOM npm run test:runner
 *
 * GITLAB_RUNNER names the runner's program, where it is not on the PATH.
 */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { type GitLabRunner, renderConfigToml } from '../../src/index.ts';
import { askAll } from '../support/ask-all.ts';
import { validDocument } from '../support/document-arbitrary.ts';
import { everyKey } from '../support/every-key.ts';
import { shownDocuments } from '../support/shown-documents.ts';
import { lintProblem } from './lint.ts';

const { LINT_RUNS = '300', SEED = '20261125' } = process.env;

/** As many at once as keep a few processors busy. */
const AT_ONCE = 4;

const goldens = new URL('../golden/', import.meta.url);

describe('the runner takes the config.toml', () => {
  it.concurrent.each(readdirSync(goldens))('of the golden %s', async (name) => {
    const text = readFileSync(new URL(`${name}/document.yaml`, goldens), 'utf8');
    expect(await lintProblem(renderConfigToml(parse(text) as GitLabRunner))).toBeUndefined();
  });

  it.concurrent.each(shownDocuments())('of %s', async (_name, document) => {
    expect(await lintProblem(renderConfigToml(document))).toBeUndefined();
  });

  it.concurrent('of the document with every key', async () => {
    expect(await lintProblem(renderConfigToml(everyKey()))).toBeUndefined();
  });

  it(`of ${LINT_RUNS} documents made at random`, { timeout: 3_600_000 }, async () => {
    const documents = fc.sample(validDocument, { seed: Number(SEED), numRuns: Number(LINT_RUNS) });
    const problems = await askAll(documents, AT_ONCE, (document) => lintProblem(renderConfigToml(document)));
    expect(
      problems.flatMap((problem, index) => (problem === undefined ? [] : [`document ${index}: ${problem}`])),
    ).toEqual([]);
  });
});
