import { at, listAt, textAt, timeAt } from '../../core/data/at.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import type { KubernetesObject } from '../../core/objects/kubernetes-object.ts';
import type { Labels } from '../../core/resolve/labels.ts';
import type { Resolved } from '../../core/resolve/resolved.ts';
import type { ClusterState, Log, NotRead, ObservedObject } from './cluster-state.ts';

/** A pod, and what of it every check asks. */
export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly object: ObservedObject;
  /** When it was made, in milliseconds since 1970. */
  readonly createdAt: number | undefined;
  /** Whether it is terminating. */
  readonly isEnding: boolean;
}

/** A line of a manager's log. */
export interface LogLine {
  readonly pod: string;
  /** In milliseconds since 1970; `undefined` where the line has none. */
  readonly at: number | undefined;
  readonly text: string;
}

/** A document, and what is known of the cluster that it runs in. */
export interface Patient {
  readonly resolved: Resolved;
  /** What the document renders. */
  readonly rendered: readonly KubernetesObject[];
  readonly state: ClusterState;
  /** When the state was read, in milliseconds since 1970. */
  readonly now: number;
  /** What the file of the document is called in commands. */
  readonly file: string;
  readonly deployment: ObservedObject | undefined;
  /** The pods of managers, also those that end. */
  readonly managers: readonly Pod[];
  /** The pods of jobs of the document's runners. */
  readonly jobs: readonly Pod[];
  /** What managers that do not end have logged since their container started, oldest first. */
  readonly log: readonly LogLine[];
}

/** Returns what checks look at. */
export function patientOf(
  resolved: Resolved,
  rendered: readonly KubernetesObject[],
  state: ClusterState,
  file: string,
): Patient {
  const { name, namespace } = resolved.metadata;
  const pods = state.objects.filter(({ kind }) => kind === 'Pod').map(podOf);
  const managers = pods.filter(
    (pod) => pod.namespace === namespace && hasLabels(pod.object, resolved.selector),
  );
  const jobNamespaces = new Set(resolved.jobNamespaces.map((one) => one.name));
  const runners = new Set(resolved.runners.map(({ section }) => labelValue(section.name ?? '')));
  const living = new Set(managers.filter(({ isEnding }) => !isEnding).map((pod) => pod.name));
  return {
    resolved,
    rendered,
    state,
    now: Date.parse(state.readAt),
    file,
    deployment: objectOf(state, 'Deployment', namespace, name),
    managers,
    jobs: pods.filter(
      ({ namespace: own, object }) =>
        jobNamespaces.has(own) &&
        labelOf(object, 'job.runner.gitlab.com/pod') !== '' &&
        runners.has(labelOf(object, 'manager.runner.gitlab.com/name')),
    ),
    log: state.logs
      .filter((log) => log.namespace === namespace && living.has(log.pod) && !log.isPrevious)
      .flatMap(linesOf)
      .sort((one, other) => (one.at ?? 0) - (other.at ?? 0)),
  };
}

/** As the executor writes a name into a label. */
function labelValue(name: string): string {
  return name.replace(/[^A-Za-z0-9_.-]/g, '').slice(0, 63);
}

/** Returns the object of a cluster; `undefined` where it is not there, or was not read. */
export function objectOf(
  { objects }: ClusterState,
  kind: string,
  namespace: string | undefined,
  name: string,
): ObservedObject | undefined {
  return objects.find(
    (object) =>
      object.kind === kind &&
      textAt(object, 'metadata', 'name') === name &&
      (namespace === undefined || textAt(object, 'metadata', 'namespace') === namespace),
  );
}

function podOf(object: ObservedObject): Pod {
  return {
    namespace: textAt(object, 'metadata', 'namespace'),
    name: textAt(object, 'metadata', 'name'),
    object,
    createdAt: timeAt(object, 'metadata', 'creationTimestamp'),
    isEnding: at(object, 'metadata', 'deletionTimestamp') !== undefined,
  };
}

/** Returns the value of a label; empty where there is none. */
export function labelOf(object: ObservedObject, label: string): string {
  return textAt(object, 'metadata', 'labels', label);
}

/** Whether an object has all of some labels. */
export function hasLabels(object: ObservedObject, labels: Labels): boolean {
  return Object.entries(labels).every(([label, value]) => labelOf(object, label) === value);
}

