import { expect } from 'vitest';

import { mergePatch } from '../../../src/core/data/merge-patch.ts';
import { type GitLabRunner, type KubernetesObject, renderRunner } from '../../../src/index.ts';
import { documentWith } from '../../support/rendered.ts';
import type { Answer, Api } from '../support/api.ts';
import { newNamespace } from '../support/namespace.ts';
import { until } from '../support/until.ts';
import { type Change, changed, pod } from './job-pod.ts';

/** What a document says beside the plain one, and what has to be there for its pods. */
export interface Settings {
  /** Merged into `spec`. */
  readonly spec?: object;
  /** Merged into the one runner entry. */
  readonly runner?: object;
  readonly objects?: (namespace: string) => readonly object[];
}

interface Refusal {
  readonly message?: string;
}

/** Name of every manager here. */
export const MANAGER = 'runner';
/** Accounts of which pods of jobs may ask for one. */
const ACCOUNTS = ['default', MANAGER, 'deploy', 'other'];

/** The document of settings. */
export function documentOf(namespace: string, { spec = {}, runner = {} }: Settings): GitLabRunner {
  const own = {
    metadata: { name: MANAGER, namespace },
    spec: mergePatch({ jobs: { admissionPolicy: {} }, runners: { default: runner } }, spec),
  };
  return mergePatch(documentWith(), own) as GitLabRunner;
}

/** Whether an object is a part of the fence. */
export function isOfFence({ kind }: KubernetesObject): boolean {
  return kind.startsWith('ValidatingAdmissionPolicy');
}

/** What a namespace admits where nothing but the fence keeps pods away. */
export function openNamespace(name: string): object {
  const labels = { 'pod-security.kubernetes.io/enforce': 'privileged' };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** The fence of a document, without its manager, whose account may do everything that the fence does not keep it from. */
export class Fence {
  readonly api: Api;
  readonly namespace: string;
  /** The API server, asked as the manager. */
  readonly manager: Api;
  readonly #objects: KubernetesObject[] = [];

  private constructor(api: Api, namespace: string) {
    this.api = api;
    this.namespace = namespace;
    this.manager = api.asAccount(namespace, MANAGER);
  }

  /** Applies it, and waits until it holds. */
  static async apply(api: Api, settings: Settings): Promise<Fence> {
    const namespace = newNamespace();
    const fence = new Fence(api, namespace);
    const policies = renderRunner(documentOf(namespace, settings)).filter(isOfFence);
    await fence.make(
      openNamespace(namespace),
      ...ACCOUNTS.map((name) => ({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name, namespace },
      })),
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: namespace },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [{ kind: 'ServiceAccount', name: MANAGER, namespace }],
      },
      ...(settings.objects?.(namespace) ?? []),
    );
    // The server takes objects of a kind in the order of their making: those about pods come last, and are asked for.
    const isOfPods = ({ metadata }: KubernetesObject): boolean => metadata.name.endsWith('.pods');
    for (const part of [policies.filter((one) => !isOfPods(one)), policies.filter(isOfPods)]) {
      const bindings = part.filter(({ kind }) => kind.endsWith('Binding'));
      await fence.make(...part.filter((one) => !bindings.includes(one)));
      await fence.make(...bindings);
      await fence.make(...bindings.map(warning));
    }
    await until('the fence holds', async () => {
      const { status, warnings } = await fence.create(pod({ nodeName: 'absent' }));
      return status === 403 && warnings.length > 0;
    });
    return fence;
  }

  /** Applies objects. */
  async make(...objects: readonly object[]): Promise<void> {
    this.#objects.push(...(objects as readonly KubernetesObject[]));
    await this.api.apply(objects as readonly KubernetesObject[]);
  }

  /** Deletes what was made. */
  async remove(): Promise<void> {
    for (const object of this.#objects.toReversed()) {
      if (object.metadata.namespace !== undefined) continue;
      await this.api.delete(`${await this.api.pathOf(object)}/${object.metadata.name}`);
    }
  }

  /** Asks for the pod of a job with changes, as the manager. Nothing is made. */
  create(...changes: readonly Change[]): Promise<Answer<Refusal>> {
    return this.createIn(this.namespace, ...changes);
  }

  /** The same in another namespace. */
  createIn(namespace: string, ...changes: readonly Change[]): Promise<Answer<Refusal>> {
    return this.ask('POST', `/api/v1/namespaces/${namespace}/pods`, changed(namespace, ...changes));
  }

  /** Asks for anything as the manager. Nothing comes of it. */
  ask(method: string, path: string, value?: object, type?: string): Promise<Answer<Refusal>> {
    return this.manager.send<Refusal>(
      method,
      `${path}${path.includes('?') ? '&' : '?'}dryRun=All`,
      value,
      type,
    );
  }

  /** Throws where an answer is not that of an API server which has nothing against it. */
  expectAllowed({ status, body, warnings }: Answer<Refusal>): void {
    expect({ status, message: body.message, said: this.#said(warnings) }).toEqual({
      status: expect.toSatisfy((code: number) => code < 300),
      message: undefined,
      said: [],
    });
  }

  /** Throws where an answer is not a refusal by a policy, with words, for nothing else. */
  expectRefused(
    { status, body, warnings }: Answer<Refusal>,
    { policy = `${this.namespace}.pods`, says }: { readonly policy?: string; readonly says: string },
    others: readonly string[] = [],
  ): void {
    const name = `${this.namespace}.${MANAGER}.${policy}`;
    const words = `GitLabRunner ${this.namespace}/${MANAGER} ${says}`;
    expect({ status, message: body.message }).toEqual({
      status: 403,
      message: expect.stringContaining(
        `ValidatingAdmissionPolicy '${name}' with binding '${name}' denied request: ${words}`,
      ),
    });
    // A binding that only warns names all that is wrong, and the other one the first of it.
    expect(this.#said(warnings)).toEqual(
      [says, ...others].map((text) =>
        expect.stringContaining(`GitLabRunner ${this.namespace}/${MANAGER} ${text}`),
      ),
    );
  }

  #said(warnings: readonly string[]): string[] {
    return warnings
      .filter((text) => text.includes('ValidatingAdmissionPolicy'))
      .map((text) => text.replaceAll(/\\(.)/g, '$1'));
  }
}

function warning({ metadata, spec, ...rest }: KubernetesObject & { readonly spec?: object }): object {
  return {
    ...rest,
    metadata: { name: `${metadata.name}.warn` },
    spec: { ...spec, validationActions: ['Warn'] },
  };
}
