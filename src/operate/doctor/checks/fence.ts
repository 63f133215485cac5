import { listAt, textAt } from '../../../core/data/at.ts';
import { counted } from '../../../core/data/counted.ts';
import type { KubernetesObject } from '../../../core/objects/kubernetes-object.ts';
import type { Resolved } from '../../../core/resolve/resolved.ts';
import type { Check } from '../check.ts';
import { applyCommand } from '../commands.ts';
import { finding, type Mend } from '../finding.ts';
import { objectOf, type Patient, recentLog, wasRead } from '../patient.ts';
import { resourceOf } from '../resources.ts';
import { accountOf } from './permissions.ts';

const POLICY = 'ValidatingAdmissionPolicy';
const BINDING = 'ValidatingAdmissionPolicyBinding';

/** Whether an object is an admission policy, or what makes one hold. */
export function isOfFence({ kind }: { readonly kind?: unknown }): boolean {
  return kind === POLICY || kind === BINDING;
}

/** How the names of the admission policies of a document begin. */
export function policyPrefix({ metadata }: Pick<Resolved, 'metadata'>): string {
  return `${metadata.namespace}.${metadata.name}.`;
}

/** What an admission policy of a document said of a request. */
interface Verdict {
  readonly policy: string;
  readonly message: string;
  /** Whether the request was refused; else the manager was warned. */
  readonly isRefused: boolean;
}

/** What follows a message in a line of the log. */
const END = String.raw`(?:\. Check https:|\s+\w+=|",?"|"?\}?$)`;
const SAID = new RegExp(
  String.raw`${POLICY} '(?<policy>[^']+)' with binding '[^']+'(?<denied> denied request)?: (?<message>.*? \(spec\.[^()]*\)|.*?(?=${END}))`,
);

/** Returns what an admission policy of the document says in a line of a manager's log. */
export function verdictIn({ resolved }: Pick<Patient, 'resolved'>, line: string): Verdict | undefined {
  const { policy = '', message = '', denied } = SAID.exec(line)?.groups ?? {};
  return policy.startsWith(policyPrefix(resolved))
    ? { policy, message: message.replaceAll('\\"', '"'), isRefused: denied !== undefined }
    : undefined;
}

/** What is asked for, by the last part of a policy's name. */
const REQUESTS: Readonly<Record<string, string>> = {
  pods: 'the pod of a job',
  'pause-pods': 'pause pods',
  secrets: 'the Secret of a job',
  objects: 'a request of the manager',
  'priority-classes': 'a PriorityClass',
};

/** What the admission policies of the document have refused, or would refuse, as managers say: one finding for each reason. */
export const fenced: Check = (patient) => {
  const found = new Map<string, Verdict>();
  for (const { text } of recentLog(patient)) {
    const verdict = verdictIn(patient, text);
    if (verdict !== undefined && mayStillBe(patient, verdict)) found.set(JSON.stringify(verdict), verdict);
  }
  return [...found.values()].map(({ policy, message, isRefused }) => {
    const [what = ''] = /[^.]+$/.exec(policy) ?? [];
    return finding(
      'POD_FENCED',
      `Admission policy ${policy} ${isRefused ? 'refused' : 'would refuse'} ${REQUESTS[what] ?? 'a request'}.`,
      [message],
      fencedMend(patient, message, isRefused),
    );
  });
};

/** Whether a policy says today what it once said: it may have changed since, or be gone. */
function mayStillBe(patient: Patient, { policy, message }: Verdict): boolean {
  const object = objectOf(patient.state, POLICY, undefined, policy);
  if (object === undefined) return !wasRead(patient, resourceOf(POLICY));
  return listAt(object, 'spec', 'validations').some((one) => textAt(one, 'message') === message);
}

function fencedMend(patient: Patient, message: string, isRefused: boolean): Mend {
  const [, setting] = /\((spec\.[^()]*)\)$/.exec(message) ?? [];
  const known =
    setting === undefined
      ? 'Nothing that the document could say makes a manager ask for this: look who else uses its account.'
      : `Where jobs are to have it, say so in the document (${setting}) and apply what it renders: managers read a changed config.toml within two minutes.`;
  const others =
    'Where a webhook of the cluster adds it to pods, have that leave out the pods of jobs, or let the policies only warn';
  return {
    how: isRefused
      ? `${known} ${others}: validationActions: [Audit, Warn].`
      : `${known} ${others}, as they do now.`,
    ...(setting !== undefined && { commands: [applyCommand(patient)] }),
    path: ['spec', 'jobs', 'admissionPolicy'],
  };
}

