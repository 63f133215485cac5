import { at, listAt, numberAt, textAt } from '../../../core/data/at.ts';
import { counted } from '../../../core/data/counted.ts';
import type { CauseCode } from '../causes.ts';
import type { Check } from '../check.ts';
import { applyCommand } from '../commands.ts';
import { type Finding, finding, type Mend } from '../finding.ts';
import {
  conditionOf,
  containersOf,
  isReady,
  linesOf,
  objectOf,
  type Patient,
  type Pod,
  podName,
  recentLog,
  warningsAbout,
  wasRead,
} from '../patient.ts';
import { verdictIn } from './fence.ts';

/** How long a manager may start before that is a finding, in milliseconds. */
const STARTS = 2 * 60_000;

/** Why a pod is refused, by the words of the API server. */
const REFUSALS: readonly {
  readonly code: CauseCode;
  readonly words: RegExp;
  readonly mend: (patient: Patient, whose: string) => Mend;
}[] = [
  {
    code: 'POD_SECURITY',
    words: /violates PodSecurity/,
    mend: (_, whose) => ({
      how:
        whose === 'jobs'
          ? 'Remove from spec.runners what the level forbids, or give the jobs a namespace with a looser one: `pod-security.kubernetes.io/enforce` of the namespace.'
          : 'Remove from spec.manager what the level forbids, or loosen the level of the namespace: `pod-security.kubernetes.io/enforce`.',
    }),
  },
  {
    code: 'QUOTA',
    words:
      /exceeded quota|failed quota|(?:maximum|minimum) (?:cpu|memory|\S+) usage per|must specify (?:limits|requests)/,
    mend: (_, whose) => ({
      how:
        whose === 'jobs'
          ? 'Make the quota larger, let fewer jobs run at once (spec.config.concurrent), give their pods fewer resources, or let them wait: retry_limits: {"exceeded quota": 90}.'
          : 'Make the quota larger, or ask for less in spec.manager.resources.',
    }),
  },
  {
    code: 'ADMISSION',
    words:
      /admission webhook|ValidatingAdmissionPolicy|failed calling webhook|denied the request|denied request/,
    mend: () => ({
      how: 'The message names the webhook or policy and what it requires: change the document accordingly, or have an exception made there.',
    }),
  },
];

/** What keeps a pod that is there from running. */
function troubleOf(patient: Patient, pod: Pod): Finding | undefined {
  const whose = patient.managers.includes(pod) ? 'manager' : 'jobs';
  const containers = containersOf(pod);
  const unpulled = containers.find(({ waits }) =>
    /^(?:ErrImage|ImagePull|ImageInspect|InvalidImage|RegistryUnavailable)/.test(waits),
  );
  if (unpulled !== undefined) {
    return finding(
      'IMAGE',
      `The image of container ${unpulled.name} of ${podName(pod)} is not pulled.`,
      [`${unpulled.waits}: ${unpulled.message}`, ...pulls(patient, pod)],
      imageMend(whose),
    );
  }
  const scheduled = conditionOf(pod.object, 'PodScheduled');
  if (scheduled?.status === 'False') {
    return finding(
      'UNSCHEDULABLE',
      `No node accepts ${podName(pod)}.`,
      [`${scheduled.reason}: ${scheduled.message}`],
      {
        how:
          whose === 'jobs'
            ? 'The words tell what no node has: look at node_selector, node_tolerations, affinity and the requests of jobs in spec.runners, or add a node.'
            : 'The words tell what no node has: look at nodeSelector, tolerations, affinity and resources in spec.manager, or add a node.',
      },
    );
  }
  return undefined;
}

/** The last words of the kubelet about an image, which a pod that waits for the next try no longer has. */
function pulls(patient: Patient, pod: Pod): string[] {
  return warningsAbout(patient, 'Pod', pod.namespace, pod.name)
    .filter(({ message }) => message.startsWith('Failed to pull image'))
    .map(({ message }) => message)
    .slice(0, 1);
}

