import { test as base, inject } from 'vitest';

import { Api } from './api.ts';
import { fenceHolds } from './fence.ts';
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
  /** Runners that all tests of the file share. */
  readonly shared: SharedRunners;
  /** Tells of the shared runners where a test fails. */
  readonly reportShared: undefined;
  /** Applies a runner, in a namespace of its own that is deleted when the test ends, and returns at once. */
  readonly apply: (options?: RunnerOptions) => Promise<Runner>;
  /** The same, and waits until its manager has asked for jobs. */
  readonly start: (options?: RunnerOptions) => Promise<Runner>;
}

/** Runners that are deleted when all tests of a file have ended. */
class SharedRunners {
  readonly #api: Api;
  readonly #gitlab: GitLab;
  readonly #removals: (() => Promise<void>)[] = [];
  #reports: (() => Promise<void>)[] = [];

  constructor(api: Api, gitlab: GitLab) {
    this.#api = api;
    this.#gitlab = gitlab;
  }

  /** Applies a runner, and returns at once. */
  apply = (options: RunnerOptions = {}): Promise<Runner> =>
    Runner.apply(this.#api, this.#gitlab, newNamespace(), options, {
      onTestFinished: (remove) => this.#removals.push(remove),
      onTestFailed: (report) => this.#reports.push(report),
    });

  /** Tells once why tests failed. */
  async report(): Promise<void> {
    const reports = this.#reports;
    this.#reports = [];
    for (const report of reports) await report();
  }

  async remove(): Promise<void> {
    for (const remove of this.#removals) await remove();
  }
}

/** What a file extends that has fixtures of its own, and then runs side by side, as {@link it}. */
export const test = base.extend<Fixtures>({
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
  shared: [
    async ({ api, gitlab }, use) => {
      const shared = new SharedRunners(api, gitlab);
      await use(shared);
      await shared.remove();
    },
    { scope: 'file' },
  ],
  reportShared: [
    async ({ shared, onTestFailed }, use) => {
      onTestFailed(() => shared.report());
      await use(undefined);
    },
    { auto: true },
  ],
  apply: async ({ api, gitlab, onTestFinished, onTestFailed }, use) => {
    await use((options = {}) =>
      Runner.apply(api, gitlab, newNamespace(), options, { onTestFinished, onTestFailed }),
    );
  },
  start: async ({ apply, task }, use) => {
    await use(async (options) => {
      const runner = await (await apply(options)).asked();
      if (runner.document.spec.jobs?.admissionPolicy) await fenceHolds(runner);
      task.meta.runnerVersion = runner.gitlab.versions.get(runner.token)!;
      return runner;
    });
  },
});

/** A test on the cluster. Those of a file run side by side, as most of the time is waiting. */
export const it = test.concurrent;
