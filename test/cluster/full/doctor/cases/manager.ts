import type { Case } from '../case.ts';

/** A quota that lets nobody make a pod. */
export const noPods = (namespace: string): readonly object[] => [
  {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'no-pods', namespace },
    spec: { hard: { pods: '0' } },
  },
];

const NEVER_READY = { readinessProbe: { exec: { command: ['false'] } } };

export const managerCases: readonly Case[] = [
  {
    code: 'DEPLOYMENT_STOPPED',
    what: 'somebody scales the Deployment to 0',
    make: async ({ start }) => {
      const runner = await start();
      await runner.api.patch(runner.deploymentPath, { spec: { replicas: 0 } });
      return runner;
    },
    says: /is scaled to 0/,
  },
  {
    code: 'QUOTA',
    what: 'a quota has no room for the manager',
    make: ({ apply }) => apply({ objects: noPods }),
    says: /exceeded quota: no-pods/,
  },
  {
    code: 'POD_SECURITY',
    what: 'the namespace does not admit the manager',
    make: ({ apply }) =>
      apply({
        spec: {
          namespace: { podSecurity: { enforce: 'restricted' } },
          manager: { podSecurityContext: { seccompProfile: { type: 'Unconfined' } } },
        },
      }),
    says: /violates PodSecurity/,
  },
  {
    code: 'IMAGE',
    what: 'the image of the manager is nowhere',
    make: ({ apply }) => apply({ spec: { image: { repository: 'registry.invalid/gitlab-runner' } } }),
    says: /registry\.invalid\/gitlab-runner/,
  },
  {
    code: 'UNSCHEDULABLE',
    what: 'no node has the labels that the manager wants',
    make: ({ apply }) => apply({ spec: { manager: { nodeSelector: { 'example.com/no': 'such' } } } }),
    says: /didn't match Pod's node affinity\/selector/,
  },
  {
    code: 'OUT_OF_MEMORY',
    what: 'the limit of memory is too low for the manager',
    make: ({ apply }) =>
      apply({ spec: { manager: { resources: { requests: { memory: '6Mi' }, limits: { memory: '6Mi' } } } } }),
    says: /OOMKilled/,
  },
  {
    code: 'MANAGER_CRASHES',
    what: 'the manager gets a flag that it does not know',
    make: ({ apply }) => apply({ spec: { manager: { args: ['run', '--no-such-flag'] } } }),
    says: /flag provided but not defined: -no-such-flag/,
  },
  {
    code: 'MANAGER_NOT_READY',
    what: 'a probe of the document fails',
    make: ({ apply }) => apply({ spec: { manager: NEVER_READY } }),
    says: /Readiness probe failed/,
  },
  {
    code: 'ROLLOUT_STUCK',
    what: 'a new pod does not get ready in time',
    make: async ({ start }) => {
      const runner = await start({ spec: { manager: { progressDeadlineSeconds: 5 } } });
      await runner.change({ spec: { manager: NEVER_READY } });
      return runner;
    },
    says: /ReplicaSet .*: 1 of 1 pods ready/,
  },
  {
    code: 'VERSION_DIFFERS',
    what: 'the image has another release in it than the document says',
    make: ({ start }) => start({ spec: { version: '19.3.0', image: { tag: null } } }),
    says: /is GitLab Runner 19\.\d+\.\d+, and the document says 19\.3\.0/,
  },
];
