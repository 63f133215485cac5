import { mergePatch } from '../../../src/core/data/merge-patch.ts';
import type { Runner, RunnerOptions } from './runner.ts';
import { until } from './until.ts';

/** What a test says of its runner, and that the API server holds the manager to the document. */
export function fenced<O extends RunnerOptions>(options: O): O {
  return { ...options, spec: mergePatch(options.spec ?? {}, { jobs: { admissionPolicy: {} } }) as object };
}

/**
 * Waits until the API server does so: a policy needs a moment. What it has to refuse is a pod for a node that there is
 * not, which no level of Pod Security minds.
 */
export async function fenceHolds({ api, namespace, document }: Runner): Promise<void> {
  const as = api.asAccount(namespace, document.metadata.name);
  const { jobs } = document.spec;
  const path = `/api/v1/namespaces/${jobs?.namespace ?? namespace}/pods?dryRun=All`;
  await until('the fence of jobs holds', async () => {
    const { body } = await as.send<{ message?: string }>('POST', path, PROBE);
    return body.message?.includes(`GitLabRunner ${namespace}/${document.metadata.name} `);
  });
}

const PROBE = {
  metadata: { name: 'probe' },
  spec: {
    nodeName: 'absent',
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'build',
        image: 'alpine:3',
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  },
};
