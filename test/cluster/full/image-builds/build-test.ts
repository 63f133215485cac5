import { inject } from 'vitest';

import { mergePatch } from '../../../../src/core/data/merge-patch.ts';
import { GitLab } from '../../support/gitlab/gitlab.ts';
import { newNamespace } from '../../support/namespace.ts';
import type { RunnerOptions } from '../../support/runner.ts';
import { test } from '../../support/test.ts';
import { type NodeDaemon, NodeFolder } from './node.ts';
import { type Mode, socketAt } from './published.ts';
import { Registry } from './registry.ts';

interface Builder extends RunnerOptions {
  /** The namespace of its jobs. */
  readonly jobs: string;
  readonly objects: (namespace: string) => readonly object[];
}

interface Fixtures {
  readonly registry: Registry;
  /** Its project has a Dockerfile that starts from an image in the registry. */
  readonly gitlab: GitLab;
  /** For the mode `socket`: nodes of containerd and CRI-O run none. */
  readonly nodeDaemon: NodeDaemon;
  /** An empty folder on the node. */
  readonly nodeFolder: NodeFolder;
  /** The options of a runner of a mode whose jobs have a namespace of their own and trust the registry. */
  readonly builder: (mode: Mode, spec?: object) => Builder;
}

/** What the step of the Dockerfile says as often as it is run. It stands in no command. */
export const BUILT = 'built by 42';

/** The ConfigMap of certificates in the namespace of jobs. */
export const CERTIFICATES = 'company-ca';

/** Answers each request over HTTP on port 8080. */
const SERVER = `
use Socket;
socket(my $server, PF_INET, SOCK_STREAM, 0) or die;
setsockopt($server, SOL_SOCKET, SO_REUSEADDR, 1);
bind($server, sockaddr_in(8080, INADDR_ANY)) or die;
listen($server, 5);
while (accept(my $client, $server)) {
  sysread($client, my $request, 4096);
  syswrite($client, "HTTP/1.0 200 OK\\r\\n\\r\\nhello from a container\\n");
  close($client);
}
`;

/** Files for containers that jobs start. */
export const MOUNTED = { 'hello.txt': 'hello from a folder\n', 'server.pl': SERVER };

/** What a mode needs of a document where the node has no Docker daemon of its own, and the images' daemons may be old. */
export function needsOf(mode: Mode, { socket }: NodeDaemon): object {
  if (mode === 'socket') return socketAt(socket);
  // Daemons before 29 export a cache only with this.
  const daemonConfig = { features: { 'containerd-snapshotter': true } };
  return mode === 'dind-rootless' ? { dockerBuilds: { dind: { daemonConfig } } } : {};
}

/** A test of image builds. */
export const it = test.extend<Fixtures>({
  registry: [
    async ({ api }, use) => {
      const namespace = newNamespace();
      await api.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }]);
      try {
        await use(await Registry.start(api, namespace));
      } finally {
        await api.delete(`/api/v1/namespaces/${namespace}`);
      }
    },
    { scope: 'file' },
  ],
  gitlab: [
    async ({ registry }, use) => {
      const Dockerfile = [
        `FROM ${registry.base}`,
        'COPY hello.txt /',
        'RUN echo "built by $((6 * 7))" > /built && cat /built',
      ];
      const files = { ...MOUNTED, Dockerfile: Dockerfile.join('\n') };
      const gitlab = await GitLab.start(inject('host'), { files });
      await use(gitlab);
      gitlab.stop();
    },
    { scope: 'file' },
  ],
  nodeDaemon: [
    async ({ api, registry }, use) => {
      const folder = await NodeFolder.make(api);
      try {
        await use(await folder.runDaemon(registry, MOUNTED));
      } finally {
        await folder.remove();
      }
    },
    { scope: 'file' },
  ],
  nodeFolder: async ({ api }, use) => {
    const folder = await NodeFolder.make(api);
    await use(folder);
    await folder.remove();
  },
  builder: async ({ registry }, use) => {
    await use((mode, spec = {}) => {
      const jobs = newNamespace();
      const own = {
        jobs: { namespace: jobs, admissionPolicy: {} },
        certificates: { inJobs: { configMap: CERTIFICATES } },
        dockerBuilds: { mode },
      };
      return {
        jobs,
        spec: mergePatch(own, spec) as object,
        objects: () => [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: CERTIFICATES, namespace: jobs },
            data: { 'ca.crt': registry.authority },
          },
        ],
      };
    });
  },
}).concurrent;