function imageMend(whose: string): Mend {
  return whose === 'jobs'
    ? {
        how: 'Look at the name, at what the node reaches, and at the login: image_pull_secrets of the runner, or DOCKER_AUTH_CONFIG in GitLab.',
      }
    : {
        how: 'Look at spec.image and spec.version, at what the node reaches, and at the login: spec.image.pullSecrets.',
        path: ['spec', 'image'],
      };
}

/** Pods of managers that do not run as they should. */
export const managerPods: Check = (patient) =>
  patient.managers.filter(({ isEnding }) => !isEnding).flatMap((pod) => ofManager(patient, pod));

function ofManager(patient: Patient, pod: Pod): Finding[] {
  const trouble = troubleOf(patient, pod);
  if (trouble !== undefined) return [trouble];
  const containers = containersOf(pod);
  const killed = containers.find(({ ended }) => ended === 'OOMKilled');
  if (killed !== undefined) {
    return [
      finding(
        'OUT_OF_MEMORY',
        `Container ${killed.name} of ${podName(pod)} was killed: it needs more memory than its limit.`,
        [`${killed.ended}, exit code ${killed.exitCode}, ${counted(killed.restarts, 'restart')}`],
        {
          how: 'Raise the limit: managers need more with more jobs at once.',
          path: ['spec', 'manager', 'resources', 'limits', 'memory'],
        },
      ),
    ];
  }
  const crashed = containers.find(
    ({ waits, ended, isReady: is }) =>
      waits === 'CrashLoopBackOff' || (!is && ended !== '' && ended !== 'Completed'),
  );
  if (crashed !== undefined) {
    return [
      finding(
        'MANAGER_CRASHES',
        `Container ${crashed.name} of ${podName(pod)} ends again and again.`,
        [
          `${crashed.ended || crashed.waits}, exit code ${crashed.exitCode}, ${counted(crashed.restarts, 'restart')}`,
          ...(crashed.lastWords === '' ? lastWords(patient, pod, crashed.name) : [crashed.lastWords]),
        ],
        {
          how: 'The last log lines show the cause:',
          commands: [
            `kubectl logs ${pod.name} --namespace ${pod.namespace} --container ${crashed.name} --previous`,
          ],
        },
      ),
    ];
  }
  if (isReady(pod) || patient.now - (pod.createdAt ?? 0) < STARTS) return [];
  const waiting = containers.filter(({ waits }) => waits !== '' && waits !== 'PodInitializing');
  return [
    finding(
      'MANAGER_NOT_READY',
      `${podName(pod)} does not get ready.`.replace('pod', 'Pod'),
      [
        ...waiting.map(({ name, waits, message }) => `${name}: ${waits}: ${message}`),
        ...warningsAbout(patient, 'Pod', pod.namespace, pod.name).map(
          ({ reason, message }) => `${reason}: ${message}`,
        ),
      ],
      {
        how: 'The words of the events tell why.',
        commands: [`kubectl describe pod ${pod.name} --namespace ${pod.namespace}`],
      },
    ),
  ];
}

/** The last lines that a container wrote before it ended. */
function lastWords({ state }: Patient, pod: Pod, container: string): string[] {
  const logs = state.logs.filter(
    (log) => log.namespace === pod.namespace && log.pod === pod.name && log.container === container,
  );
  const log = logs.find(({ isPrevious }) => isPrevious) ?? logs[0];
  const lines =
    log === undefined
      ? []
      : linesOf(log)
          .map(({ text }) => text.trim())
          .filter((text) => text !== '');
  const fatal = lines.filter((text) => /FATAL|PANIC|panic:|fatal/.test(text));
  return (fatal.length > 0 ? fatal : lines).slice(-2);
}

