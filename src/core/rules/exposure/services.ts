import { METRICS_PORT_NAME } from '../../resolve/manager/parts.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { type At, type Find, onResolved } from '../rule.ts';

/** The types of Services that accept a field. */
const TYPES = {
  nodePort: ['NodePort', 'LoadBalancer'],
  externalTrafficPolicy: ['NodePort', 'LoadBalancer'],
  loadBalancerIP: ['LoadBalancer'],
  loadBalancerClass: ['LoadBalancer'],
  loadBalancerSourceRanges: ['LoadBalancer'],
} as const satisfies Readonly<Record<string, readonly Type[]>>;

type Type = Resolved['sessions']['serviceType'];
type Metrics = Resolved['spec']['metrics']['service'];
type Fields = Omit<Metrics, 'enabled' | 'type'>;

/** Fields that the API server refuses or ignores for the type of the Service. */
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
    const here = at.below('spec', 'metrics', 'service');
    fieldsOfType(metrics.service.type, metrics.service, here, find);
    morePorts(metrics.service, here, find);
  }
});

/** Ports beside the metrics port that the API server refuses. */
function morePorts({ type, port, additionalPorts = [] }: Metrics, from: At, find: Find): void {
  const names = new Set<string | undefined>([METRICS_PORT_NAME]);
  const numbers = new Set([`TCP ${port}`]);
  for (const [index, { name, port, protocol = 'TCP', nodePort }] of additionalPorts.entries()) {
    const at = from.below('additionalPorts', index);
    if (name === undefined) {
      find('NEEDS_KEY', at(), 'Of several ports of a Service each needs a name.', 'Add `name`.');
    } else if (names.has(name)) {
      find(
        'NAME_TAKEN',
        at('name'),
        `Another port of the Service is called "${name}".`,
        'Take another name.',
      );
    }
    if (numbers.has(`${protocol} ${port}`)) {
      find(
        'CONTRADICTION',
        at('port'),
        `Another port of the Service is ${port} with ${protocol} too.`,
        'Take another number.',
      );
    }
    if (nodePort !== undefined && type === 'ClusterIP')
      find('CONTRADICTION', at.key('nodePort'), ...ofOtherType('nodePort', type));
    names.add(name);
    numbers.add(`${protocol} ${port}`);
  }
}

function fieldsOfType(type: Type, fields: Fields, at: At, find: Find): void {
  for (const [key, types] of Object.entries(TYPES)) {
    const isExternal = key === 'externalTrafficPolicy' && (fields.externalIPs ?? []).length > 0;
    if (fields[key as keyof typeof TYPES] === undefined || isExternal) continue;
    if ((types as readonly Type[]).includes(type)) continue;
    find('CONTRADICTION', at.key(key), ...ofOtherType(key as keyof typeof TYPES, type));
  }
  if (fields.clusterIP === 'None' && type !== 'ClusterIP') {
    find(
      'CONTRADICTION',
      at('clusterIP'),
      `A Service of type ${type} cannot be without an address.`,
      'Remove the key, or set `type: ClusterIP`.',
    );
  }
}

/** What is wrong with a field of Services of other types, and what to do about it. */
function ofOtherType(key: keyof typeof TYPES, type: Type): [message: string, help: string] {
  return [
    `${key} belongs to Services of type ${TYPES[key].join(' or ')}, and this one has the type ${type}.`,
    'Remove the key, or set `type`.',
  ];
}
