import { beforeAll } from 'vitest';

import { type KubernetesObject, renderRunner } from '../../../../src/index.ts';
import { rendered, startController } from '../../support/controllers.ts';
import type { Runner } from '../../support/runner.ts';
import { test } from '../../support/test.ts';
import { Kustomization } from './kustomization.ts';

/** Writes a folder for a repository with what a runner's document becomes in it, and returns the folder. */
export type Commit = (
  runner: Pick<Runner, 'document' | 'namespace'>,
  atEnd: (remove: () => void) => void,
) => Promise<string> | string;

/** What a runner under Flux is, beside its document. */
export interface Options {
  /** More of the Kustomization. */
  readonly spec?: object;
  readonly commit?: Commit;
  /** Whether it waits until the managers are ready, as it does by default. Else it returns when Flux has a first answer. */
  readonly isReady?: boolean;
}

interface Fixtures {
  /** How a runner comes into the cluster by a Kustomization: by default, as manifests that were committed. */
  readonly through: (options?: Options) => (runner: Runner) => Promise<readonly KubernetesObject[]>;
}

beforeAll(() => startController('flux'));

const committedManifests: Commit = ({ document }, atEnd) => rendered(document, atEnd);

/** The Kustomizations of runners that came by one. */
const kustomizations = new WeakMap<Runner, Kustomization>();

/** The Kustomization by which a runner came. */
export function kustomizationOf(runner: Runner): Kustomization {
  return kustomizations.get(runner)!;
}

/** A test with Flux. Those of a file run side by side, as most of the time is waiting. */
export const it = test.extend<Fixtures>({
  through: async ({ api, onTestFinished }, use) => {
    await use(
      ({ spec = {}, isReady = true, commit = committedManifests }: Options = {}) =>
        async (runner) => {
          const folder = await commit(runner, onTestFinished);
          const known = kustomizations.get(runner);
          await known?.commit(folder);
          const kustomization =
            known ?? (await Kustomization.create(api, runner.namespace, spec, folder, onTestFinished));
          kustomizations.set(runner, kustomization);
          if (isReady) await kustomization.applied();
          return renderRunner(runner.document);
        },
    );
  },
}).concurrent;