/** Returns the lines of a log, with the time that each begins with. */
export function linesOf({ pod, text }: Log): LogLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const blank = line.indexOf(' ');
      const time = blank > 0 ? Date.parse(line.slice(0, blank)) : Number.NaN;
      return Number.isNaN(time)
        ? { pod, at: undefined, text: line }
        : { pod, at: time, text: line.slice(blank + 1) };
    });
}

/** What is older in a log may have been fixed since. Milliseconds. */
const RECENT = 10 * 60_000;

/** Returns what managers have logged of late. */
export function recentLog({ log, now }: Pick<Patient, 'log' | 'now'>): LogLine[] {
  return log.filter(({ at: time }) => time !== undefined && now - time <= RECENT);
}

/** The state of a container as the kubelet tells it. */
export interface ContainerState {
  readonly name: string;
  /** Why it does not run; empty where it does. */
  readonly waits: string;
  /** What is said beside that. */
  readonly message: string;
  readonly restarts: number;
  /** How it ended the last time: `OOMKilled`, `Error`; empty where it never did. */
  readonly ended: string;
  readonly exitCode: number | undefined;
  /** Its last words, where the pod keeps them. */
  readonly lastWords: string;
  readonly isReady: boolean;
  /** When it started, in milliseconds since 1970, where it runs. */
  readonly startedAt: number | undefined;
}

/** Returns the states of the containers of a pod, those that prepare it first. */
export function containersOf({ object }: Pod): ContainerState[] {
  return [
    ...listAt(object, 'status', 'initContainerStatuses'),
    ...listAt(object, 'status', 'containerStatuses'),
  ].map((status) => {
    const now = at(status, 'state', 'terminated');
    const last = isMapping(now) ? now : at(status, 'lastState', 'terminated');
    const exitCode = at(last, 'exitCode');
    return {
      name: textAt(status, 'name'),
      waits: textAt(status, 'state', 'waiting', 'reason'),
      message: textAt(status, 'state', 'waiting', 'message'),
      restarts: Number(at(status, 'restartCount') ?? 0),
      ended: textAt(last, 'reason'),
      exitCode: typeof exitCode === 'number' ? exitCode : undefined,
      lastWords: textAt(last, 'message'),
      isReady: at(status, 'ready') === true,
      startedAt: timeAt(status, 'state', 'running', 'startedAt'),
    };
  });
}

/** Whether a pod serves: it does not end, and is Ready. */
export function isReady({ object, isEnding }: Pod): boolean {
  return !isEnding && conditionOf(object, 'Ready')?.status === 'True';
}

/** A condition in the status of an object. */
export interface Condition {
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  /** When it became so, in milliseconds since 1970. */
  readonly since: number | undefined;
}

/** Returns a condition; `undefined` where there is none. */
export function conditionOf(object: ObservedObject | undefined, type: string): Condition | undefined {
  const found = listAt(object, 'status', 'conditions').find((one) => textAt(one, 'type') === type);
  return found === undefined
    ? undefined
    : {
        status: textAt(found, 'status'),
        reason: textAt(found, 'reason'),
        message: textAt(found, 'message'),
        since: timeAt(found, 'lastTransitionTime'),
      };
}

/** Returns the warnings about an object, in words, the latest first. */
export function warningsAbout(
  { state }: Pick<Patient, 'state'>,
  kind: string,
  namespace: string,
  name: string,
): { readonly reason: string; readonly message: string }[] {
  return state.objects
    .filter(
      (object) =>
        object.kind === 'Event' &&
        textAt(object, 'involvedObject', 'kind') === kind &&
        textAt(object, 'involvedObject', 'namespace') === namespace &&
        textAt(object, 'involvedObject', 'name') === name,
    )
    .toSorted((one, other) => (timeAt(other, 'lastSeen') ?? 0) - (timeAt(one, 'lastSeen') ?? 0))
    .map((object) => ({ reason: textAt(object, 'reason'), message: textAt(object, 'message') }));
}

/** Whether the absence of something in the state says that it is absent in the cluster. */
export function wasRead({ state }: Pick<Patient, 'state'>, what: string, namespace?: string): boolean {
  return !state.notRead.some((one) => isAbout(one, what, namespace));
}

function isAbout(one: NotRead, what: string, namespace: string | undefined): boolean {
  return (
    (one.what === what || one.what === '*') &&
    (one.namespace === undefined || namespace === undefined || one.namespace === namespace)
  );
}

/** How a pod is called in a sentence. */
export function podName({ namespace, name }: Pod): string {
  return `pod ${namespace}/${name}`;
}
