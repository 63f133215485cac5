import type { NeededSecret, Running, RunningOperator } from '../draft.ts';
import type { Step } from '../switch-over.ts';

/** What the switch from an operator has beside the steps of all. */
interface Leaving {
  readonly running: Running;
  readonly operator: RunningOperator;
  /** The document's own. */
  readonly namespace: string;
  readonly apply: Step;
  /** The Secrets that the document needs. */
  readonly secrets: readonly NeededSecret[];
  /** What makes them. */
  readonly made: readonly Step[];
}

/** Seconds in which the jobs of most are over. */
const LONG = 600;

const GROUPS: Readonly<Partial<Record<Running['by'], string>>> = {
  'official-operator': 'apps.gitlab.com',
  'alekc-operator': 'gitlab.k8s.alekc.dev',
};

/**
 * Returns the steps from a resource of an operator to a document. The operator stops before the old manager does, as it
 * would start it again, and runs once more for the deletion, as the resource has finalizers that it alone ends.
 */
export function leavingOperator({
  running,
  operator,
  namespace,
  apply,
  secrets,
  made,
}: Leaving): readonly Step[] {
  const { by, kind = 'Runner', name, workload, graceSeconds = 30 } = running;
  const isOfficial = by === 'official-operator';
  const at = `--namespace ${operator.namespace ?? namespace}`;
  const resources = `${kind.toLowerCase()}s.${GROUPS[by]!}`;
  const deployment = `deployment/${workload}`;
  const ofOperator = `--namespace ${operator.workload?.namespace ?? 'OPERATOR_NAMESPACE'} deployment/${operator.workload?.name ?? 'OPERATOR'}`;
  const secret = secrets[0]?.name ?? 'SECRET';
  const key = Object.keys(secrets[0]?.keys ?? {})[0] ?? 'token';
  const isNew = operator.token === 'new';
  // The images of the official operator start the manager from a script, and have the program that finds it.
  const quit = isOfficial ? `sh -c 'kill -QUIT $(pgrep gitlab-runner)'` : 'kill -QUIT 1';
  const wait = `kubectl get pods ${at} --watch`;
  const remove = `kubectl delete ${at} ${resources} ${name}`;
  return [
    ...(isNew
      ? [
          {
            text: 'Create the new runner in GitLab, under Settings, CI/CD, Runners, with the tags and the projects of the old one.',
          },
        ]
      : []),
    ...made,
    {
      ...apply,
      text: isNew
        ? 'Apply the new objects beside the old ones. Then pause the old runner in GitLab, so only the new one gets jobs; running jobs continue.'
        : `Apply the new objects beside the old ones. While both run, GitLab shows two managers of the runner, and twice as many jobs may run.`,
    },
    {
      text: 'Stop the operator, which would start the old manager again. It is needed once more in the end: do not remove it.',
      commands: [
        ...(operator.workload === undefined
          ? ['kubectl get deployments --all-namespaces | grep -i -e runner-operator -e runnercontroller']
          : []),
        `kubectl scale ${ofOperator} --replicas=0`,
      ],
    },
    {
      text: `Stop the old manager. ${graceSeconds < LONG ? `Its pod has only ${graceSeconds} seconds to end, so tell` : 'Tell'} it first to ask for no more jobs, wait until the pods of its jobs are gone, and scale it down at once: a manager that has ended is started again${isOfficial ? ', and registers again' : ''}.`,
      commands: [
        `kubectl exec ${at} ${deployment} -- ${quit}`,
        wait,
        `kubectl scale ${at} ${deployment} --replicas=0`,
      ],
    },
    ...(operator.deletes === undefined
      ? []
      : [
          {
            text: `Only where the old runner has to stay in GitLab, with its id and its projects, in place of a new one: while the operator is stopped, copy its token into the Secret of the document, and take the finalizer ${operator.deletes.finalizer} away. GitLab is then told nothing, and the deletion below has nothing left to do.`,
            commands: [
              `${operator.deletes.token} | kubectl create secret generic ${secret} --namespace ${namespace} --from-file=${key}=/dev/stdin`,
              `kubectl patch ${at} ${resources} ${name} --type=merge -p '{"metadata":{"finalizers":null}}'`,
              remove,
            ],
          },
        ]),
    {
      text: `Start the operator again, and delete the resource while it runs: it ends the finalizers${operator.deletes === undefined ? '' : ', and deletes the old runner in GitLab'}. Without it, the resource and its namespace hang in Terminating. Until this step there is a way back: start the operator, and delete what the document renders.`,
      commands: [
        `kubectl scale ${ofOperator} --replicas=1`,
        remove,
        `kubectl get ${resources} --all-namespaces`,
      ],
    },
    {
      text: `When no resource of the operator is left, take ${isOfficial ? 'its Subscription and its ClusterServiceVersion' : 'the operator'} away, then the roles and bindings that nothing else uses. Deleting the CustomResourceDefinition deletes all resources of the kind: last, if ever.`,
    },
  ];
}
