import type { Running } from '../../draft.ts';
import { operatorWorkload } from '../operator-workload.ts';
import type { Known, Resource } from '../resource.ts';
import type { Entry } from './entries.ts';
import { OPERATOR, workloadOf } from './names.ts';

const FINALIZER = 'gitlab.k8s.alekc.dev/finalizer';

export function runningOf(resource: Resource, { objects }: Known, entries: readonly Entry[]): Running {
  const { kind, name, namespace, version } = resource;
  const isManaged = entries.some(({ token }) => token.by === 'operator');
  const isNew = entries.some(({ token }) => token.by === 'operator' || token.by === 'none');
  const workload = workloadOf(resource);
  const finalizer = kind === 'MultiRunner' ? FINALIZER.replace('finalizer', 'mr-finalizer') : FINALIZER;
  const [entry] = entries.filter(({ token }) => token.by === 'operator');
  const at = `--namespace ${namespace ?? 'NAMESPACE'}`;
  const token =
    version === 'v1beta2'
      ? `kubectl get secret ${workload} ${at} -o jsonpath='{.data.authentication-token-${entry?.name ?? name}}' | base64 -d`
      : `kubectl get runners.gitlab.k8s.alekc.dev ${name} ${at} -o jsonpath='{.status.authentication_token}'`;
  return {
    by: 'alekc-operator',
    name,
    kind,
    workload,
    graceSeconds: 30,
    warnings: isManaged
      ? [
          `Deleting the ${kind} deletes its runner in GitLab, and with it every copy of its token: the operator's finalizer does. While the operator runs, it may also replace the runner's token, and a copy then ends. The new runner has to be there before.`,
        ]
      : [],
    operator: {
      workload: operatorWorkload(objects, OPERATOR),
      namespace,
      token: isNew ? 'new' : 'same',
      ...(isManaged && { deletes: { finalizer, token } }),
    },
  };
}
