import { join } from 'node:path';
import { beforeAll, inject } from 'vitest';

import { type KubernetesObject, renderRunner } from '../../../../src/index.ts';
import { root } from '../../../support/project.ts';
import { Api } from '../../support/api.ts';
import { rendered, startController } from '../../support/controllers.ts';
import type { Runner } from '../../support/runner.ts';
import { test } from '../../support/test.ts';
import { Application } from './application.ts';

/** Writes a folder for a repository with what a runner's document becomes in it, and returns the folder. */
export type Commit = (
  runner: Pick<Runner, 'document' | 'namespace'>,
  atEnd: (remove: () => void) => void,
) => Promise<string> | string;

interface Fixtures {
  /** How a runner comes into the cluster by an Application: by default, as manifests that were committed. */
  readonly through: (
    commit?: Commit,
    source?: object,
  ) => (runner: Runner) => Promise<readonly KubernetesObject[]>;
}

/** The command line, as plugins find it, and a plugin that is kustomize. */
const plugins = join(import.meta.dirname, 'plugins');

beforeAll(() => {
  const files = [join(root, 'examples/argocd/plugin.yaml'), join(plugins, 'kustomize.yaml')];
  return startController(
    'argocd',
    files.flatMap((file) => ['--plugin', file]),
    join(plugins, 'bin'),
  );
});

/** The Applications of runners that came by one. */
const applications = new WeakMap<Runner, Application>();

/** The Application by which a runner came. */
export function applicationOf(runner: Runner): Application {
  return applications.get(runner)!;
}

const argocd = test.extend<Fixtures>({
  through: async ({ api, onTestFinished }, use) => {
    await use(
      (commit = ({ document }, atEnd) => rendered(document, atEnd), source = {}) =>
        async (runner) => {
          const folder = await commit(runner, onTestFinished);
          const known = applications.get(runner);
          await known?.commit(folder);
          const application =
            known ?? (await Application.create(api, runner.namespace, source, folder, onTestFinished));
          applications.set(runner, application);
          await application.synced();
          return renderRunner(runner.document);
        },
    );
  },
});

/** A test with Argo CD. Those of a file run side by side, as most of the time is waiting. */
export const it = argocd.concurrent;

/** A test with Argo CD that changes its settings. */
export const alone = argocd;

/** Sets the options by which Argo CD calls kustomize. Applications that are refreshed afterwards are built with them. */
export async function setBuildOptions(options: string): Promise<void> {
  const api = new Api(inject('apiUrl'));
  await api.patch('/api/v1/namespaces/argocd/configmaps/argocd-cm', {
    data: { 'kustomize.buildOptions': options },
  });
}
