import { expect } from 'vitest';

import { newNamespace } from '../../support/namespace.ts';
import { held } from '../../support/runner.ts';
import { until } from '../../support/until.ts';
import type { Row } from '../row.ts';

/** What settings make of the pod of a job. */
export const podRows: readonly Row[] = [
  {
    name: 'a patch of pod_spec is in the pod',
    runner: {
      runner: {
        feature_flags: { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true },
        kubernetes: {
          pod_spec: [{ name: 'name', patch: 'hostname: patched', patch_type: 'strategic' }],
        },
      },
    },
    job: { script: ['echo "this is $(cat /etc/hostname)"'] },
    pod: { spec: { hostname: 'patched' } },
    trace: ['this is patched'],
  },
  {
    name: 'the working copy keeps the umask of the image where the flag for it is on',
    runner: { runner: { feature_flags: { FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR: true } } },
    job: { script: ['ls -l hello.txt'] },
    pod: {
      spec: { initContainers: [{ name: 'init-build-uid-gid-collector' }, { name: 'init-permissions' }] },
    },
    trace: ['-rw-r--r--'],
  },
  {
    name: 'a job that keeps to the Pod Security level "restricted" runs where nothing else is admitted',
    prepare: () => {
      const namespace = newNamespace();
      return {
        runner: {
          spec: { jobs: { namespace } },
          runner: {
            environment: ['HOME=/tmp'],
            kubernetes: {
              allow_privilege_escalation: false,
              cap_drop: ['ALL'],
              pod_security_context: {
                run_as_non_root: true,
                run_as_user: 1000,
                run_as_group: 1000,
                fs_group: 1000,
                seccomp_profile: { type: 'RuntimeDefault' },
              },
            },
          },
        },
        job: { script: ['echo "user $(id -u), group $(id -g)"', 'cat hello.txt', 'touch made.txt'] },
        meanwhile: async (_job, { api }) =>
          expect(await api.get(`/api/v1/namespaces/${namespace}`)).toMatchObject({
            metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
          }),
        trace: ['user 1000, group 1000', 'hello from the repository'],
      };
    },
  },
  {
    name: 'a PodDisruptionBudget protects the pod of a job for as long as it runs',
    runner: { runner: { kubernetes: { pod_disruption_budget: true } } },
    job: held(),
    meanwhile: async (job, runner) => {
      await until('there is a PodDisruptionBudget', async () =>
        (await runner.leftovers()).some((path) => path.includes('/poddisruptionbudgets/')),
      );
      await runner.release(job);
    },
  },
  {
    name: 'the manager waits for the service account and the pull secrets of jobs',
    runner: {
      objects: (namespace) => [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          type: 'kubernetes.io/dockerconfigjson',
          metadata: { name: 'registry', namespace },
          stringData: { '.dockerconfigjson': '{"auths":{}}' },
        },
      ],
      spec: { jobs: { serviceAccount: { create: true } } },
      runner: {
        kubernetes: { resource_availability_check_max_attempts: 1, image_pull_secrets: ['registry'] },
      },
    },
    job: { script: ['cat hello.txt'] },
    pod: { spec: { serviceAccountName: 'runner-job', imagePullSecrets: [{ name: 'registry' }] } },
    trace: ['hello from the repository'],
  },
  {
    name: 'a job whose service account does not come is refused with its name',
    runner: {
      runner: { kubernetes: { resource_availability_check_max_attempts: 1, service_account: 'absent' } },
    },
    job: { script: ['true'] },
    status: 'failed',
    trace: [/absent/],
  },
];
