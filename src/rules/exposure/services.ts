import { METRICS_PORT_NAME } from '../../resolve/manager/parts.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { type At, type Find, onResolved } from '../rule.ts';

/** The types of Services that take a field. */
const TYPES = {
  nodePort: ['NodePort', 'LoadBalancer'],
  externalTrafficPolicy: ['NodePort', 'LoadBalancer'],
  loadBalancerIP: ['LoadBalancer'],
  loadBalancerClass: ['LoadBalancer'],
  loadBalancerSourceRanges: ['LoadBalancer'],
} as const satisfies Readonly<Record<string, readonly Type[]>>;

type Type = Resolved['sessions']['serviceType'];
type Fields = Omit<Resolved['spec']['metrics']['service'], 'enabled' | 'type'>;

/** Fields that the API server refuses, or passes over, with the type of the Service. */
export const services = onResolved(({ spec: { metrics, sessionServer }, manager, sessions, at, find }) => {
  if (sessionServer.enabled && sessions.port !== undefined) {
    fieldsOfType(
      sessions.serviceType,
      sessionServer.service,
      at.below('spec', 'sessionServer', 'service'),
      find,
    );
  }
  if (metrics.service.enabled && manager.metricsPort !== undefined) {
    fieldsOfType(metrics.service.type, metrics.service, at.below('spec', 'metrics', 'service'), find);
  }
});

function fieldsOfType(type: Type, fields: Fields, at: At, find: Find): void {
  for (const [key, types] of Object.entries(TYPES)) {
    const isExternal = key === 'externalTrafficPolicy' && (fields.externalIPs ?? []).length > 0;
    if (fields[key as keyof typeof TYPES] === undefined || isExternal) continue;
    if ((types as readonly Type[]).includes(type)) continue;
    find(
      'CONTRADICTION',
      at.key(key),
      `${key} belongs to Services of type ${types.join(' or ')}, and this one has the type ${type}.`,
      'Take the key out, or set `type`.',
    );
  }
  const taken = new Set([METRICS_PORT_NAME, `${fields.port}/TCP`]);
  fields.additionalPorts?.forEach(({ name, port, protocol = 'TCP', nodePort }, index) => {
    for (const [key, value] of Object.entries({ name: name!, port: `${port}/${protocol}` })) {
      if (taken.has(value)) {
        const message = `Another port of the Service has the ${key} ${value} already.`;
        find('NAME_TAKEN', at('additionalPorts', index, key), message, 'Use another one.');
      }
      taken.add(value);
    }
    if (nodePort === undefined || (TYPES.nodePort as readonly Type[]).includes(type)) return;
    find(
      'CONTRADICTION',
      at('additionalPorts', index, 'nodePort'),
      `A Service of type ${type} has no ports on nodes.`,
      'Take the key out, or set `type`.',
    );
  });
  if (fields.clusterIP === 'None' && type !== 'ClusterIP') {
    find(
      'CONTRADICTION',
      at('clusterIP'),
      `A Service of type ${type} cannot be without an address.`,
      'Take the key out, or set `type: ClusterIP`.',
    );
  }
}
