import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { parse } from 'yaml';

import { mergePatch } from '../../../../src/core/data/merge-patch.ts';
import type { KubernetesObject } from '../../../../src/index.ts';
import { root } from '../../../support/project.ts';
import type { Api } from '../../support/api.ts';
import { push } from '../../support/controllers.ts';
import { until } from '../../support/until.ts';

/** As much of what Flux says of a Kustomization as tests look at. */
export interface Status {
  readonly observedGeneration?: number;
  readonly lastAppliedRevision?: string;
  readonly lastAttemptedRevision?: string;
  readonly lastHandledReconcileAt?: string;
  readonly conditions?: readonly Condition[];
}

/** A condition of it. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly observedGeneration?: number;
}

interface Found {
  readonly metadata: { readonly generation: number };
  readonly status?: Status;
}

const REQUESTED = 'reconcile.fluxcd.io/requestedAt';

function exampleOf(file: string): object {
  return parse(readFileSync(join(root, 'examples/flux', file), 'utf8')) as object;
}

/** A Kustomization as the docs show it, with a Git repository of its own. */
export class Kustomization {
  readonly name: string;
  /** The last commit. */
  revision = '';
  readonly #api: Api;
  readonly #path: string;
  readonly #source: string;

  private constructor(api: Api, name: string) {
    this.#api = api;
    this.name = name;
    this.#path = `/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/flux-system/kustomizations/${name}`;
    this.#source = `/apis/source.toolkit.fluxcd.io/v1/namespaces/flux-system/gitrepositories/${name}`;
  }

  /** Makes one of what is in a folder, with more of its spec. When the test ends it goes, and leaves what it has applied. */
  static async create(
    api: Api,
    name: string,
    spec: object,
    folder: string,
    onTestFinished: TestContext['onTestFinished'],
  ): Promise<Kustomization> {
    const kustomization = new Kustomization(api, name);
    kustomization.revision = await push('flux', name, folder);
    onTestFinished(() => kustomization.#forget());
    const metadata = { name };
    await api.apply([
      mergePatch(exampleOf('git-repository.yaml'), {
        metadata,
        spec: { url: `http://127.0.0.1:19095/${name}.git` },
      }) as KubernetesObject,
      mergePatch(exampleOf('kustomization.yaml'), {
        metadata,
        spec: { sourceRef: { name }, retryInterval: '5s', ...spec },
      }) as KubernetesObject,
    ]);
    return kustomization;
  }

  /** Commits what is in a folder, and lets Flux fetch it at once. */
  async commit(folder: string): Promise<void> {
    this.revision = await push('flux', this.name, folder);
    await this.#api.patch(this.#source, requested());
  }

  /** Changes its spec. */
  async change(spec: object): Promise<void> {
    await this.#api.patch(this.#path, { spec });
  }

  async status(): Promise<Status> {
    return (await this.#api.get<Found>(this.#path)).status ?? {};
  }

  /** The condition Ready, once it is of the last commit and of the spec as it is. */
  async ready(): Promise<Condition | undefined> {
    const { metadata, status = {} } = await this.#api.get<Found>(this.#path);
    const { lastAttemptedRevision, conditions = [] } = status;
    if (!lastAttemptedRevision?.endsWith(this.revision)) return undefined;
    return conditions.find(
      ({ type, observedGeneration }) => type === 'Ready' && observedGeneration === metadata.generation,
    );
  }

  /** Waits until the last commit is Ready, which it is not before the managers are. */
  applied(seconds?: number): Promise<Condition> {
    return this.until('it is Ready', ({ status }) => status === 'True', seconds);
  }

  /** Waits until the last commit is refused, and returns why. */
  async refused(): Promise<string> {
    const { reason, message } = await this.until('it is refused', ({ status }) => status === 'False');
    return `${reason}: ${message}`;
  }

  /** Waits until its condition Ready is as it should be. Throws with what it said last. */
  async until(what: string, holds: (ready: Condition) => boolean, seconds?: number): Promise<Condition> {
    let last: Condition | undefined;
    try {
      return await until(
        what,
        async () => {
          last = await this.ready();
          return last !== undefined && holds(last) && last;
        },
        seconds,
      );
    } catch (cause) {
      throw new Error(`${what}, but ${JSON.stringify(last ?? (await this.status()))}`, { cause });
    }
  }

  /** Lets Flux look at the cluster anew, and waits until it has. */
  async reconcile(): Promise<void> {
    const request = requested();
    await this.#api.patch(this.#path, request);
    await until('it has looked at the cluster', async () => {
      const { lastHandledReconcileAt } = await this.status();
      return lastHandledReconcileAt === request.metadata.annotations[REQUESTED];
    });
  }

  /** Deletes it, which deletes what it has applied, and returns at once. */
  delete(): Promise<void> {
    return this.#api.delete(this.#path);
  }

  async isGone(): Promise<boolean> {
    return (await this.#api.find(this.#path)) === undefined;
  }

  /** Takes it away from what it has applied. */
  async #forget(): Promise<void> {
    if (!(await this.isGone())) {
      await this.#api.patch(this.#path, { spec: { prune: false, deletionPolicy: 'Orphan' } });
      await this.delete();
      await until('the Kustomization is gone', () => this.isGone());
    }
    await this.#api.delete(this.#source);
  }
}

function requested() {
  return { metadata: { annotations: { [REQUESTED]: `${Date.now()}` } } };
}