/** Pods that the cluster does not let the Deployment make. */
export const refusedManagers: Check = (patient) => {
  const { deployment, resolved } = patient;
  const { name, namespace } = resolved.metadata;
  const failure = conditionOf(deployment, 'ReplicaFailure');
  if (deployment === undefined || failure?.status !== 'True') return [];
  const row = REFUSALS.find((one) => one.words.test(failure.message));
  if (row !== undefined) {
    return [
      finding(
        row.code,
        `The cluster refuses the pods of Deployment ${name} in namespace ${namespace}.`,
        [failure.message],
        row.mend(patient, 'manager'),
      ),
    ];
  }
  return [
    finding(
      'MANAGER_NOT_READY',
      `No pod of Deployment ${name} in namespace ${namespace} can be made.`,
      [failure.message],
      {
        how: 'The words tell what is missing.',
        commands: [applyCommand(patient)],
      },
    ),
  ];
};

/** A Deployment that is paused, or scaled to none. */
export const stoppedDeployment: Check = (patient) => {
  const { deployment, resolved } = patient;
  const { name, namespace } = resolved.metadata;
  if (deployment === undefined) return [];
  const found: Finding[] = [];
  if (numberAt(deployment, 'spec', 'replicas') === 0 && resolved.manager.replicas.fewest > 0) {
    found.push(
      finding(
        'DEPLOYMENT_STOPPED',
        `Deployment ${name} in namespace ${namespace} is scaled to 0.`,
        ['spec.replicas: 0'],
        {
          how: `The document asks for ${resolved.manager.replicas.fewest}.`,
          commands: [
            `kubectl scale deployment/${name} --namespace ${namespace} --replicas=${resolved.manager.replicas.fewest}`,
          ],
        },
      ),
    );
  }
  if (at(deployment, 'spec', 'paused') === true) {
    found.push(
      finding(
        'DEPLOYMENT_STOPPED',
        `Deployment ${name} in namespace ${namespace} is paused: no change of it reaches its pods.`,
        ['spec.paused: true'],
        {
          how: 'Resume it.',
          commands: [`kubectl rollout resume deployment/${name} --namespace ${namespace}`],
        },
      ),
    );
  }
  return found;
};

/** What keeps jobs from running: what their pods wait for, and what managers say of those that failed. */
export const jobs: Check = (patient) => {
  const now = waitingJobs(patient);
  return [...now, ...failedJobs(patient).filter(({ code }) => !now.some((one) => one.code === code))];
};

/** Pods of jobs that wait for an image or a node: one finding for each reason. */
const waitingJobs: Check = (patient) => {
  const found = new Map<string, Finding>();
  for (const pod of patient.jobs) {
    if (pod.isEnding || textAt(pod.object, 'status', 'phase') !== 'Pending') continue;
    const trouble = troubleOf(patient, pod);
    if (trouble !== undefined && !found.has(trouble.seen[0]!)) found.set(trouble.seen[0]!, trouble);
  }
  return [...found.values()];
};

