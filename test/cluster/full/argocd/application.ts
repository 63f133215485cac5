import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { parse } from 'yaml';

import { mergePatch } from '../../../../src/core/data/merge-patch.ts';
import type { KubernetesObject } from '../../../../src/index.ts';
import { root } from '../../../support/project.ts';
import { type Api, ApiError } from '../../support/api.ts';
import { push } from '../../support/controllers.ts';
import { until } from '../../support/until.ts';

/** As much of what Argo CD says of an Application as tests look at. */
export interface Status {
  readonly sync?: { readonly status: string; readonly revision?: string };
  readonly health?: { readonly status: string };
  readonly conditions?: readonly { readonly type: string; readonly message: string }[];
  readonly operationState?: {
    readonly phase: string;
    readonly message?: string;
    readonly syncResult?: { readonly revision?: string };
  };
  readonly resources?: readonly Resource[];
}

/** An object of an Application. */
export interface Resource {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly status?: string;
  readonly health?: { readonly status: string; readonly message?: string };
}

/** As the docs show it. */
const EXAMPLE = parse(readFileSync(join(root, 'examples/argocd/application.yaml'), 'utf8')) as object;

const REFRESH = 'argocd.argoproj.io/refresh';
const APPLICATIONS = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';

/** An Application as the docs show it, with a Git repository of its own. */
export class Application {
  readonly name: string;
  /** The last commit. */
  revision = '';
  readonly #api: Api;
  readonly #path: string;

  private constructor(api: Api, name: string) {
    this.#api = api;
    this.name = name;
    this.#path = `${APPLICATIONS}/${name}`;
  }

  /** Makes one of what is in a folder, with more of its source. When the test ends it goes, and leaves what it has applied. */
  static async create(
    api: Api,
    name: string,
    given: object,
    folder: string,
    onTestFinished: TestContext['onTestFinished'],
  ): Promise<Application> {
    const application = new Application(api, name);
    await application.commit(folder);
    onTestFinished(() => application.#forget());
    const source = { repoURL: `http://127.0.0.1:8930/${name}.git`, ...given };
    await api.apply([
      mergePatch(EXAMPLE, {
        metadata: { name },
        spec: { source, destination: { namespace: name } },
      }) as KubernetesObject,
    ]);
    return application;
  }

  /** Commits what is in a folder. */
  async commit(folder: string): Promise<void> {
    this.revision = await push('argocd', this.name, folder);
  }

  async status(): Promise<Status> {
    return (await this.#api.get<{ status?: Status }>(this.#path)).status ?? {};
  }

  /** Lets Argo CD read the repository and the cluster anew, and returns what it then says. */
  async refresh(): Promise<Status> {
    await this.#api.patch(this.#path, { metadata: { annotations: { [REFRESH]: 'hard' } } });
    return until(`${this.name} is refreshed`, async () => {
      const { metadata, status } = await this.#api.get<{
        readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
        readonly status: Status;
      }>(this.#path);
      return metadata.annotations?.[REFRESH] === undefined && status;
    });
  }

  /** Refreshes until a condition holds of what Argo CD says, and returns that. Throws with what it said last. */
  async until(what: string, holds: (status: Status) => boolean, seconds = 120): Promise<Status> {
    let last: Status = {};
    try {
      return await until(
        what,
        async () => {
          last = await this.refresh();
          return holds(last) && last;
        },
        seconds,
      );
    } catch (cause) {
      throw new Error(`${what}, but ${JSON.stringify(last, null, 1)}`, { cause });
    }
  }

  /** Waits until the last commit is synced, with nothing that differs. */
  synced(seconds?: number): Promise<Status> {
    return this.until(
      `${this.name} is synced`,
      ({ sync, operationState }) =>
        sync?.status === 'Synced' && sync.revision === this.revision && operationState?.phase === 'Succeeded',
      seconds,
    );
  }

  /** Deletes it, which by its finalizer deletes its objects too, and returns at once. */
  delete(): Promise<void> {
    return this.#api.delete(this.#path);
  }

  async isGone(): Promise<boolean> {
    return (await this.#api.find(this.#path)) === undefined;
  }

  /** Ends what it does, then takes it away from its objects. */
  async #forget(): Promise<void> {
    if (await this.isGone()) return;
    try {
      await this.#api.patch(this.#path, { spec: { syncPolicy: null } });
      await until('no sync runs', async () => {
        const { operationState } = await this.status();
        if (operationState?.phase !== 'Running') return true;
        await this.#api.patch(this.#path, { status: { operationState: { phase: 'Terminating' } } });
        return false;
      });
      await this.#api.patch(this.#path, { metadata: { finalizers: null } });
      await this.delete();
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) throw error;
    }
  }
}

/** The objects that differ from the repository, or are there without it. */
export function differing({ resources = [] }: Status): readonly Resource[] {
  return resources.filter(({ status }) => status !== 'Synced');
}

/** The objects that are not healthy, with why. Not all kinds have a health. */
export function unhealthy({ resources = [] }: Status): readonly string[] {
  return resources.flatMap(({ kind, name, health }) =>
    health === undefined || health.status === 'Healthy'
      ? []
      : [`${kind}/${name} ${health.status}: ${health.message}`],
  );
}

/** What the conditions say. */
export function conditionsOf({ conditions = [] }: Status): string {
  return conditions.map(({ type, message }) => `${type}: ${message}`).join('\n');
}
