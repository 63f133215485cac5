import type { Running, Setting } from '../../draft.ts';
import { at } from '../../manifests/objects.ts';
import { operatorWorkload } from '../operator-workload.ts';
import type { Known, Resource } from '../resource.ts';
import { workloadOf } from './names.ts';
import type { Token } from './token.ts';

export function runningOf(
  resource: Resource,
  { objects }: Known,
  token: Token,
  settings: readonly Setting[],
): Running {
  const workload = workloadOf(resource);
  const live = objects.find('Deployment', resource.namespace, workload);
  const grace = settings.find(({ path }) => path[2] === 'terminationGracePeriodSeconds')?.value;
  const hook = live && at(live, 'spec', 'template', 'spec', 'containers', 0, 'lifecycle', 'preStop');
  const unregisters = live === undefined ? undefined : /unregister/.test(JSON.stringify(hook ?? ''));
  const warnings: string[] = [];
  if (token.isNew !== false && unregisters !== false)
    warnings.push(
      `${token.isNew === undefined ? `If the Secret ${token.ref.name} holds a registration token: when` : 'When'} the old pod ends, it unregisters with the token that it got itself, and the runner is deleted in GitLab, its tags and projects with it. The new runner has to be there before.`,
    );
  return {
    by: 'official-operator',
    name: resource.name,
    kind: 'Runner',
    workload,
    graceSeconds: typeof grace === 'number' ? grace : 30,
    warnings,
    operator: {
      workload: operatorWorkload(objects, /gitlab-runner(?:-operator|.*controller-?manager)/),
      namespace: resource.namespace,
      token: token.isNew === true ? 'new' : 'same',
    },
  };
}
