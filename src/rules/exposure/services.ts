import type { Path, Report } from '../../diagnostics/diagnostic.ts';

/** What a Service of the document may say. */
interface ServiceOptions {
  readonly type: 'ClusterIP' | 'Headless' | 'NodePort' | 'LoadBalancer';
  readonly nodePort?: number;
  readonly clusterIP?: string;
  readonly externalIPs?: readonly string[];
  readonly loadBalancerIP?: string;
  readonly loadBalancerClass?: string;
  readonly loadBalancerSourceRanges?: readonly string[];
  readonly externalTrafficPolicy?: string;
}

const types = {
  nodePort: ['NodePort', 'LoadBalancer'],
  externalTrafficPolicy: ['NodePort', 'LoadBalancer'],
  loadBalancerIP: ['LoadBalancer'],
  loadBalancerClass: ['LoadBalancer'],
  loadBalancerSourceRanges: ['LoadBalancer'],
} as const;

/** Fields that the API server refuses, or passes over, with the type of the Service. */
export function checkService(service: ServiceOptions, path: Path, report: Report): void {
  for (const [key, allowed] of Object.entries(types)) {
    const value = service[key as keyof typeof types];
    const hasExternalIPs = key === 'externalTrafficPolicy' && (service.externalIPs ?? []).length > 0;
    if (value === undefined || hasExternalIPs || (allowed as readonly string[]).includes(service.type)) {
      continue;
    }
    report({
      code: 'CONTRADICTION',
      severity: 'error',
      message: `${key} belongs to Services of type ${allowed.join(' or ')}, and this one has the type ${service.type}.`,
      path: [...path, key],
      at: 'key',
      help: 'Take the key out, or set `type`.',
    });
  }
  if (service.clusterIP === 'None' && service.type !== 'ClusterIP') {
    report({
      code: 'CONTRADICTION',
      severity: 'error',
      message: `A Service of type ${service.type} cannot be without an address.`,
      path: [...path, 'clusterIP'],
      help: 'Take the key out, or set `type: ClusterIP`.',
    });
  }
}
