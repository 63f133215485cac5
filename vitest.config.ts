import { defineConfig } from 'vitest/config';

import { builtSource } from './test/support/built-source.ts';
import { LongestFirst } from './test/support/longest-first.ts';

/**
 * Tests that put another module in the place of one, which others would then get too, or that ask V8 for hidden classes,
 * of which it makes no more once other tests have made enough.
 */
const alone = ['test/{node-streams,hidden-classes}.test.ts'];

/** Tests that start programs or build. */
const system = [
  'test/{kustomize,native,release}/**/*.test.ts',
  'test/wrong/kustomize.test.ts',
  'test/examples/{cookbook,typescript}.test.ts',
  'test/{cli/doctor,cli/main,cli/register,cli/vendor,docs/gitops,docs/guides/guides,docs/readme,drift,examples/rendered-manifests,krm/bin,krm/launcher,package,size,upstream/refresh-config-keys}.test.ts',
  'test/import/chart/helm.test.ts',
];

/** Tests of what makes documents of other tools' files: by the hundred, each rendered many times. */
const imports = ['test/import/**/*.test.ts'];

/** Tests that leave nothing behind: the modules are read once, not once for each file. */
const leavesNothing = { isolate: false };

/**
 * All cores have a worker. V8 is to do its own work on the same ones: memory for what is made by the hundred, and not so
 * much optimizing of what runs a few times. Node 20 optimizes a function after 67,584 bytes of bytecode that it has run;
 * later ones wait longer by themselves, and know no such flag.
 */
const flagsOfV8 = [
  '--max-semi-space-size=128',
  '--single-threaded-gc',
  ...(process.version.startsWith('v20.') ? ['--interrupt-budget=1000000'] : []),
];

/** Tests that start no program, and import what is built of src/. */
const inProcess = {
  execArgv: flagsOfV8,
  setupFiles: 'test/support/same-seed.ts',
  globalSetup: ['scripts/build-sources.ts', 'test/support/built-source.ts'],
  ...leavesNothing,
  testTimeout: 400_000,
  hookTimeout: 400_000,
};

/** Pods take seconds to start and to end, and a job is mostly waiting: many run side by side. */
const onCluster = {
  setupFiles: 'test/support/same-seed.ts',
  globalSetup: ['scripts/build.ts', 'test/cluster/support/setup.ts'],
  maxConcurrency: 6,
  testTimeout: 600_000,
  hookTimeout: 600_000,
};

export default defineConfig({
  test: {
    // Where .ci/run counts from.
    reporters: [
      'default',
      ['json', { outputFile: process.env.TEST_RESULTS ?? 'node_modules/.cache/test-results.json' }],
    ],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [builtSource],
        test: {
          ...inProcess,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...system, ...imports, ...alone, 'test/{runner,cluster}/**'],
        },
      },
      {
        plugins: [builtSource],
        test: { ...inProcess, name: 'import', include: imports, exclude: system },
      },
      {
        test: {
          name: 'system',
          setupFiles: 'test/support/same-seed.ts',
          include: system,
          globalSetup: 'scripts/build.ts',
          ...leavesNothing,
          testTimeout: 400_000,
          hookTimeout: 400_000,
        },
      },
      { test: { name: 'alone', setupFiles: 'test/support/same-seed.ts', include: alone } },
      {
        test: {
          name: 'playground',
          include: ['playground/test/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'runner',
          setupFiles: 'test/support/same-seed.ts',
          include: ['test/runner/**/*.test.ts'],
          globalSetup: ['scripts/build-sources.ts', 'test/runner/setup.ts'],
          testTimeout: 600_000,
        },
      },
      {
        test: {
          ...onCluster,
          name: 'cluster',
          ...leavesNothing,
          // Kubernetes and the runner have time limits of their own, some of which a busy machine misses.
          retry: 1,
          include: ['test/cluster/**/*.test.ts'],
          exclude: ['test/cluster/full/**'],
        },
      },
      {
        test: {
          ...onCluster,
          name: 'cluster-full',
          include: ['test/cluster/full/**/*.test.ts'],
          globalSetup: [...onCluster.globalSetup, 'test/cluster/full/controllers.ts'],
        },
      },
    ],
  },
});
