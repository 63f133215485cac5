import { listAt, numberAt, textAt, timeAt } from '../../../core/data/at.ts';
import { counted } from '../../../core/data/counted.ts';
import { groupedBy } from '../../../core/data/grouped-by.ts';
import { shellWord } from '../../../core/data/shell-word.ts';
import { identityKey } from '../../../core/objects/identity.ts';
import type { Check } from '../check.ts';
import { documentKey, type ObservedObject } from '../cluster-state.ts';
import { type Finding, finding, type Mend } from '../finding.ts';
import { needsOf } from '../needs.ts';
import { conditionOf, containersOf, labelOf, type Patient, type Pod, podName, wasRead } from '../patient.ts';
import { isOfFence, policyPrefix } from './fence.ts';

/** After its end, a pod needs up to half a minute to go. Milliseconds. */
const GOES = 60_000;

/** Managers whose time to end is over, or that end and have no job left. */
export const drains: Check = (patient) =>
  patient.managers
    .filter(({ isEnding }) => isEnding)
    .flatMap((pod): Finding[] => {
      const until = timeAt(pod.object, 'metadata', 'deletionTimestamp');
      if (until === undefined) return [];
      const grace = numberAt(pod.object, 'metadata', 'deletionGracePeriodSeconds') ?? 0;
      const since = until - grace * 1000;
      const isOver = patient.now - until > GOES;
      const isIdle = patient.now - since > GOES && jobsOf(patient, pod) === 0;
      if (!isOver && !isIdle) return [];
      const minutes = Math.round((patient.now - since) / 60_000);
      const finalizers = listAt(pod.object, 'metadata', 'finalizers').map(String);
      return [
        finding(
          'DRAIN_STUCK',
          `Pod ${pod.namespace}/${pod.name} was asked to stop ${counted(minutes, 'minute')} ago, and is still there${isOver ? '' : ' without a job'}.`,
          [
            `deletionTimestamp: ${new Date(until).toISOString()}, grace period ${grace} s`,
            ...finalizers.map((one) => `finalizer ${one}`),
          ],
          drainMend(pod, isOver, finalizers),
        ),
      ];
    });

function drainMend({ namespace, name }: Pod, isOver: boolean, finalizers: readonly string[]): Mend {
  const pod = `pod ${name} --namespace ${namespace}`;
  if (!isOver)
    return { how: 'It runs no job: end it.', commands: [`kubectl delete ${pod} --grace-period=30`] };
  if (finalizers.length > 0) {
    return {
      how: 'It is kept for the controllers that its finalizers name. Where they are gone, take the finalizers away.',
      commands: [`kubectl patch ${pod} --type=merge --patch '{"metadata":{"finalizers":null}}'`],
    };
  }
  return {
    how: 'Its time is over and the node has not ended it: look at the node. Where that is gone, remove the pod.',
    commands: [`kubectl delete ${pod} --grace-period=0 --force`],
  };
}

/** How many jobs a manager runs; `undefined` where that is not known. */
function jobsOf(patient: Patient, { namespace, name }: Pod): number | undefined {
  const said = patient.state.metrics.find((one) => one.namespace === namespace && one.pod === name)?.jobs;
  if (said !== undefined) return said;
  const areKnown = patient.resolved.jobNamespaces.every((one) => wasRead(patient, 'pods', one.name));
  return areKnown ? patient.jobs.filter(({ isEnding }) => !isEnding).length : undefined;
}