/** A rendered object of the fence that does not hold in the cluster. */
interface Broken {
  readonly object: KubernetesObject;
  readonly why: string;
}

/** Returns the admission policies and bindings that do not hold managers to the document, as far as they could be read. */
function brokenFence(patient: Patient): Broken[] {
  const { rendered, state } = patient;
  const account = runningAccount(patient);
  return rendered.filter(isOfFence).flatMap((object): Broken[] => {
    const { apiVersion, kind, metadata } = object;
    if (state.served?.includes(`${apiVersion} ${kind}`) === false) return [];
    if (!wasRead(patient, resourceOf(kind))) return [];
    const live = objectOf(state, kind, undefined, metadata.name);
    const why = live === undefined ? 'is not there' : whyBroken(object, live, account);
    return why === undefined ? [] : [{ object, why }];
  });
}

/** The account that managers have, whatever the document says. */
function runningAccount({ deployment, resolved }: Patient): string {
  const name = textAt(deployment, 'spec', 'template', 'spec', 'serviceAccountName');
  return name === '' ? accountOf(resolved) : `system:serviceaccount:${resolved.metadata.namespace}:${name}`;
}

function whyBroken(object: KubernetesObject, live: object, account: string): string | undefined {
  if (object.kind === POLICY) {
    const accounts = listAt(live, 'spec', 'matchConditions').flatMap(
      (one) => textAt(one, 'expression').match(/system:serviceaccount:[-a-z0-9]+:[-.a-z0-9]+/g) ?? [],
    );
    return accounts.length === 0 || accounts.includes(account)
      ? undefined
      : `is about ${accounts.join(', ')}, and managers are ${account}`;
  }
  const policy = textAt(live, 'spec', 'policyName');
  const [wanted, actions] = [object, live].map((one) => listAt(one, 'spec', 'validationActions'));
  if (policy !== textAt(object, 'spec', 'policyName')) return `is about the policy ${policy}`;
  return wanted!.includes('Deny') && !actions!.includes('Deny')
    ? `refuses nothing: validationActions: [${actions!.join(', ')}]`
    : undefined;
}

/** Admission policies of the document that do not hold managers to it. */
export const fence: Check = (patient) => [...unfit(patient), ...notUnderstood(patient)];

const unfit: Check = (patient) => {
  const broken = brokenFence(patient);
  const all = patient.rendered.filter(isOfFence).length;
  if (broken.length === 0) return [];
  return [
    finding(
      'FENCE_BROKEN',
      `${broken.length} of the ${counted(all, 'object')} that hold managers to the document ${broken.length === 1 ? 'does' : 'do'} not: the API server lets through what the document would not make.`,
      broken.map(({ object, why }) => `${object.kind}/${object.metadata.name} ${why}`),
      { how: 'Apply what the document renders.', commands: [applyCommand(patient)] },
    ),
  ];
};

/** Expressions that the API server does not understand: what it asks them about is refused. */
const notUnderstood: Check = (patient) => {
  const { state } = patient;
  const seen = patient.rendered
    .filter(isOfFence)
    .flatMap(({ kind, metadata: { name } }) =>
      kind === POLICY
        ? warningsOf(patient, name).map(
            (one) => `${name}: ${textAt(one, 'fieldRef')}: ${textAt(one, 'warning')}`,
          )
        : [],
    );
  if (seen.length === 0) return [];
  return [
    finding(
      'FENCE_BROKEN',
      `The API server does not understand ${counted(seen.length, 'expression')} of admission policies of the document, and refuses what it is to judge by ${seen.length === 1 ? 'it' : 'them'}.`,
      [...seen, ...(state.serverVersion === undefined ? [] : [`the API server is ${state.serverVersion}`])],
      {
        how: 'Where somebody has changed the policy, apply what the document renders. Otherwise let the policies only warn: validationActions: [Audit, Warn].',
        path: ['spec', 'jobs', 'admissionPolicy'],
      },
    ),
  ];
};

/** What the API server does not understand of a policy. */
function warningsOf({ state }: Patient, name: string): readonly unknown[] {
  return listAt(objectOf(state, POLICY, undefined, name), 'status', 'typeChecking', 'expressionWarnings');
}

/** Whether there is a finding about an object of the fence. */
export function isFenceFound(patient: Patient): (kind: string, name: string) => boolean {
  const broken = brokenFence(patient).map(({ object }) => `${object.kind}/${object.metadata.name}`);
  return (kind, name) =>
    broken.includes(`${kind}/${name}`) || (kind === POLICY && warningsOf(patient, name).length > 0);
}
