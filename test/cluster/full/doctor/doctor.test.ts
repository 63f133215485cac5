import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject } from 'vitest';

import { type CauseCode, causes } from '../../../../src/doctor/causes.ts';
import type { Finding } from '../../../../src/doctor/finding.ts';
import { cli } from '../../../support/cli.ts';
import type { Runner, RunnerOptions } from '../../support/runner.ts';
import { it } from '../../support/test.ts';
import { until } from '../../support/until.ts';
import type { Tools } from './case.ts';
import { cases } from './table.ts';

/** The image says that it is of another release than the runner in it. */
const options = ({ spec = {}, ...rest }: RunnerOptions = {}): RunnerOptions => ({
  ...rest,
  spec: {
    version: '19.4.0',
    ...spec,
    image: { tag: 'alpine-v19.3.0', ...(spec as { image?: object }).image },
  },
});

async function findings(runner: Runner): Promise<readonly Finding[]> {
  const { stdout, stderr } = await cli(['doctor', '-', '--format', 'json'], JSON.stringify(runner.document));
  expect(stderr).toBe('');
  const [{ findings, notChecked }] = JSON.parse(stdout);
  expect(notChecked).toEqual([]);
  return findings;
}

/** Asks until it finds exactly these. */
async function found(runner: Runner, codes: readonly CauseCode[]): Promise<readonly Finding[]> {
  let last: readonly Finding[] = [];
  try {
    return await until(
      `doctor finds ${codes.join(', ')}`,
      async () => {
        last = await findings(runner);
        if (JSON.stringify(last.map(({ code }) => code)) === JSON.stringify(codes)) return last;
        await sleep(2000);
        return undefined;
      },
      300,
    );
  } catch (error) {
    console.error(JSON.stringify(last, null, 2));
    throw error;
  }
}

describe.concurrent('doctor', () => {
  for (const { code, what, make, says } of cases) {
    it(`${code}: ${what}`, async ({ apply, gitlab, onTestFinished }) => {
      const tools: Tools = {
        apply: (own) => apply(options(own)),
        start: async (own) => (await apply(options(own))).asked(),
        gitlab,
        host: inject('host'),
        atEnd: (then) => onTestFinished(async () => void (await then())),
      };
      const runner = await make(tools);
      const [only] = await found(runner, [code]);
      expect([only!.happens, ...only!.seen].join('\n')).toMatch(says);
    });
  }

  it('finds nothing where a manager runs jobs', async ({ apply }) => {
    const runner = await (await apply(options())).asked();
    await runner.run({ script: ['cat hello.txt'] });
    const job = await runner.hold();
    await found(runner, []);
    const { exitCode, stdout, stderr } = await cli(['doctor', '-'], JSON.stringify(runner.document));
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(/: healthy: 1 manager, runner 19\.4\.0, 1 job running\n$/);
    await runner.release(job);
  });
});

it('every cause is made to happen', () => {
  expect([...new Set(cases.map(({ code }) => code))].sort()).toEqual(Object.keys(causes).sort());
});
