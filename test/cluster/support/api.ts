import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

import type { KubernetesObject } from '../../../src/index.ts';

/** What an API server said. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly warnings: readonly string[];
}

/** A list of objects. */
export interface List<T> {
  readonly items: readonly T[];
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** Names the tests where several own fields of one object. */
const FIELD_MANAGER = 'gitlab-runner-manifests-test';

/** How often an object is applied to a server that is too busy to do so in its time. */
const MOST_TRIES = 6;
const GATEWAY_TIMEOUT = 504;

/** An answer that is not the one asked for. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The API server of a cluster, by its REST paths. */
export class Api {
  readonly #url: string;
  readonly #user: string | undefined;
  readonly #resources = new Map<string, Promise<readonly Resource[]>>();

  /** Takes the address of a {@link KubectlProxy}, and as whom to ask where it is somebody else. */
  constructor(url: string, user?: string) {
    this.#url = url;
    this.#user = user;
  }

  /** The same server, asked as a service account. */
  asAccount(namespace: string, name: string): Api {
    return new Api(this.#url, `system:serviceaccount:${namespace}:${name}`);
  }

  /** Whatever it answers. A string is sent as it is, everything else as JSON. */
  async send<T = unknown>(method: string, path: string, value?: unknown, type?: string): Promise<Answer<T>> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        ...(value !== undefined && { 'content-type': type ?? 'application/json' }),
        ...(this.#user !== undefined && { 'impersonate-user': this.#user }),
      },
      ...(value !== undefined && { body: typeof value === 'string' ? value : JSON.stringify(value) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : text) as T,
      warnings: response.headers.get('warning')?.split(/,\s*(?=299 )/) ?? [],
    };
  }

  /** The body of an answer of success. Throws {@link ApiError} where it is another. */
  async ask<T = unknown>(method: string, path: string, value?: unknown, type?: string): Promise<T> {
    const { status, body } = await this.send<T>(method, path, value, type);
    if (status >= 300) throw new ApiError(status, `${method} ${path}: ${status} ${wordsOf(body)}`);
    return body;
  }

  get<T>(path: string): Promise<T> {
    return this.ask<T>('GET', path);
  }

  /** The object at a path; `undefined` where there is none. */
  async find<T>(path: string): Promise<T | undefined> {
    const { status, body } = await this.send<T>('GET', path);
    if (status === 404) return undefined;
    if (status >= 300) throw new ApiError(status, `GET ${path}: ${status} ${wordsOf(body)}`);
    return body;
  }

  async list<T>(path: string): Promise<readonly T[]> {
    return (await this.get<List<T>>(path)).items;
  }

  /** Merges a part into the object at a path. */
  patch<T>(path: string, part: object): Promise<T> {
    return this.ask<T>('PATCH', path, part, 'application/merge-patch+json');
  }

  /** Deletes what is at a path, and returns before it is gone. What is not there is fine. */
  async delete(path: string, options: object = {}): Promise<void> {
    const { status, body } = await this.send('DELETE', path, options);
    if (status >= 300 && status !== 404) {
      throw new ApiError(status, `DELETE ${path}: ${status} ${wordsOf(body)}`);
    }
  }

  /** Applies objects in their order, as `kubectl apply --server-side` does; one that a busy server gives up, again. */
  async apply(objects: readonly KubernetesObject[]): Promise<void> {
    for (const object of objects) await this.#apply(object, MOST_TRIES);
  }

  async #apply(object: KubernetesObject, tries: number): Promise<void> {
    const path = await this.pathOf(object);
    try {
      await this.ask(
        'PATCH',
        `${path}/${object.metadata.name}?fieldManager=${FIELD_MANAGER}&force=true&fieldValidation=Strict`,
        object,
        'application/apply-patch+yaml',
      );
    } catch (error) {
      const isBusy = error instanceof ApiError && error.status === GATEWAY_TIMEOUT;
      if (!isBusy || tries === 1) throw error;
      await this.#apply(object, tries - 1);
    }
  }

  /**
   * Why the server would refuse an object, strictly read; `undefined` where it takes it. It keeps none. The namespace,
   * which has to be there, stands for that of the object.
   */
  async refusal(object: KubernetesObject, namespace: string): Promise<string | undefined> {
    const isNamespaced = (await this.#resourceOf(object)).namespaced;
    const moved = isNamespaced ? { ...object, metadata: { ...object.metadata, namespace } } : object;
    const path = await this.pathOf(moved);
    const { status, body, warnings } = await this.send(
      'POST',
      `${path}?dryRun=All&fieldValidation=Strict`,
      moved,
    );
    // What exists, or has a port of the nodes that is in use, has been found valid before.
    if (status < 300 || status === 409 || wordsOf(body).endsWith('port is already allocated'))
      return undefined;
    return [wordsOf(body), ...warnings].join('\n');
  }

  /** The path of the objects of a kind, in the namespace of this one. */
  async pathOf(object: KubernetesObject): Promise<string> {
    const { name, namespaced } = await this.#resourceOf(object);
    const group = groupPath(object.apiVersion);
    return namespaced ? `${group}/namespaces/${object.metadata.namespace}/${name}` : `${group}/${name}`;
  }

  /** The log of a container of a pod so far. */
  async log(namespace: string, pod: string, container: string): Promise<string> {
    return this.ask<string>('GET', `/api/v1/namespaces/${namespace}/pods/${pod}/log?container=${container}`);
  }

  async #resourceOf({ apiVersion, kind }: KubernetesObject): Promise<Resource> {
    const group = groupPath(apiVersion);
    if (!this.#resources.has(group)) {
      this.#resources.set(
        group,
        this.get<{ resources: readonly Resource[] }>(group).then(({ resources }) => resources),
      );
    }
    const resources = await this.#resources.get(group)!;
    const resource = resources.find((one) => one.kind === kind && !one.name.includes('/'));
    if (resource === undefined) throw new ApiError(404, `there is no kind ${kind} in ${apiVersion}`);
    return resource;
  }
}

function groupPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function wordsOf(body: unknown): string {
  return typeof body === 'string' ? body : ((body as { message?: string })?.message ?? '');
}

/** `kubectl proxy`, which logs in as the kubeconfig says, so that everything else is plain HTTP. */
export class KubectlProxy {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(url: string, process: ChildProcess) {
    this.url = url;
    this.#process = process;
  }

  /** Takes the current context of a kubeconfig, by default of that which KUBECONFIG names. */
  static async start(kubeconfig?: string): Promise<KubectlProxy> {
    const args = kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`];
    // By itself it lets nobody through who would enter a pod.
    const child = spawn('kubectl', [...args, 'proxy', '--port=0', '--reject-paths=^$'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      const listen = (chunk: Buffer): void => {
        said += chunk;
        const address = /Starting to serve on (\S+)/.exec(said)?.[1];
        if (address !== undefined) resolve(`http://${address}`);
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.on('error', reject);
      child.on('exit', () => reject(new Error(`kubectl proxy has ended: ${said}`)));
    });
    // A run that fails before it stops the proxy ends all the same. The proxy would die of words that nobody reads.
    child.unref();
    for (const stream of [child.stdout, child.stderr]) (stream as Socket).unref();
    process.once('exit', () => child.kill());
    return new KubectlProxy(url, child);
  }

  stop(): void {
    this.#process.kill();
  }
}