/** Pods of jobs that no manager looks after any more. */
export const leftJobPods: Check = (patient) => {
  const { managers, now, resolved } = patient;
  if (!wasRead(patient, 'pods', resolved.metadata.namespace)) return [];
  const starts = managers.map(
    (pod) => containersOf(pod).find(({ name }) => name === 'gitlab-runner')?.startedAt ?? now,
  );
  const oldest = Math.min(now, ...starts);
  const left = patient.jobs.filter((pod) => {
    if (pod.isEnding) return false;
    const ended = endOf(pod);
    if (ended !== undefined) return now - ended > 5 * GOES;
    // A manager looks after the pods that it has made since it started.
    return (
      pod.createdAt !== undefined &&
      pod.createdAt < oldest &&
      (managers.length > 0 || now - pod.createdAt > GOES)
    );
  });
  if (left.length === 0) return [];
  const namespaces = [...new Set(left.map(({ namespace }) => namespace))];
  return [
    finding(
      'JOB_PODS_LEFT',
      left.length === 1
        ? '1 pod of a job is left, and no manager that runs has made it.'
        : `${left.length} pods of jobs are left, and no manager that runs has made them.`,
      left.map(
        (pod) =>
          `${podName(pod)}, ${textAt(pod.object, 'status', 'phase')}, made ${textAt(pod.object, 'metadata', 'creationTimestamp')}`,
      ),
      {
        how: 'Delete them: a manager that was killed leaves them behind.',
        commands: namespaces.map(
          (namespace) =>
            `kubectl delete pod --namespace ${namespace} ${left
              .filter((pod) => pod.namespace === namespace)
              .map(({ name }) => name)
              .join(' ')}`,
        ),
      },
    ),
  ];
};

/** When the containers of a pod ended, in milliseconds since 1970; `undefined` where one runs. */
function endOf({ object, createdAt }: Pod): number | undefined {
  if (!/^(?:Succeeded|Failed)$/.test(textAt(object, 'status', 'phase'))) return undefined;
  const ends = listAt(object, 'status', 'containerStatuses').flatMap(
    (status) => timeAt(status, 'state', 'terminated', 'finishedAt') ?? [],
  );
  return ends.length > 0 ? Math.max(...ends) : createdAt;
}

const MANAGED_BY = 'app.kubernetes.io/managed-by';
const INSTANCE = 'app.kubernetes.io/instance';
const OURS = 'gitlab-runner-manifests';

/** Deployments of another name that have the token of this document. */
export const oldManagers: Check = (patient) => {
  const { resolved, state } = patient;
  const { name, namespace } = resolved.metadata;
  const tokens = new Set(
    needsOf(resolved)
      .filter((need) => need.runner !== undefined)
      .map((need) => JSON.stringify([need.name, need.key])),
  );
  return state.objects
    .filter(
      (object) =>
        object.kind === 'Deployment' &&
        textAt(object, 'metadata', 'namespace') === namespace &&
        textAt(object, 'metadata', 'name') !== name &&
        labelOf(object, MANAGED_BY) === OURS &&
        !isOfDocument(patient, textAt(object, 'metadata', 'name')) &&
        tokensOf(object).some((token) => tokens.has(token)),
    )
    .map((object) => {
      const other = textAt(object, 'metadata', 'name');
      return finding(
        'OLD_MANAGER',
        `Deployment ${other} in namespace ${namespace} has the token of this document too.`,
        [
          `${counted(numberAt(object, 'status', 'replicas') ?? 0, 'pod')}, made ${textAt(object, 'metadata', 'creationTimestamp')}`,
        ],
        {
          how: 'Where it is this manager under its old name, delete it: it ends its jobs first. Where it is another one, give each a runner of its own in GitLab.',
          commands: [`kubectl delete deployment ${other} --namespace ${namespace}`],
        },
      );
    });
};

function isOfDocument({ state, resolved }: Patient, name: string): boolean {
  return state.documents.includes(
    documentKey({ metadata: { namespace: resolved.metadata.namespace, name } }),
  );
}

/** The keys of Secrets from which a Deployment reads its tokens. */
function tokensOf(deployment: unknown): string[] {
  return listAt(deployment, 'spec', 'template', 'spec', 'containers')
    .flatMap((container) => listAt(container, 'env'))
    .filter((variable) => textAt(variable, 'name').startsWith('RUNNER_TOKEN_'))
    .map((variable) =>
      JSON.stringify([
        textAt(variable, 'valueFrom', 'secretKeyRef', 'name'),
        textAt(variable, 'valueFrom', 'secretKeyRef', 'key'),
      ]),
    );
}

