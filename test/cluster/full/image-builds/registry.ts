import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { inject } from 'vitest';

import type { KubernetesObject } from '../../../../src/index.ts';
import { certificateFor } from '../../../support/certificate.ts';
import type { Api } from '../../support/api.ts';
import { images } from '../../support/images.ts';
import { until } from '../../support/until.ts';
import { podOf, runPod } from './pod.ts';

/** Whom the registry knows. */
export const LOGIN = { user: 'builder', password: 'registry-password' } as const;
/** The same, as `htpasswd -B` writes it. */
const HTPASSWD = 'builder:$2y$05$Q3ZkT1xYbN7eWmPaRcUvHuGSRqt4SsHtqZeulyaBuNbl8FEwc..g6\n';

const PORT = 5000;
/** Asks for no password: the API server, through which the tests come, keeps every login for itself. */
const OPEN_PORT = 5010;
const BASE = 'base';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const MANIFESTS = [
  MANIFEST,
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];

/** Method, path, body, headers. */
type Request = [string, string, (string | Uint8Array<ArrayBuffer>)?, Record<string, string>?];

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** As much of a manifest as is written and read here. */
export interface Manifest {
  readonly schemaVersion: number;
  readonly mediaType?: string;
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
  readonly manifests?: readonly Descriptor[];
}

/** A shell for RUN, and Perl to serve over TCP, with the libraries that they load. Everything is in images.debian. */
const PACK = `
programs='/bin/sh /usr/bin/cat /usr/bin/perl'
libraries=$(ldd $programs | grep -o '/[^ :]*\\.so[^ ]*' | sort -u)
tar -C / -czhf - $programs $libraries /usr/lib/*/perl-base 2>/dev/null | base64 -w 0
`;

/**
 * A registry with TLS of a private authority and a password. What images are built from comes from it too, so that a
 * cluster without a way to others will do, and so that builders have to trust it in both directions.
 */
export class Registry {
  /** Its host and port, as images are named. */
  readonly address: string;
  /** An image with a shell, cat and Perl. */
  readonly base: string;
  /** The same, for whom has no password. */
  readonly openBase: string;
  /** The authority that its clients have to trust. */
  readonly authority: string;
  /** Where it asks for no password, through the API server. */
  readonly #url: string;

  private constructor(namespace: string, host: string, authority: string) {
    this.#url = `${inject('apiUrl')}/api/v1/namespaces/${namespace}/pods/https:registry:${OPEN_PORT}/proxy`;
    this.address = `${host}:${PORT}`;
    this.base = `${this.address}/${BASE}:1`;
    this.openBase = `${host}:${OPEN_PORT}/${BASE}:1`;
    this.authority = authority;
  }

