import { expect } from 'vitest';

import { type Certificate, certificateFor } from '../../../support/certificate.ts';
import { GitLab } from '../../support/gitlab/gitlab.ts';
import { HttpProxy } from '../../support/http-proxy.ts';
import type { Row, Stage, Step } from '../row.ts';

/** A GitLab that no other runner asks, with HTTPS where it has a certificate. */
async function startGitLab({ host, onTestFinished }: Stage, certificate?: Certificate): Promise<GitLab> {
  const gitlab = await GitLab.start(host, certificate && { certificate });
  onTestFinished(() => gitlab.stop());
  return gitlab;
}

async function startProxy({ host, onTestFinished }: Stage): Promise<HttpProxy> {
  const proxy = await HttpProxy.start(host);
  onTestFinished(() => proxy.stop());
  return proxy;
}

/** An object that holds the certificate of an authority. */
function holding({ authority }: Certificate, kind: 'ConfigMap' | 'Secret') {
  return (namespace: string): readonly object[] => [
    {
      apiVersion: 'v1',
      kind,
      metadata: { name: 'authority', namespace },
      [kind === 'Secret' ? 'stringData' : 'data']: { 'ca.crt': authority },
    },
  ];
}

/** A GitLab of a private authority, whose certificate is in an object beside the runner. */
async function startPrivateGitLab(stage: Stage, kind: 'ConfigMap' | 'Secret') {
  const certificate = certificateFor(stage.host);
  return {
    authority: certificate.authority,
    runner: { gitlab: await startGitLab(stage, certificate), objects: holding(certificate, kind) },
  };
}

/** A job that needs GitLab for everything: its files, and those that it leaves. */
const BUSY: Step = {
  job: { script: ['cat hello.txt', 'echo "made before" > made.txt'], artifacts: ['made.txt'] },
  trace: ['hello from the repository'],
  next: (dependency) => ({
    job: { script: ['cat made.txt'], dependencies: [dependency] },
    trace: ['made before'],
  }),
};

/** Ways to GitLab. */
export const connectionRows: readonly Row[] = [
  {
    name: 'manager and jobs trust a GitLab whose private authority is in a Secret',
    prepare: async (stage) => {
      const { runner } = await startPrivateGitLab(stage, 'Secret');
      return {
        runner: {
          ...runner,
          spec: { certificates: { ca: { secretKeyRef: { name: 'authority', key: 'ca.crt' } } } },
        },
        ...BUSY,
      };
    },
  },
  {
    name: 'jobs have the private authority of GitLab as a file',
    prepare: async (stage) => {
      const { runner, authority } = await startPrivateGitLab(stage, 'ConfigMap');
      return {
        runner: {
          ...runner,
          spec: {
            certificates: {
              ca: { configMapKeyRef: { name: 'authority', key: 'ca.crt' } },
              inJobs: { configMap: 'authority' },
            },
          },
        },
        job: { script: ['cat hello.txt', 'cat /etc/gitlab-runner/certs/ca.crt'] },
        trace: ['hello from the repository', authority.trim()],
      };
    },
  },
  {
    name: 'a runner entry has a private authority of its own',
    prepare: async (stage) => {
      const { runner } = await startPrivateGitLab(stage, 'Secret');
      return {
        runner: {
          ...runner,
          spec: {
            manager: {
              volumes: [{ name: 'authority', secret: { secretName: 'authority' } }],
              volumeMounts: [{ name: 'authority', mountPath: '/authority', readOnly: true }],
            },
          },
          runner: { 'tls-ca-file': '/authority/ca.crt' },
        },
        job: { script: ['cat hello.txt'] },
        trace: ['hello from the repository'],
      };
    },
  },
  {
    name: 'manager and jobs reach GitLab through an HTTP proxy alone',
    prepare: async (stage) => {
      const gitlab = await startGitLab(stage);
      const { url, requests } = await startProxy(stage);
      return {
        runner: {
          gitlab,
          spec: { manager: { env: [{ name: 'HTTP_PROXY', value: url }] } },
          runner: { environment: [`http_proxy=${url}`] },
        },
        ...BUSY,
        afterwards: async () => {
          expect(requests).toContain(`POST ${gitlab.url}/api/v4/jobs/request`);
          expect(requests).toContain(`POST ${gitlab.url}/group/project.git/git-upload-pack`);
          expectAllFrom(stage.host, gitlab);
        },
      };
    },
  },
  {
    name: 'manager and jobs reach an HTTPS GitLab through tunnels of a proxy alone',
    prepare: async (stage) => {
      const { runner } = await startPrivateGitLab(stage, 'Secret');
      const { url, requests } = await startProxy(stage);
      return {
        runner: {
          ...runner,
          spec: {
            certificates: { ca: { secretKeyRef: { name: 'authority', key: 'ca.crt' } } },
            manager: {
              env: [
                { name: 'HTTPS_PROXY', value: url },
                { name: 'NO_PROXY', value: '$(KUBERNETES_SERVICE_HOST)' },
              ],
            },
          },
          runner: { environment: [`https_proxy=${url}`] },
        },
        ...BUSY,
        afterwards: async () => {
          expect(new Set(requests)).toEqual(new Set([`CONNECT ${new URL(runner.gitlab.url).host}`]));
          expectAllFrom(stage.host, runner.gitlab);
        },
      };
    },
  },
];

/** Throws where GitLab was asked by anything but a proxy on this machine. */
function expectAllFrom(host: string, { requests }: GitLab): void {
  expect(new Set(requests.map(({ from }) => from))).toEqual(new Set([host]));
}
