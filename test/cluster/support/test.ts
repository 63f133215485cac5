import { test as base, inject, type TestContext } from 'vitest';

import { Api } from './api.ts';
import { GitLab } from './gitlab/gitlab.ts';
import { newNamespace } from './namespace.ts';
import { Runner, type RunnerOptions } from './runner.ts';

declare module 'vitest' {
  export interface TaskMeta {
    /** What the manager said it is. */
    runnerVersion?: string;
  }
}

interface Fixtures {
  readonly api: Api;
  /** The GitLab of the test file. */
  readonly gitlab: GitLab;
  /** Applies a runner, in a namespace of its own that is deleted when the test ends, and returns at once. */
  readonly apply: (options?: RunnerOptions) => Promise<Runner>;
  /** The same, and waits until its manager has asked for jobs. */
  readonly start: (options?: RunnerOptions) => Promise<Runner>;
}

const test = base.extend<Fixtures>({
  api: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads which fixtures it depends on.
    async ({}, use) => {
      await use(new Api(inject('apiUrl')));
    },
    { scope: 'file' },
  ],
  gitlab: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads which fixtures it depends on.
    async ({}, use) => {
      const gitlab = await GitLab.start(inject('host'));
      await use(gitlab);
      gitlab.stop();
    },
    { scope: 'file' },
  ],
  apply: async ({ api, gitlab, onTestFinished, onTestFailed }, use) => {
    await use((options = {}) =>
      Runner.apply(api, gitlab, newNamespace(), options, { onTestFinished, onTestFailed } as TestContext),
    );
  },
  start: async ({ apply, task }, use) => {
    await use(async (options) => {
      const runner = await (await apply(options)).asked();
      task.meta.runnerVersion = runner.gitlab.versions.get(runner.token)!;
      return runner;
    });
  },
});

/** A test on the cluster. Those of a file run side by side, as most of the time is waiting. */
export const it = test.concurrent;

/** A test that would disturb others beside it: it runs alone. */
export const itAlone = test;
