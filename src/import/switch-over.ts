import type { NeededSecret, Running } from './draft.ts';
import { leavingOperator } from './operators/leaving.ts';

/** A step of the way from the old objects to the new ones. */
export interface Step {
  readonly text: string;
  /** What to type, a line each. */
  readonly commands?: readonly string[];
}

/** Returns the steps from what runs to what the document renders, with the jobs that run kept alive. */
export function switchOver(
  running: Running,
  { name, namespace }: { readonly name: string; readonly namespace: string },
  secrets: readonly NeededSecret[],
): readonly Step[] {
  const at = `--namespace ${namespace}`;
  const apply: Step = {
    text: 'Apply the new objects.',
    commands: ['gitlab-runner-manifests render DOCUMENT | kubectl apply -f -'],
  };
  const made = secrets.map(
    (secret): Step => ({
      text: `Create the Secret ${secret.name}${secret.inClear === undefined ? '' : ', with a new credential: the old one is in plain text in the inputs'}. The command asks for each value, so none is in your shell's history.`,
      commands:
        Object.keys(secret.keys).length === 1
          ? [secretCommand(secret, namespace)]
          : secretCommands(secret, namespace),
    }),
  );
  const warned = (running.warnings ?? []).map((text): Step => ({ text }));
  const { workload, kind, operator } = running;
  if (operator !== undefined)
    return [...warned, ...leavingOperator({ running, operator, namespace, apply, secrets, made })];
  if (workload === undefined || kind === undefined) return [...warned, ...made, apply, OLD_BY_HAND];

  const isSameName = workload === name;
  const resource = `${kind === 'StatefulSet' ? 'statefulset' : 'deployment'}/${workload}`;
  const drain = drained(running, resource, at);
  const remove = removal(running, namespace);
  return isSameName
    ? [
        ...warned,
        ...made,
        {
          text: `The new Deployment has the same name as the old one, and the selector of a Deployment cannot be changed. So the next steps stop the old one and delete it before you apply the new one: no jobs start in between. With another --name, both can run side by side.`,
        },
        drain,
        remove,
        apply,
      ]
    : [
        ...warned,
        ...made,
        {
          ...apply,
          text: 'Apply the new objects beside the old ones. While both run, GitLab shows two managers, and twice as many jobs may run.',
        },
        drain,
        remove,
      ];
}

/** Returns the command that makes a Secret of one key without its value in it. */
function secretCommand({ name, keys }: NeededSecret, namespace: string): string {
  const [key] = Object.keys(keys);
  return `read -rs VALUE && printf %s "$VALUE" | kubectl create secret generic ${name} --namespace ${namespace} --from-file=${key}=/dev/stdin`;
}

function secretCommands({ name, keys }: NeededSecret, namespace: string): readonly string[] {
  const asked = Object.keys(keys).map((key) => `read -rsp '${key}: ' VALUE && printf %s "$VALUE" > ./${key}`);
  const files = Object.keys(keys).map((key) => `--from-file=${key}`);
  return [
    'cd "$(mktemp -d)"',
    ...asked,
    `kubectl create secret generic ${name} --namespace ${namespace} ${files.join(' ')}`,
    `rm ${Object.keys(keys).join(' ')}`,
  ];
}

const OLD_BY_HAND: Step = {
  text: 'When the new manager runs jobs, stop the old one: send it SIGQUIT, and wait until it has ended.',
};

/** Time that the jobs of most are over in, and their manager with them. */
const LONG = 600;

/** How the old manager ends with its jobs: by itself where it has the time, else when people see that they are over. */
function drained({ graceSeconds = 30 }: Running, resource: string, at: string): Step {
  const scale = `kubectl scale ${at} ${resource} --replicas=0`;
  return graceSeconds >= LONG
    ? {
        text: `Stop the old manager. It stops asking for jobs, and has ${graceSeconds} seconds to finish those that run.`,
        commands: [scale],
      }
    : {
        text: `Stop the old manager. Its pod has only ${graceSeconds} seconds to stop. So first make it stop asking for jobs, wait until the pods of its jobs are gone, and then scale it down at once: a manager that has stopped is started again.`,
        commands: [`kubectl exec ${at} ${resource} -- kill -QUIT 1`, `kubectl get pods ${at} --watch`, scale],
      };
}

/** What removes the old objects. */
function removal({ by, kind, name, workload, keeps = [], removedBy }: Running, namespace: string): Step {
  const at = `--namespace ${namespace}`;
  if (removedBy !== undefined) {
    const taken =
      keeps.length === 0
        ? ''
        : ` It removes ${keeps.join(', ')} as well, which the document continues to use: make that separately first.`;
    return { text: `${removedBy.text}${taken}`, commands: [removedBy.command] };
  }
  if (by === 'helm' && keeps.length > 0) {
    // Helm reads its own record of the objects: an annotation that is set in the cluster keeps none.
    return {
      text: `Delete the objects of the chart. \`helm uninstall\` would also delete ${keeps.join(', ')}, which the document still uses. So make Helm forget the release, and delete the rest by its label.`,
      commands: [
        `kubectl delete secrets ${at} --selector owner=helm,name=${name}`,
        `kubectl delete deployments,configmaps,secrets,serviceaccounts,roles,rolebindings,services ${at} --selector release=${name}`,
      ],
    };
  }
  if (by === 'helm') return { text: 'Uninstall the release.', commands: [`helm uninstall ${name} ${at}`] };
  return {
    text: `Delete the objects of the old manager that nothing else uses: its ${kind ?? 'Deployment'}, ConfigMap, Role and bindings. Keep what the document refers to, such as a Secret.`,
    commands: [`kubectl delete ${at} ${(kind ?? 'Deployment').toLowerCase()}/${workload ?? name}`],
  };
}