  /** Starts one in a namespace that is there. */
  static async start(api: Api, namespace: string): Promise<Registry> {
    const packed = runPod(api, namespace, BASE, {
      containers: [{ name: BASE, image: images.debian, command: ['sh', '-c', PACK] }],
    });
    // By an address it is found without a DNS server, and by daemons on the network of the node.
    const service = `/api/v1/namespaces/${namespace}/services`;
    const { spec } = await api.ask<{ spec: { clusterIP: string } }>('POST', service, {
      metadata: { name: 'registry' },
      spec: {
        selector: { app: 'registry' },
        ports: [PORT, OPEN_PORT].map((port) => ({ name: `port-${port}`, port })),
      },
    });
    const { key, certificate, authority } = certificateFor(spec.clusterIP);
    await api.apply(objects(namespace, { 'tls.key': key, 'tls.crt': certificate, htpasswd: HTPASSWD }));
    const registry = new Registry(namespace, spec.clusterIP, authority);
    await until('the registry answers', async () => (await registry.#send('GET', '/v2/')).ok);
    const [node] = await api.list<{ status: { nodeInfo: { architecture: string } } }>('/api/v1/nodes');
    const layer = Buffer.from((await packed).log, 'base64');
    await registry.#push(BASE, '1', node!.status.nodeInfo.architecture, layer);
    return registry;
  }

  /** The variables that GitLab gives to the jobs of a project with this registry. */
  variables(project: string): Readonly<Record<string, string>> {
    return {
      CI_REGISTRY: this.address,
      CI_REGISTRY_IMAGE: `${this.address}/${project}`,
      CI_REGISTRY_USER: LOGIN.user,
      CI_REGISTRY_PASSWORD: LOGIN.password,
    };
  }

  /** What image a name means, in the registry's words: a manifest, or an index of several. */
  async manifest(repository: string, tag: string): Promise<Manifest> {
    const path = `/v2/${repository}/manifests/${tag}`;
    const response = await this.#ask('GET', path, undefined, { accept: MANIFESTS.join(', ') });
    return (await response.json()) as Manifest;
  }

  /** Pushes an image of one layer. */
  async #push(
    repository: string,
    tag: string,
    architecture: string,
    layer: Buffer<ArrayBuffer>,
  ): Promise<void> {
    const config = JSON.stringify({
      os: 'linux',
      architecture,
      config: { Env: ['PATH=/usr/bin:/bin'], Cmd: ['/bin/sh'] },
      history: [{ created: '2000-01-01T00:00:00Z', created_by: 'test' }],
      rootfs: { type: 'layers', diff_ids: [digestOf(gunzipSync(layer))] },
    });
    const manifest: Manifest = {
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: await this.#upload(repository, 'application/vnd.oci.image.config.v1+json', Buffer.from(config)),
      layers: [await this.#upload(repository, 'application/vnd.oci.image.layer.v1.tar+gzip', layer)],
    };
    const path = `/v2/${repository}/manifests/${tag}`;
    await this.#ask('PUT', path, JSON.stringify(manifest), { 'content-type': MANIFEST });
  }

  async #upload(repository: string, mediaType: string, bytes: Buffer<ArrayBuffer>): Promise<Descriptor> {
    const digest = digestOf(bytes);
    const { headers } = await this.#ask('POST', `/v2/${repository}/blobs/uploads/`);
    // The API server puts its own path in front.
    const upload = /\/v2\/.*/.exec(headers.get('location')!)![0];
    await this.#ask('PUT', `${upload}&digest=${digest}`, bytes, {
      'content-type': 'application/octet-stream',
    });
    return { mediaType, digest, size: bytes.length };
  }

  async #ask(...request: Request): Promise<Response> {
    const response = await this.#send(...request);
    if (!response.ok) {
      throw new Error(`${request[0]} ${request[1]}: ${response.status} ${await response.text()}`);
    }
    return response;
  }

  #send(...[method, path, body, headers = {}]: Request): Promise<Response> {
    return fetch(`${this.#url}${path}`, { method, body: body ?? null, headers });
  }
}

function digestOf(bytes: Buffer<ArrayBuffer>): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The pod has two doors to one store. */
function objects(namespace: string, files: Readonly<Record<string, string>>): readonly KubernetesObject[] {
  const store = { name: 'store', mountPath: '/var/lib/registry' };
  const tls = { HTTP_TLS_CERTIFICATE: '/files/tls.crt', HTTP_TLS_KEY: '/files/tls.key' };
  const door = (name: string, env: Readonly<Record<string, string>>) => ({
    name,
    image: images.registry,
    env: Object.entries({ ...tls, ...env }).map(([key, value]) => ({ name: `REGISTRY_${key}`, value })),
    volumeMounts: [store, { name: 'files', mountPath: '/files', readOnly: true }],
  });
  return [
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'registry', namespace }, stringData: files },
    podOf(namespace, 'registry', {
      terminationGracePeriodSeconds: 1,
      containers: [
        door('registry', {
          HTTP_ADDR: `:${PORT}`,
          AUTH: 'htpasswd',
          AUTH_HTPASSWD_REALM: 'registry',
          AUTH_HTPASSWD_PATH: '/files/htpasswd',
        }),
        door('open', { HTTP_ADDR: `:${OPEN_PORT}`, HTTP_RELATIVEURLS: 'true' }),
      ],
      volumes: [
        { name: 'store', emptyDir: {} },
        { name: 'files', secret: { secretName: 'registry' } },
      ],
    }),
  ] as readonly KubernetesObject[];
}
