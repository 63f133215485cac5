import type { Container } from 'kubernetes-types/core/v1.js';

import { compareQuantities, isWholeQuantity } from '../../formats/quantity.ts';
import { PROBES } from '../../resolve/manager/container.ts';
import { PROBE_ACTIONS } from '../../resolve/manager/over-defaults.ts';
import { doubtAmount } from '../amounts.ts';
import { type At, type Look, onResolved } from '../rule.ts';

/** A container of the manager's pod, and where the document describes it. */
interface Part {
  readonly container: Container;
  readonly at: At;
}

/** Looks at a container of the manager's pod, and at the document around it. */
type Check = (part: Part, look: Look<'resolved'>) => void;

/** The manager's own container is as rendered, without the mounts that are not in the document. */
function parts({ spec: { manager: added }, manager: { pod }, at: from }: Look<'resolved'>): Part[] {
  const at = from.below('spec', 'manager');
  const own = { container: { ...pod.spec!.containers[0]!, volumeMounts: added.volumeMounts ?? [] }, at };
  const others = (list: 'initContainers' | 'containers'): Part[] =>
    (added[list] ?? []).map((container, index) => ({ container, at: at.below(list, index) }));
  return [own, ...others('initContainers'), ...others('containers')];
}

/** Containers that run as root where they must not: those without a user of their own run as the pod's. */
const users: Check = ({ container, at }, { manager, at: from, find }) => {
  const { securityContext: own = {} } = container;
  const { securityContext: pod = {} } = manager.pod.spec!;
  const mustNotBeRoot = own.runAsNonRoot ?? pod.runAsNonRoot;
  if ((own.runAsUser ?? pod.runAsUser) !== 0 || !mustNotBeRoot) return;
  find(
    'CONTRADICTION',
    own.runAsUser === undefined
      ? from('spec', 'manager', 'podSecurityContext', 'runAsUser')
      : at('securityContext', 'runAsUser'),
    'With runAsNonRoot, which is true here unless you say otherwise, the kubelet starts no container as user 0.',
    'Choose another user id, or set `runAsNonRoot: false` too.',
  );
};

/** Privileged containers that may not gain privileges. */
const privilege: Check = ({ container, at }, { find }) => {
  const { privileged, allowPrivilegeEscalation } = container.securityContext ?? {};
  if (privileged !== true || allowPrivilegeEscalation !== false) return;
  find(
    'CONTRADICTION',
    at('securityContext', 'allowPrivilegeEscalation'),
    'Kubernetes refuses a privileged container that may not gain privileges.',
    'Remove one of the two keys.',
  );
};

/** Mounts without a volume, or with a volume that they hand on to the node although they may not. */
const mounts: Check = ({ container, at }, { manager, find }) => {
  const volumes = new Set(manager.pod.spec!.volumes!.map(({ name }) => name));
  container.volumeMounts?.forEach(({ name, mountPropagation }, index) => {
    if (!volumes.has(name)) {
      find(
        'NO_SUCH_VOLUME',
        at('volumeMounts', index, 'name'),
        `The pod has no volume "${name}" to mount.`,
        `Add it to spec.manager.volumes. There are: ${[...volumes].join(', ')}.`,
      );
    }
    if (mountPropagation !== 'Bidirectional' || container.securityContext?.privileged === true) return;
    find(
      'CONTRADICTION',
      at('volumeMounts', index, 'mountPropagation'),
      'Kubernetes lets only a privileged container hand its mounts on to the node.',
      'Remove the key, or set `securityContext.privileged: true`.',
    );
  });
};

/** Whether a resource is one that a plugin of the node adds, such as a GPU. */
function isDevice(resource: string): boolean {
  return resource.includes('/') && !resource.includes('kubernetes.io/');
}

/** Amounts that Kubernetes refuses, doubtful amounts of CPU and memory, and requests above their limits. */
const amounts: Check = ({ container: { resources = {} }, at }, { find }) => {
  const { requests = {}, limits = {} } = resources;
  for (const [kind, list] of Object.entries({ requests, limits })) {
    for (const [resource, amount] of Object.entries(list)) {
      const place = at('resources', kind, resource);
      if (isDevice(resource) && !isWholeQuantity(amount)) {
        find('REFUSED_VALUE', place, `Devices are counted in whole numbers, and ${amount} is not one.`);
      } else doubtAmount(resource, amount, place, find);
    }
  }
  for (const [resource, request] of Object.entries(requests)) {
    const limit = limits[resource];
    if (isDevice(resource) || resource.startsWith('hugepages-')) {
      if (limit !== undefined && compareQuantities(request, limit) === 0) continue;
      find(
        'CONTRADICTION',
        at('resources', 'requests', resource),
        `Containers do not share ${resource}, so Kubernetes refuses a request that is not the limit.`,
        'Write the amount in `limits` alone.',
      );
      continue;
    }
    if (limit === undefined || compareQuantities(request, limit) <= 0) continue;
    find(
      'REQUEST_ABOVE_LIMIT',
      at('resources', 'requests', resource),
      `The container asks for ${request} ${resource}, more than its limit of ${limit}; Kubernetes refuses such a pod.`,
      `Lower the request, or write \`limits\` with ${request} ${resource} or more beside it.`,
    );
  }
};

/** Probes that do not do one thing, or ask at a port that is not there. */
const probes: Check = ({ container, at }, { find }) => {
  const ports = (container.ports ?? []).map(({ name }) => name).filter((name) => name !== undefined);
  for (const key of PROBES) {
    const probe = container[key];
    if (probe === undefined) continue;
    const used = PROBE_ACTIONS.filter((action) => probe[action] !== undefined);
    if (used.length !== 1) {
      find(
        'PROBE_ACTIONS',
        at(key),
        `A probe has exactly one action, and this one has ${used.length === 0 ? 'none' : used.join(' and ')}.`,
        `The actions are ${PROBE_ACTIONS.join(', ')}.`,
      );
    }
    for (const action of ['httpGet', 'tcpSocket'] as const) {
      const port = probe[action]?.port;
      if (typeof port !== 'string' || ports.includes(port)) continue;
      find(
        'NO_SUCH_PORT',
        at(key, action, 'port'),
        `The container has no port named "${port}".`,
        ports.length > 0 ? `Its ports are ${ports.join(', ')}.` : 'Give the port as a number.',
      );
    }
  }
};

const CHECKS: readonly Check[] = [users, privilege, mounts, amounts, probes];

/** What Kubernetes refuses in containers of the manager's pod, or what is probably not meant there. */
export const containers = onResolved((look) => {
  const all = parts(look);
  for (const check of CHECKS) for (const part of all) check(part, look);
});
