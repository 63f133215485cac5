import { mergePatch } from '../../../../src/core/data/merge-patch.ts';
import type { GitLabRunner } from '../../../../src/index.ts';
import type { CauseCode } from '../../../../src/operate/doctor/causes.ts';
import type { GitLab } from '../../support/gitlab/gitlab.ts';
import type { Runner, RunnerOptions } from '../../support/runner.ts';

/** What a case may use. */
export interface Tools {
  /** Applies a runner, and returns at once. */
  readonly apply: (options?: RunnerOptions) => Promise<Runner>;
  /** The same, and waits until its manager has asked for jobs. */
  readonly start: (options?: RunnerOptions) => Promise<Runner>;
  readonly gitlab: GitLab;
  /** The address at which pods reach this machine. */
  readonly host: string;
  /** Called when the test has ended. */
  readonly atEnd: (then: () => unknown) => void;
}

/** Something that is made to go wrong in the cluster. */
export interface Case {
  readonly code: CauseCode;
  /** What is done wrong. */
  readonly what: string;
  /** Does it, to a runner whose document is then handed to `doctor`. */
  readonly make: (tools: Tools) => Promise<Runner>;
  /** Words of what happens, or was seen. */
  readonly says: RegExp;
}

/** Changes the document that is handed to `doctor`, and nothing in the cluster. */
export function claim(runner: Runner, spec: object): Runner {
  runner.document = mergePatch(runner.document, { spec }) as GitLabRunner;
  return runner;
}
