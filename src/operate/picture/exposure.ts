import type { Service } from 'kubernetes-types/core/v1.js';
import { podMonitor } from '../../core/objects/metrics/pod-monitor.ts';
import { metricsService } from '../../core/objects/metrics/service.ts';
import { serviceMonitor } from '../../core/objects/metrics/service-monitor.ts';
import { sessionIngress } from '../../core/objects/session/ingress.ts';
import { sessionService } from '../../core/objects/session/service.ts';
import type { Resolved } from '../../core/resolve/resolved.ts';
import type { Box } from './flowchart.ts';
import { gitlab, managerKey } from './manager.ts';
import { calls, inNamespace, type Part } from './part.ts';
import { some } from './some.ts';

/** What can be called in a manager, and who can call it: terminals of jobs, and metrics. */
export function exposure(resolved: Resolved): readonly Part[] {
  return [sessions(resolved), metrics(resolved)];
}

function sessions(resolved: Resolved): Part {
  const service = sessionService(resolved);
  if (service === undefined) return {};
  const door = serviceBox(resolved, service);
  const ingress = sessionIngress(resolved);
  const front: Box | undefined = ingress && {
    key: `ingress ${door.key}`,
    kind: 'door',
    lines: [`Ingress ${ingress.metadata?.name}`, ingress.spec?.rules?.[0]?.host ?? 'every host'],
  };
  const callers = [...new Set(resolved.runners.map((runner) => gitlab(runner).key))];
  return {
    inNamespaces: [inNamespace(resolved.metadata.namespace, [...(front === undefined ? [] : [front]), door])],
    arrows: [
      ...callers.map((from) => calls(from, (front ?? door).key, ['terminals of jobs'])),
      ...(front === undefined ? [] : [calls(front.key, door.key)]),
      calls(door.key, managerKey(resolved), [`port ${resolved.sessions.port}`]),
    ],
  };
}

const PROMETHEUS: Box = { key: 'prometheus', lines: ['Prometheus'], kind: 'outside' };

function metrics(resolved: Resolved): Part {
  const { metadata, manager } = resolved;
  const service = metricsService(resolved);
  const door = service && serviceBox(resolved, service);
  const monitors = [
    [podMonitor(resolved), managerKey(resolved)],
    [serviceMonitor(resolved), door?.key ?? managerKey(resolved)],
  ] as const;
  const scraped = monitors.flatMap(([monitor, target]) =>
    monitor === undefined ? [] : [calls(PROMETHEUS.key, target, [`metrics, by ${monitor.kind}`])],
  );
  const clients = service && clientsOf(service);
  return {
    boxes: [...(scraped.length > 0 ? [PROMETHEUS] : []), ...(clients === undefined ? [] : [clients])],
    inNamespaces: door === undefined ? [] : [inNamespace(metadata.namespace, [door])],
    arrows: [
      ...scraped,
      ...(door === undefined ? [] : [calls(door.key, managerKey(resolved), [`port ${manager.metricsPort}`])]),
      ...(door === undefined || clients === undefined ? [] : [calls(clients.key, door.key, ['metrics'])]),
    ],
  };
}

/** Who reaches a Service from outside of the cluster. */
function clientsOf({ spec }: Service): Box | undefined {
  const { type, loadBalancerSourceRanges = [], externalIPs = [] } = spec ?? {};
  if (type !== 'LoadBalancer' && type !== 'NodePort' && externalIPs.length === 0) return undefined;
  const who =
    type === 'LoadBalancer' && loadBalancerSourceRanges.length > 0
      ? some(loadBalancerSourceRanges)
      : type === 'LoadBalancer'
        ? 'every address that reaches the load balancer'
        : 'every address that reaches the nodes';
  return { key: `clients ${who}`, lines: ['Clients', who], kind: 'outside' };
}

function serviceBox(resolved: Resolved, { metadata, spec }: Service): Box {
  const type = spec?.clusterIP === 'None' ? 'headless' : (spec?.type ?? 'ClusterIP');
  const ports = (spec?.ports ?? []).map(({ port }) => String(port));
  return {
    key: `service ${resolved.metadata.namespace} ${metadata?.name}`,
    kind: 'door',
    lines: [`Service ${metadata?.name}`, `${type}, port ${some(ports)}`],
  };
}
