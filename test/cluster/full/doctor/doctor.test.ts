import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject } from 'vitest';

import { textAt } from '../../../../src/core/data/at.ts';
import { mergePatch } from '../../../../src/core/data/merge-patch.ts';
import { identityKey } from '../../../../src/core/objects/identity.ts';
import {
  type ClusterState,
  diagnose,
  diffObjects,
  type GitLabRunner,
  renderRunner,
} from '../../../../src/index.ts';
import { type CauseCode, causes } from '../../../../src/operate/doctor/causes.ts';
import { isOfFence } from '../../../../src/operate/doctor/checks/fence.ts';
import type { Finding } from '../../../../src/operate/doctor/finding.ts';
import { cli } from '../../../support/cli.ts';
import { shell } from '../../support/kubectl.ts';
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

function textOf({ happens, seen }: Finding): string {
  return [happens, ...seen].join('\n');
}

/** What is found in a dump, with words that it says, in the end. The dump is written to the folder that DUMPS names. */
async function found(
  runner: Runner,
  codes: readonly CauseCode[],
  name: string,
  says = /(?:)/,
): Promise<readonly Finding[]> {
  const { document } = runner;
  const { DUMPS } = process.env;
  let last: readonly Finding[] = [];
  try {
    return await until(
      `doctor finds ${codes.join(', ') || 'nothing'}`,
      async () => {
        const { stdout, stderr } = await cli(['doctor', '-', '--format', 'dump'], JSON.stringify(document));
        expect(stderr).toBe('');
        const state = JSON.parse(stdout);
        const { findings, notChecked } = diagnose(document, state);
        expect(notChecked).toEqual([]);
        last = findings;
        const isFound = JSON.stringify(last.map(({ code }) => code)) === JSON.stringify(codes);
        // What is seen of it may come later: an event, a line of the log.
        if (!isFound || !last.every((one) => says.test(textOf(one)))) {
          await sleep(2000);
          return undefined;
        }
        if (DUMPS !== undefined)
          writeDump(join(DUMPS, `${name}.json`), { document, state }, runner.namespaces);
        return last;
      },
      300,
    );
  } catch (error) {
    console.error(JSON.stringify(last, null, 2));
    throw error;
  }
}

/**
 * Writes a dump for the unit tests, with namespaces that are called the same in each run. Without what others have on the
 * cluster, and without the specs of admission policies that are as the document renders them: they are long, and change.
 */
function writeDump(
  file: string,
  { document, state }: { readonly document: GitLabRunner; readonly state: ClusterState },
  namespaces: readonly string[],
): void {
  const names = ['ci', 'ci-jobs'];
  const rendered = renderRunner(document);
  const isOfOthers = (object: object): boolean => {
    const namespace = textAt(object, 'metadata', 'namespace');
    return namespace !== '' && !namespaces.includes(namespace);
  };
  const objects = state.objects
    .filter((object) => !isOfOthers(object))
    .map((object) => {
      const own = rendered.find((one) => isOfFence(one) && identityKey(one) === identityKey(object));
      if (own === undefined || diffObjects([object], [own]).changes.length > 0) return object;
      const { spec: _spec, metadata, ...rest } = object;
      const { managedFields: _fields, ...ownMetadata } = metadata as Record<string, unknown>;
      return { ...rest, metadata: ownMetadata };
    });
  const dump = { document, state: { ...state, objects } };
  const text = namespaces.reduce(
    (all, one, index) => all.replaceAll(one, names[index]!),
    JSON.stringify(dump),
  );
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${text}\n`);
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
      await found(runner, [code], `${code} ${what}`.replace(/\W+/g, '-'), says);
      const { exitCode, stdout, stderr } = await cli(['doctor', '-'], JSON.stringify(runner.document));
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toContain(`: ${code} `);
    });
  }

  it('finds nothing where a manager runs jobs', async ({ apply }) => {
    const runner = await (await apply(options())).asked();
    await runner.run({ script: ['cat hello.txt'] });
    const job = await runner.hold();
    await found(runner, [], 'healthy');
    const { exitCode, stdout, stderr } = await cli(['doctor', '-'], JSON.stringify(runner.document));
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(/: healthy: 1 manager, runner 19\.4\.0, 1 job running\n$/);
    await runner.release(job);
  });

  it('writes tokens of two runners into one Secret, by the commands of the fix', async ({
    apply,
    gitlab,
  }) => {
    const of = (key: string): object => ({ token: { secretKeyRef: { name: 'runner-token', key } } });
    const runner = await apply(options({ runner: of('one') }));
    const [one, two] = [gitlab.newRunner(), gitlab.newRunner()];
    const { runners } = runner.document.spec;
    await runner.change({ spec: { runners: { other: mergePatch(runners.default!, of('two')) } } });
    const report = async (): Promise<readonly Finding[]> => {
      const { stdout } = await cli(['doctor', '-', '--format', 'json'], JSON.stringify(runner.document));
      return (JSON.parse(stdout) as { findings: Finding[] }[])[0]!.findings;
    };
    const finding = await until('doctor finds the keys absent, alone', async () => {
      const [only, ...others] = await report();
      return only?.code === 'SECRET_KEY_ABSENT' && others.length === 0 && only;
    });
    const [readOne, writeOne, readTwo, writeTwo, ...others] = finding.commands ?? [];
    expect(others).toEqual([]);
    expect(readOne).toMatch(/^read -rs RUNNER_TOKEN .*runner default$/);
    await shell(writeOne!, { env: { RUNNER_TOKEN: one } });
    expect(readTwo).toMatch(/^read -rs RUNNER_TOKEN .*runner other$/);
    await shell(writeTwo!, { env: { RUNNER_TOKEN: two } });
    for (const token of [one, two])
      await until('a manager asks for jobs of both', () => gitlab.requestsForJobs(token).length > 0);
    await until('doctor finds nothing', async () => (await report()).length === 0);
  });

  it('tells several runners apart in one call', async ({ apply }) => {
    const [healthy, stopped] = await Promise.all([apply(options()), apply(options({ hasSecret: false }))]);
    await healthy.asked();
    const documents = [healthy, stopped].map(({ document }) => JSON.stringify(document)).join('\n---\n');
    const codes = await until('doctor finds the one problem', async () => {
      const { exitCode, stdout } = await cli(['doctor', '-', '--format', 'json'], documents);
      const diagnoses = JSON.parse(stdout) as { findings: { code: string }[] }[];
      const each = diagnoses.map(({ findings }) => findings.map(({ code }) => code));
      return exitCode === 1 && each.flat().length === 1 ? each : undefined;
    });
    expect(codes).toEqual([[], ['SECRET_ABSENT']]);
  });
});

it('every cause is made to happen', () => {
  expect([...new Set(cases.map(({ code }) => code))].sort()).toEqual(Object.keys(causes).sort());
});
