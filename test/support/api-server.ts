import { readFileSync } from 'node:fs';
import { Agent, type RequestOptions, request } from 'node:https';
import { parse } from 'yaml';

import type { KubernetesObject } from '../../src/index.ts';

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: Readonly<Record<string, string>> }[];
  readonly users: readonly { readonly user: Readonly<Record<string, string>> }[];
}

interface Answer {
  readonly status: number;
  readonly body: { readonly message?: string; readonly resources?: readonly Resource[] };
  readonly warnings: readonly string[];
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** What a real API server says of objects, of which it keeps none. */
export class ApiServer {
  readonly #server: string;
  readonly #options: RequestOptions;
  readonly #resources = new Map<string, Promise<readonly Resource[]>>();

  /** Takes the first cluster and user of a kubeconfig. */
  constructor(file: string) {
    const { clusters, users } = parse(readFileSync(file, 'utf8')) as Kubeconfig;
    const [{ cluster }, { user }] = [clusters[0]!, users[0]!];
    const part = (of: Readonly<Record<string, string>>, key: string): Buffer | undefined => {
      const data = of[`${key}-data`];
      if (data !== undefined) return Buffer.from(data, 'base64');
      return of[key] === undefined ? undefined : readFileSync(of[key]);
    };
    this.#server = cluster.server!;
    this.#options = {
      agent: new Agent({ keepAlive: true, maxSockets: 8 }),
      ca: part(cluster, 'certificate-authority'),
      cert: part(user, 'client-certificate'),
      key: part(user, 'client-key'),
      headers: {
        'content-type': 'application/json',
        ...(user.token !== undefined && { authorization: `Bearer ${user.token}` }),
      },
    };
  }

  /**
   * Why the server would refuse an object, strictly read; `undefined` where it takes it. The namespace, which has to be
   * there, stands for that of the object.
   */
  async refusal(object: KubernetesObject, namespace: string): Promise<string | undefined> {
    const group = object.apiVersion.includes('/')
      ? `/apis/${object.apiVersion}`
      : `/api/${object.apiVersion}`;
    if (!this.#resources.has(group)) this.#resources.set(group, this.#resourcesOf(group));
    const resources = await this.#resources.get(group)!;
    const resource = resources.find(({ kind, name }) => kind === object.kind && !name.includes('/'));
    if (resource === undefined) return `there is no kind ${object.kind} in ${object.apiVersion}`;
    const path = resource.namespaced ? `${group}/namespaces/${namespace}` : group;
    const { status, body, warnings } = await this.#send(
      'POST',
      `${path}/${resource.name}?dryRun=All&fieldValidation=Strict`,
      resource.namespaced ? { ...object, metadata: { ...object.metadata, namespace } } : object,
    );
    // What exists, or has a port of the nodes that is in use, has been found valid before.
    if (status < 300 || status === 409 || body.message?.endsWith('port is already allocated'))
      return undefined;
    return [body.message ?? String(status), ...warnings].join('\n');
  }

  /** Makes a namespace, unless it is there. */
  async makeNamespace(name: string): Promise<void> {
    await this.#send('POST', '/api/v1/namespaces', { metadata: { name } });
  }

  async deleteNamespace(name: string): Promise<void> {
    await this.#send('DELETE', `/api/v1/namespaces/${name}`);
  }

  async #resourcesOf(group: string): Promise<readonly Resource[]> {
    const { body } = await this.#send('GET', group);
    return body.resources ?? [];
  }

  #send(method: string, path: string, value?: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(`${this.#server}${path}`, { ...this.#options, method }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const read = Buffer.concat(chunks).toString();
          resolve({
            status: response.statusCode ?? 0,
            body: read.startsWith('{') ? (JSON.parse(read) as Answer['body']) : { message: read },
            warnings: [response.headers.warning ?? []].flat(),
          });
        });
      });
      sent.on('error', reject);
      sent.end(value && JSON.stringify(value));
    });
  }
}
