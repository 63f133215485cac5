/**
 * The fence lets through what the settings make, of any document:
 *
 *     RUNS=2000 SEED=$RANDOM npx vitest run test/fence/properties.test.ts
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { compile } from '../../src/core/compile.ts';
import { modelsOf } from '../../src/core/fence/model.ts';
import { refusals } from '../support/admission.ts';
import { validDocument } from '../support/document-arbitrary.ts';
import { podOf } from './pods.ts';

const { SEED = '20261126', RUNS = '60' } = process.env;

it('lets the pods through that the settings make', () => {
  let count = 0;
  for (const made of fc.sample(validDocument, { seed: Number(SEED), numRuns: Number(RUNS) })) {
    const jobs = { ...made.spec.jobs, admissionPolicy: {} };
    const compiled = compile({ ...made, spec: { ...made.spec, jobs } });
    // What the fence contradicts is no document of its own.
    if (!compiled.ok) continue;
    const { metadata, manager, jobNamespaces } = compiled.resolved;
    const username = `system:serviceaccount:${metadata.namespace}:${manager.serviceAccount}`;
    for (const { name: namespace, runners } of jobNamespaces) {
      for (const model of runners.flatMap(({ section }) => modelsOf(section, compiled.resolved))) {
        const request = { username, resource: 'pods', namespace, object: podOf(model) };
        expect(refusals(compiled.objects, request)).toEqual([]);
        count += 1;
      }
    }
  }
  expect(count).toBeGreaterThan(Number(RUNS) / 2);
});
