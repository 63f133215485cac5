import type { ServicePort, ServiceSpec } from 'kubernetes-types/core/v1.js';

import { pick } from '../data/pick.ts';

/** Fields of a Service that are copied from its options as they are. */
export const passedOn = [
  'clusterIP',
  'externalIPs',
  'loadBalancerIP',
  'loadBalancerClass',
  'loadBalancerSourceRanges',
  'externalTrafficPolicy',
  'internalTrafficPolicy',
] as const satisfies readonly (keyof ServiceSpec)[];

type Options = Pick<ServiceSpec, (typeof passedOn)[number]> & Pick<ServicePort, 'port' | 'nodePort'>;

/**
 * Returns what the options of a Service say of it: fields, and the port that leads to the one of that name in the pod.
 */
export function serviceParts(
  options: Options,
  name: string,
): { readonly fields: Partial<ServiceSpec>; readonly port: ServicePort } {
  return {
    fields: pick(options, passedOn),
    port: { name, protocol: 'TCP', port: options.port, targetPort: name, ...pick(options, ['nodePort']) },
  };
}
