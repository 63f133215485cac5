import type { ServiceSpec } from 'kubernetes-types/core/v1.js';

import { pick } from '../data/pick.ts';

const passedOn = [
  'clusterIP',
  'externalIPs',
  'loadBalancerIP',
  'loadBalancerClass',
  'loadBalancerSourceRanges',
  'externalTrafficPolicy',
  'internalTrafficPolicy',
] as const satisfies readonly (keyof ServiceSpec)[];

/** Returns the fields of a Service that the document passes on as they are. */
export function serviceFields(
  options: Pick<ServiceSpec, (typeof passedOn)[number]>,
): Pick<ServiceSpec, (typeof passedOn)[number]> {
  return pick(options, passedOn);
}
