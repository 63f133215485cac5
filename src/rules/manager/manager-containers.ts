import type { Container, PodSecurityContext, Probe } from 'kubernetes-types/core/v1.js';

import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import { compareQuantities } from '../../formats/quantity.ts';
import { managerPorts, managerResources, managerVolumes } from '../../resolve/manager-pod.ts';
import type { Resolved } from '../../resolve/resolve.ts';
import { checkAmount } from '../runner/amounts.ts';

/** A container of the manager's pod as the document describes it, with what it has of itself. */
interface Part {
  readonly path: Path;
  readonly container: Partial<Container>;
  readonly ports: readonly (string | undefined)[];
}

/**
 * What the cluster would refuse in all containers of the manager's pod: mounts without a volume, probes, amounts,
 * security settings that exclude each other.
 */
export function checkManagerContainers({ document }: Resolved, report: Report): void {
  const { manager } = document.spec;
  const path = ['spec', 'manager'];
  const parts: Part[] = [
    {
      path,
      container: { ...(manager as Partial<Container>), resources: managerResources(document) },
      ports: [...managerPorts(document), ...(manager.ports ?? [])].map(({ name }) => name),
    },
    ...(['initContainers', 'containers'] as const).flatMap((key) =>
      (manager[key] ?? []).map((container, index) => ({
        path: [...path, key, index],
        container,
        ports: (container.ports ?? []).map(({ name }) => name),
      })),
    ),
  ];
  const volumes = new Set(
    [...managerVolumes(document, { kind: 'ConfigMap', name: '' }), ...(manager.volumes ?? [])].map(
      ({ name }) => name,
    ),
  );
  checkUsers(parts, manager.podSecurityContext ?? {}, report);
  for (const part of parts) {
    checkPrivilege(part, report);
    checkMounts(part, volumes, report);
    checkAmounts(part, report);
    for (const key of ['startupProbe', 'readinessProbe', 'livenessProbe'] as const) {
      const probe = part.container[key];
      // For the manager itself, an empty mapping takes our probe away.
      const isNone = part.path === path && Object.keys(probe ?? {}).length === 0;
      if (probe && !isNone) checkProbe(probe, [...part.path, key], part.ports, report);
    }
  }
}

/** A container without a user of its own runs as the pod's, which is told once. */
function checkUsers(parts: readonly Part[], pod: PodSecurityContext, report: Report): void {
  const places = new Map<string, Path>();
  for (const { path, container } of parts) {
    const { securityContext: own = {} } = container;
    const user = own.runAsUser ?? pod.runAsUser;
    // The pod's own setting is ours unless the document has another.
    const mustNotBeRoot = own.runAsNonRoot ?? pod.runAsNonRoot ?? true;
    if (user !== 0 || !mustNotBeRoot) continue;
    const context =
      own.runAsUser === undefined ? ['spec', 'manager', 'podSecurityContext'] : [...path, 'securityContext'];
    places.set(context.join('/'), [...context, 'runAsUser']);
  }
  for (const path of places.values()) {
    report({
      code: 'CONTRADICTION',
      severity: 'error',
      message:
        'With runAsNonRoot, which is true here unless you say otherwise, the kubelet starts no container as user 0.',
      path,
      help: 'Choose another user id, or set `runAsNonRoot: false` too.',
    });
  }
}

function checkPrivilege({ path, container }: Part, report: Report): void {
  const { privileged, allowPrivilegeEscalation } = container.securityContext ?? {};
  if (privileged !== true || allowPrivilegeEscalation !== false) return;
  report({
    code: 'CONTRADICTION',
    severity: 'error',
    message: 'Kubernetes refuses a privileged container that may not gain privileges.',
    path: [...path, 'securityContext', 'allowPrivilegeEscalation'],
    help: 'Take one of the two keys out.',
  });
}

function checkMounts({ path, container }: Part, volumes: ReadonlySet<string>, report: Report): void {
  container.volumeMounts?.forEach(({ name }, index) => {
    if (volumes.has(name)) return;
    report({
      code: 'NO_SUCH_VOLUME',
      severity: 'error',
      message: `The pod has no volume "${name}" to mount.`,
      path: [...path, 'volumeMounts', index, 'name'],
      help: `Add it to spec.manager.volumes. There are: ${[...volumes].join(', ')}.`,
    });
  });
}

function checkAmounts({ path, container }: Part, report: Report): void {
  const { requests = {}, limits = {} } = container.resources ?? {};
  for (const [kind, amounts] of Object.entries({ requests, limits })) {
    for (const [resource, amount] of Object.entries(amounts)) {
      checkAmount(resource, amount, [...path, 'resources', kind, resource], report);
    }
  }
  for (const [resource, request] of Object.entries(requests)) {
    const limit = limits[resource];
    if (limit === undefined || compareQuantities(request, limit) <= 0) continue;
    report({
      code: 'REQUEST_ABOVE_LIMIT',
      severity: 'error',
      message: `The container asks for ${request} ${resource}, more than its limit of ${limit}; Kubernetes refuses such a pod.`,
      path: [...path, 'resources', 'requests', resource],
      help: `Lower the request, or write \`limits\` with ${request} ${resource} or more beside it.`,
    });
  }
}

const actions = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;

function checkProbe(probe: Probe, path: Path, ports: readonly (string | undefined)[], report: Report): void {
  const used = actions.filter((action) => probe[action] !== undefined);
  if (used.length !== 1) {
    report({
      code: 'PROBE_ACTIONS',
      severity: 'error',
      message: `A probe has exactly one action, and this one has ${used.length === 0 ? 'none' : used.join(' and ')}.`,
      path,
      help: `The actions are ${actions.join(', ')}.`,
    });
  }
  for (const action of ['httpGet', 'tcpSocket'] as const) {
    const port = probe[action]?.port;
    if (typeof port !== 'string' || ports.includes(port)) continue;
    const named = ports.filter((name) => name !== undefined);
    report({
      code: 'NO_SUCH_PORT',
      severity: 'error',
      message: `The container has no port named "${port}".`,
      path: [...path, action, 'port'],
      help: named.length > 0 ? `Its ports are ${named.join(', ')}.` : 'Give the port as a number.',
    });
  }
}