/** What failed before a script started, by the words after `Job failed`. */
const FAILED =
  /Job failed(?: \(system failure\))?: (?:prepare environment: )?(?<why>.*?)(?:\. Check https:|\s{2,}\w+=|","|"\}|$)/;

/** Jobs that failed before their script started, as managers say. */
const failedJobs: Check = (patient) => {
  const failures = new Map<CauseCode, { readonly why: string; readonly mend: Mend }>();
  for (const { text } of recentLog(patient)) {
    const why = FAILED.exec(text)?.groups?.why;
    if (
      why === undefined ||
      (!text.includes('(system failure)') && !/image pull failed|pulling image/.test(why)) ||
      // It has a finding of its own.
      verdictIn(patient, text) !== undefined
    )
      continue;
    const kind = failureOf(patient, why);
    // What the account may do now is known better.
    if (kind.code === 'PERMISSION_ABSENT' && wasRead(patient, 'rights')) continue;
    failures.set(kind.code, { why, mend: kind.mend });
  }
  return [...failures].map(([code, { why, mend }]) =>
    finding(code, SENTENCES[code] ?? 'Jobs failed before their script started.', [why], mend),
  );
};

const SENTENCES: Readonly<Partial<Record<CauseCode, string>>> = {
  POD_SECURITY: 'Pod Security refused the pod of a job.',
  QUOTA: 'A quota refused the pod of a job.',
  ADMISSION: 'A webhook or policy refused the pod of a job.',
  IMAGE: 'An image of a job was not pulled.',
  PERMISSION_ABSENT: 'A job failed because the manager lacks a right.',
  API_SERVER: 'A job failed because the manager did not reach the API server.',
};

function failureOf(patient: Patient, why: string): { readonly code: CauseCode; readonly mend: Mend } {
  const refusal = REFUSALS.find(({ words }) => words.test(why));
  if (refusal !== undefined) return { code: refusal.code, mend: refusal.mend(patient, 'jobs') };
  if (/image pull failed|pulling image/.test(why)) return { code: 'IMAGE', mend: imageMend('jobs') };
  if (/is forbidden: User "[^"]*" cannot/.test(why)) {
    return {
      code: 'PERMISSION_ABSENT',
      mend: { how: 'Apply the Roles that the document renders.', commands: [applyCommand(patient)] },
    };
  }
  if (/dial tcp .*(?:timeout|refused|no route)|context deadline exceeded.*\/api\/v1/.test(why)) {
    return {
      code: 'API_SERVER',
      mend: {
        how: 'Look at the network policies of the namespace, and at HTTP_PROXY and NO_PROXY in spec.manager.env: the address of the API server goes into NO_PROXY.',
      },
    };
  }
  return { code: 'JOBS_FAIL', mend: { how: 'The error message names the cause.' } };
}

/** A rollout that does not finish. */
export const rollout: Check = (patient) => {
  const { deployment, resolved, managers } = patient;
  const { name, namespace } = resolved.metadata;
  const progress = conditionOf(deployment, 'Progressing');
  if (progress?.reason !== 'ProgressDeadlineExceeded') return [];
  const old = managers.filter((pod) => !pod.isEnding && isReady(pod)).length;
  return [
    finding(
      'ROLLOUT_STUCK',
      `The rollout of Deployment ${name} in namespace ${namespace} does not finish${old > 0 ? '; the old pods keep running' : ''}.`,
      [progress.message, ...replicaSets(patient)],
      {
        how: 'Look at the newest pod.',
        commands: [`kubectl describe deployment/${name} --namespace ${namespace}`],
      },
    ),
  ];
};

function replicaSets({ state, resolved }: Patient): string[] {
  const { name, namespace } = resolved.metadata;
  return state.objects
    .filter(
      (object) =>
        object.kind === 'ReplicaSet' &&
        textAt(object, 'metadata', 'namespace') === namespace &&
        listAt(object, 'metadata', 'ownerReferences').some((owner) => textAt(owner, 'name') === name) &&
        (numberAt(object, 'status', 'replicas') ?? 0) > 0,
    )
    .map(
      (object) =>
        `ReplicaSet ${textAt(object, 'metadata', 'name')}: ${numberAt(object, 'status', 'readyReplicas') ?? 0} of ${numberAt(object, 'status', 'replicas')} pods ready`,
    );
}

/** An autoscaler that cannot work. */
export const autoscaler: Check = ({ state, resolved }) => {
  const { name, namespace } = resolved.metadata;
  if (!resolved.spec.autoscaling.enabled) return [];
  const object = objectOf(state, 'HorizontalPodAutoscaler', namespace, name);
  return ['AbleToScale', 'ScalingActive'].flatMap((type) => {
    const condition = conditionOf(object, type);
    if (condition?.status !== 'False' || condition.reason === 'ScalingDisabled') return [];
    return [
      finding(
        'AUTOSCALER',
        `HorizontalPodAutoscaler ${name} in namespace ${namespace} cannot work.`,
        [`${condition.reason}: ${condition.message}`],
        {
          how: 'Its metrics have to be served: by metrics-server for CPU and memory, by an adapter such as the Prometheus adapter for others.',
          path: ['spec', 'autoscaling'],
        },
      ),
    ];
  });
};
