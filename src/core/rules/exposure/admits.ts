import type { LabelSelector, LabelSelectorRequirement } from 'kubernetes-types/meta/v1.js';
import type {
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from 'kubernetes-types/networking/v1.js';

import { addressesWithin } from '../../formats/ip.ts';

/** What is known of the labels of a pod or of a namespace. */
export interface KnownLabels {
  /** A label is `undefined` if its value is not known beforehand. */
  readonly labels: Readonly<Record<string, string | undefined>>;
  /** Whether there may be other labels. */
  readonly mayHaveMore: boolean;
  /** Whether the one who starts the pod may give it this label, as `key=value`. */
  readonly mayBeGiven?: (label: string) => boolean;
}

/** A pod that calls, and the namespace that it is in. */
export interface Caller {
  readonly pod: KnownLabels;
  readonly namespace: KnownLabels;
}

/** What is called. */
export interface Called {
  readonly namespace: string;
  readonly port: number;
  readonly portName: string;
}

/** Label by which each namespace is known. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Whether a rule lets a pod in. Unknown labels are assumed to be absent from a namespace, and to match on a pod. */
export function admits(rule: NetworkPolicyIngressRule, caller: Caller, called: Called): boolean {
  const { from = [], ports = [] } = rule;
  return (
    (ports.length === 0 || covers(ports, called.port, called.portName)) &&
    (from.length === 0 || from.some((peer) => isPeer(peer, caller, called.namespace)))
  );
}

/** Whether the ports of a rule include this TCP port. Without `name`, any named port counts as this one. */
export function covers(ports: readonly NetworkPolicyPort[], wanted: number, name?: string): boolean {
  return ports.some(({ port, endPort, protocol = 'TCP' }) => {
    if (protocol !== 'TCP') return false;
    if (port === undefined) return true;
    if (typeof port === 'string') return name === undefined || port === name;
    return port <= wanted && wanted <= (endPort ?? port);
  });
}

function isPeer(
  { ipBlock, podSelector, namespaceSelector }: NetworkPolicyPeer,
  { pod, namespace }: Caller,
  calledNamespace: string,
): boolean {
  if (ipBlock) return holdsPods(ipBlock);
  const isNamespace = namespaceSelector
    ? selects(namespaceSelector, namespace)
    : namespace.labels[NAMESPACE_NAME] === calledNamespace;
  return isNamespace && (podSelector === undefined || selects(podSelector, pod));
}

/** Ranges from which clusters give pods their addresses, and how many of each one cluster usually uses at least. */
const POD_RANGES: readonly (readonly [range: string, enough: number])[] = [
  ['10.0.0.0/8', 2 ** 16],
  ['172.16.0.0/12', 2 ** 16],
  ['192.168.0.0/16', 2 ** 16],
  ['100.64.0.0/10', 2 ** 16],
  ['fc00::/7', 2 ** 80],
];

/** Whether a block is large enough to hold the pods of a cluster. Their addresses are not known beforehand. */
export function holdsPods({ cidr, except = [] }: NonNullable<NetworkPolicyPeer['ipBlock']>): boolean {
  return POD_RANGES.some(([range, enough]) => addressesWithin(cidr, range, except) >= enough);
}

function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector, known: KnownLabels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) =>
      holds({ key, operator: 'In', values: [value] }, known),
    ) && matchExpressions.every((requirement) => holds(requirement, known))
  );
}

function holds({ key, operator, values = [] }: LabelSelectorRequirement, known: KnownLabels): boolean {
  const { labels, mayHaveMore, mayBeGiven = () => false } = known;
  const isSet = Object.hasOwn(labels, key);
  const value = isSet ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return (
        (isSet && (value === undefined || values.includes(value))) ||
        values.some((one) => mayBeGiven(`${key}=${one}`))
      );
    case 'NotIn':
      return isSet ? value === undefined || !values.includes(value) : !mayHaveMore;
    case 'Exists':
      return isSet || mayBeGiven(`${key}=`);
    default:
      return !isSet && !mayHaveMore;
  }
}