/** Objects of this document that it no longer renders. Those of an old rollout may be needed to go back. */
export const leftObjects: Check = (patient) => {
  const { state, resolved, rendered } = patient;
  const { name, namespace } = resolved.metadata;
  const wanted = new Set(rendered.map(identityKey));
  const secrets = state.secrets.map((secret) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace: secret.namespace, name: secret.name, labels: secret.labels },
  }));
  const left = [...state.objects, ...secrets].filter(
    (object) =>
      isOfThis(patient, object) &&
      listAt(object, 'metadata', 'ownerReferences').length === 0 &&
      !/^(?:Pod|ReplicaSet|Event|Namespace)$/.test(String(object.kind)) &&
      !(
        resolved.spec.configUpdate === 'rollout' &&
        textAt(object, 'metadata', 'name').startsWith(`${name}-config-`)
      ) &&
      !wanted.has(identityKey(object)),
  );
  return [...groupedBy(left, (object) => textAt(object, 'metadata', 'namespace'))].map(([where, some]) => {
    const names = some.map(
      (object) => `${String(object.kind).toLowerCase()}/${textAt(object, 'metadata', 'name')}`,
    );
    return finding(
      'OBJECTS_LEFT',
      `${counted(some.length, 'object')} that the document no longer renders ${some.length === 1 ? 'is' : 'are'} left ${where === '' ? 'on the cluster' : `in namespace ${where}`}.`,
      names,
      {
        how: leftMend(some, where === namespace),
        commands: [
          `kubectl delete ${where === '' ? '' : `--namespace ${where} `}${names.map(shellWord).join(' ')}`,
        ],
      },
    );
  });
};

function leftMend(objects: readonly object[], isManagers: boolean): string {
  if (isManagers) return 'Delete them where nothing else needs them.';
  return objects.every(isOfFence)
    ? 'They still hold the manager to what the document once said: delete them.'
    : 'They still give the manager rights: delete them.';
}

/**
 * Whether an object was rendered of this document. Outside the namespace of the manager, where documents may have the same
 * name, only what gives rights to its account, and admission policies by their names, are certain to be.
 */
function isOfThis({ resolved }: Patient, object: ObservedObject): boolean {
  const { name, namespace } = resolved.metadata;
  if (labelOf(object, MANAGED_BY) !== OURS || labelOf(object, INSTANCE) !== name) return false;
  return (
    textAt(object, 'metadata', 'namespace') === namespace ||
    (isOfFence(object) && textAt(object, 'metadata', 'name').startsWith(policyPrefix(resolved))) ||
    listAt(object, 'subjects').some(
      (subject) =>
        textAt(subject, 'kind') === 'ServiceAccount' &&
        textAt(subject, 'namespace') === namespace &&
        textAt(subject, 'name') === resolved.manager.serviceAccount,
    )
  );
}

/** Managers over the number that the document asks for, but for those of a rollout. */
export const surplusManagers: Check = ({ managers, resolved, deployment }) => {
  const { name, namespace } = resolved.metadata;
  const { most } = resolved.manager.replicas;
  const living = managers.filter(
    ({ isEnding, object }) => !isEnding && !/^(?:Succeeded|Failed)$/.test(textAt(object, 'status', 'phase')),
  );
  const isRolling = conditionOf(deployment, 'Progressing')?.reason !== 'NewReplicaSetAvailable';
  if (living.length <= most || (deployment !== undefined && isRolling)) return [];
  const wanted = numberAt(deployment, 'spec', 'replicas');
  return [
    finding(
      'TOO_MANY_MANAGERS',
      `${living.length} managers run in namespace ${namespace}, and the document asks for ${most}.`,
      [
        ...(wanted === undefined ? [] : [`Deployment ${name}: spec.replicas: ${wanted}`]),
        ...living.map(podName),
      ],
      wanted !== undefined && wanted > most
        ? {
            how: 'Somebody has scaled it: scale it back, or write the number into the document.',
            commands: [`kubectl scale deployment/${name} --namespace ${namespace} --replicas=${most}`],
            path: ['spec', 'manager', 'replicas'],
          }
        : {
            how: 'Pods of another owner have the labels of this manager: look who made them.',
            commands: [
              `kubectl get pods --namespace ${namespace} --selector app.kubernetes.io/instance=${name} --output wide`,
            ],
          },
    ),
  ];
};
