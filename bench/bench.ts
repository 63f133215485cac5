/**
 * `npm run bench`: measures, prints the results and writes bench/RESULTS.md.
 * `npm run bench:check`: measures only what a limit is set for, and fails when one is not held.
 *
 * Options: `--long` also builds 1,000 documents at once, for which kustomize itself takes minutes; `--chart PATH` compares with `helm template` of the official chart; `--rounds N` (default 101, with
 * `--check` 61) says how often each process is started.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { parseAllDocuments } from 'yaml';

import type { KubernetesObject } from '../src/index.ts';
import { budgets, isHeld } from './budgets.ts';
import { growth, growthOfFleet, ours, peer, rates, type Subject } from './in-process.ts';
import { manyDocuments } from './many-documents.ts';
import { against, middle, most, type Program, type Timing, timeProcesses } from './processes.ts';
import { budgetTable, resultsPage } from './results.ts';
import { kustomize, makeWorkspace, type Workspace } from './workspace.ts';

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    chart: { type: 'string' },
    rounds: { type: 'string' },
    long: { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds ?? (options.check ? 61 : 101));
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const peers = ['cdk8s', 'kubernetes-models'] as const;
const withPeers = !options.check && existsSync(here('node_modules'));

const workspace = await makeWorkspace();
try {
  const names = {
    bareNode: 'node -e 0',
    native: 'native function',
    node: 'Node function',
    render: 'CLI render, installed',
    buildStatic: 'kustomize build, the objects as static YAML',
    buildNative: 'kustomize build, native function',
    helm: 'helm template, official chart',
  };
  const program = (name: string, command: readonly string[], input = '/dev/null'): Program => ({
    name,
    command,
    input,
  });
  const bareNode = program(names.bareNode, [process.execPath, '-e', '0']);
  const { builds } = workspace;
  const processes = timeProcesses(
    workspace.timedRun,
    [
      bareNode,
      program(names.native, [workspace.native], workspace.stdin),
      program(names.node, [process.execPath, workspace.node], workspace.stdin),
      program(names.render, [workspace.cli, 'render', workspace.documentFile]),
      program(names.buildStatic, kustomize(builds.static)),
      program('kustomize build, a function that does nothing', kustomize(builds.nothing)),
      program(names.buildNative, kustomize(builds.native)),
      program('kustomize build, Node function', kustomize(builds.node)),
      ...helm(names.helm),
      ...(withPeers
        ? peers.map((name) =>
            program(name, [process.execPath, here('peers/run.mjs'), name, workspace.objectsFile]),
          )
        : []),
    ],
    rounds,
  );
  const timing = (name: string): Timing => processes.find((one) => one.name === name)!;

  const speed = await rates(
    [
      ...ours(workspace.libraryModule, workspace.documentJson),
      ...(withPeers ? await comparable(workspace) : []),
    ],
    31,
    () => middle(timeProcesses(workspace.timedRun, [bareNode], 1)[0]!, 'wall'),
  );
  const counts = options.check ? [100, 1000] : [1, 10, 100, 1000, 10_000];
  const runners = await growth(workspace, counts);
  const managers = await growthOfFleet(workspace, options.check ? [50, 500] : [1, 50, 500]);
  const managersTime = (count: number): number => managers.find((one) => one.count === count)!.milliseconds;
  const runnersTime = (count: number): number => runners.find((one) => one.count === count)!.milliseconds;

  const held = budgets({
    nativeFunction: against(timing(names.native), timing(names.bareNode), 'wall'),
    nodeFunction: against(timing(names.node), timing(names.bareNode), 'processor'),
    render: against(timing(names.render), timing(names.bareNode), 'processor'),
    nativeMemory: most(timing(names.native), 'memory'),
    nativeSize: statSync(workspace.native).size / 1e6,
    buildAgainstStatic: against(timing(names.buildNative), timing(names.buildStatic), 'wall'),
    buildAgainstHelm:
      options.chart === undefined
        ? undefined
        : against(timing(names.buildNative), timing(names.helm), 'wall'),
    renders: speed[0]!.perBareNode,
    texts: speed[1]!.perBareNode,
    textsOfOthers: Object.fromEntries(speed.slice(2).map(({ name, perBareNode }) => [name, perBareNode])),
    hundredRunners: runnersTime(100),
    thousandRunners: runnersTime(1000),
    fiftyManagers: managersTime(50),
    fiveHundredManagers: managersTime(500),
  });

  if (options.check) {
    process.stdout.write(`${budgetTable(held)}\n`);
    if (!held.every(isHeld)) process.exitCode = 1;
  } else {
    const page = resultsPage({
      processes,
      rounds,
      sizes: {
        'native function': statSync(workspace.native).size,
        'Node function': statSync(`${workspace.node}.js`).size,
      },
      rates: speed,
      runners,
      managers,
      documents: {
        'native function': manyDocuments(
          workspace,
          workspace.native,
          options.long ? [1, 10, 100, 1000] : [1, 10, 100],
        ),
        'Node function': manyDocuments(workspace, workspace.node, [1, 10, 100]),
      },
      budgets: held,
      missing: [
        ...(options.chart === undefined ? ['`helm template`: no chart was given (`--chart PATH`).'] : []),
        ...(withPeers ? [] : ['cdk8s and kubernetes-models: run `npm ci --prefix bench`.']),
      ],
    });
    writeFileSync(here('RESULTS.md'), page);
    process.stdout.write(page);
  }
} finally {
  workspace.remove();
}

function helm(name: string): Program[] {
  if (options.chart === undefined) return [];
  if (spawnSync('helm', ['version']).status !== 0) throw new Error('--chart needs helm on the PATH');
  const values = ['--set', 'gitlabUrl=https://gitlab.com', '--set', 'rbac.create=true'];
  return [
    { name, command: ['helm', 'template', 'gitlab-runner', options.chart, ...values], input: '/dev/null' },
  ];
}

/** The peers, after a look that they write the same objects. */
async function comparable({ objects, objectsFile }: Workspace): Promise<Subject[]> {
  const subjects = peers.map((name) => peer(name, objectsFile));
  for (const { name, module } of subjects) {
    const { write } = (await import(module)) as { write: (objects: readonly KubernetesObject[]) => string };
    const written = parseAllDocuments(write(objects)).map((document) => document.toJS() as unknown);
    if (!isDeepStrictEqual(written, JSON.parse(JSON.stringify(objects)))) {
      throw new Error(`${name} writes other objects`);
    }
  }
  return subjects;
}
