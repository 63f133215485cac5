import { daemonImage } from '../../../../src/core/docker-builds/docker-daemon.ts';
import type { KubernetesObject } from '../../../../src/index.ts';
import type { Api } from '../../support/api.ts';
import { images } from '../../support/images.ts';
import { newNamespace } from '../../support/namespace.ts';
import type { Pod } from '../../support/runner.ts';
import { until } from '../../support/until.ts';
import { podOf, runPod } from './pod.ts';
import type { Registry } from './registry.ts';

/** Where folders of the tests are on a node. */
const PARENT = '/var/tmp';
/** Where the daemon sees its files. */
const FILES = '/files';

/** A container that is root on the node. */
const securityContext = { privileged: true };

/** A folder on the node of a cluster that has one. */
export class NodeFolder {
  readonly path: string;
  readonly namespace: string;
  readonly #api: Api;

  private constructor(api: Api, namespace: string) {
    this.#api = api;
    this.namespace = namespace;
    this.path = `${PARENT}/${namespace}`;
  }

  /** Makes an empty one, and a namespace for what uses it. */
  static async make(api: Api): Promise<NodeFolder> {
    const namespace = newNamespace();
    const labels = { 'pod-security.kubernetes.io/enforce': 'privileged' };
    await api.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } }]);
    const folder = new NodeFolder(api, namespace);
    await folder.#run('make', 'mkdir "$0"');
    return folder;
  }

  /** Runs a Docker daemon that stands for that of the node, with its socket in the folder. It sees these files. */
  async runDaemon(
    { address, authority }: Registry,
    files: Readonly<Record<string, string>>,
  ): Promise<NodeDaemon> {
    const { namespace, path } = this;
    await this.#api.apply([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'trusted', namespace },
        data: { 'ca.crt': authority },
      },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'files', namespace }, data: files },
      podOf(namespace, 'daemon', {
        containers: [
          {
            name: 'daemon',
            image: daemonImage('dind'),
            args: ['--host=unix:///node/docker.sock'],
            env: [{ name: 'DOCKER_TLS_CERTDIR', value: '' }],
            securityContext,
            volumeMounts: [
              { name: 'folder', mountPath: '/node' },
              { name: 'data', mountPath: '/var/lib/docker' },
              { name: 'trusted', mountPath: '/etc/docker/certs.d' },
              { name: 'files', mountPath: FILES },
            ],
          },
        ],
        volumes: [
          { name: 'folder', hostPath: { path } },
          { name: 'data', emptyDir: {} },
          {
            name: 'trusted',
            configMap: { name: 'trusted', items: [{ key: 'ca.crt', path: `${address}/ca.crt` }] },
          },
          { name: 'files', configMap: { name: 'files' } },
        ],
      }),
    ] as KubernetesObject[]);
    const pod = `/api/v1/namespaces/${namespace}/pods/daemon`;
    await until('the daemon of the node listens', async () =>
      (await this.#api.log(namespace, 'daemon', 'daemon')).includes('API listen on /node/docker.sock'),
    );
    const { status } = await this.#api.get<Pod>(pod);
    return { socket: `${path}/docker.sock`, address: status.podIP!, folder: FILES };
  }

  /** Removes it, with everything in it. */
  async remove(): Promise<void> {
    await this.#api.delete(`/api/v1/namespaces/${this.namespace}/pods/daemon`);
    await this.#run('remove', 'rm -rf "$0"');
    await this.#api.delete(`/api/v1/namespaces/${this.namespace}`);
  }

  /** Runs a command, to which the folder is `$0`. */
  async #run(name: string, command: string): Promise<void> {
    const { exitCode, log } = await runPod(this.#api, this.namespace, name, {
      containers: [
        {
          name,
          image: images.alpine,
          command: ['sh', '-c', `${command} 2>&1`, `/parent/${this.namespace}`],
          securityContext,
          volumeMounts: [{ name: 'parent', mountPath: '/parent' }],
        },
      ],
      volumes: [{ name: 'parent', hostPath: { path: PARENT } }],
    });
    if (exitCode !== 0) throw new Error(`${name} ${this.path}: ${log}`);
  }
}

/** A Docker daemon of the node. */
export interface NodeDaemon {
  /** Its socket, on the node. */
  readonly socket: string;
  /** Where it publishes ports. */
  readonly address: string;
  /** A folder of files that it sees, and jobs do not. */
  readonly folder: string;
}
