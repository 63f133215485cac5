import { afterAll, beforeAll, expect, inject, type TestContext } from 'vitest';

import { Api } from '../../support/api.ts';
import type { Runner, RunnerOptions } from '../../support/runner.ts';
import { it, test } from '../../support/test.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { Twins } from './twins.ts';
import { REFUSAL, without } from './verb.ts';

const api = new Api(inject('apiUrl'));
let twins: Twins;
beforeAll(async () => {
  twins = await Twins.start(api, inject('host'));
});
afterAll(() => twins.stop());

interface Stage {
  readonly start: (options: RunnerOptions) => Promise<Runner>;
  readonly onTestFinished: TestContext['onTestFinished'];
  readonly edit?: RunnerOptions['edit'];
}

/** Everything that anybody sees of a scenario. */
async function play(
  { options, clear, play, tidy }: Scenario,
  { start, onTestFinished, edit = (object) => object }: Stage,
): Promise<string> {
  await clear?.(api);
  const runner = await start({ ...options?.(twins), edit });
  if (tidy !== undefined) onTestFinished(() => tidy(runner));
  const seen = await play(runner);
  return [await runner.log(), ...runner.jobs.map(({ trace }) => trace), ...seen].join('\n');
}

for (const scenario of scenarios) {
  const { name, works, needs, isAlone = false } = scenario;
  const testHere = isAlone ? test : it;

  testHere(
    `${name}: works with the permissions of the document, and nothing is refused`,
    async ({ start, onTestFinished }) => {
      const seen = await play(scenario, { start, onTestFinished });
      for (const text of works) expect(seen).toContain(text);
      expect(seen).not.toMatch(REFUSAL);
      for (const text of needs.flatMap((one) => one.seen)) expect(seen).not.toContain(text);
      for (const text of needs.flatMap((one) => one.unseen)) expect(seen).toContain(text);
    },
  );

  for (const { seen, unseen, ...verb } of needs) {
    const resource = [verb.apiGroup, verb.resource].filter(Boolean).join('/');
    testHere(`${name}: needs ${verb.verb} on ${resource}`, async ({ start, onTestFinished, task }) => {
      const found = await play(scenario, { start, onTestFinished, edit: without(verb) });
      for (const text of seen) expect(found).toContain(text);
      for (const text of unseen) expect(found).not.toContain(text);
      task.meta.verb = { ...verb, seen, unseen };
    });
  }
}
