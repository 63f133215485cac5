import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identityKey } from '../../src/core/objects/identity.ts';
import { doctorReport } from '../../src/doors/cli/report/doctor.ts';
import {
  asClusterState,
  type ClusterState,
  diagnose,
  type GitLabRunner,
  renderRunner,
} from '../../src/index.ts';
import { type CauseCode, causes } from '../../src/operate/doctor/causes.ts';
import { isOfFence } from '../../src/operate/doctor/checks/fence.ts';
import type { ObservedObject } from '../../src/operate/doctor/cluster-state.ts';
import { root } from '../support/project.ts';

const folder = join(root, 'test/doctor/dumps');
const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

interface Dump {
  readonly document: GitLabRunner;
  readonly state: ClusterState;
}
/** Reads a dump. The specs of admission policies that were as the document renders them are not in the file. */
function read(name: string): Dump {
  const { document, state } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Dump;
  const rendered = renderRunner(document);
  const objects = state.objects.map((object) =>
    isOfFence(object) && object.spec === undefined
      ? ({ ...rendered.find((one) => identityKey(one) === identityKey(object)), ...object } as ObservedObject)
      : object,
  );
  return { document, state: { ...state, objects } };
}
const codeOf = (name: string): string => name.split('-')[0]!;

/** Recorded by the tests on a cluster: test/cluster/full/doctor. */
describe.each(names)('the dump %s', (name) => {
  const { document, state } = read(name);
  const diagnosis = diagnose(document, state);

  it('has the form of one', () => {
    expect(asClusterState(state)).toBe(state);
  });

  it('gives what was found on the cluster, and nothing else', () => {
    expect(diagnosis.findings.map(({ code }) => code)).toEqual(name === 'healthy' ? [] : [codeOf(name)]);
  });

  it('is reported in words', async () => {
    const report = doctorReport([{ document: 'ci/runner', ...diagnosis }], { color: false, columns: 100 });
    await expect(report).toMatchFileSnapshot(join(root, `test/doctor/expected/${name}.txt`));
  });
});

it('there is a dump for each cause', () => {
  const seen = new Set(names.map(codeOf));
  expect(Object.keys(causes).filter((code) => !seen.has(code as CauseCode))).toEqual([]);
});
