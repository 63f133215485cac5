import { compareQuantities } from '../../formats/quantity.ts';
import { doubtAmount, doubtBytes } from '../amounts.ts';
import { onRunner } from '../rule.ts';

/** The key of the maximum up to which jobs may choose an amount. */
const maximumOf = (key: string): string => `${key}_overwrite_max_allowed`;

/** Keys of amounts with their resource, their other bound, both maxima for jobs, and keys that they must not exceed. */
const AMOUNTS = ['', 'helper_', 'service_', 'pod_'].flatMap((container) =>
  ['cpu', 'memory', 'ephemeral_storage'].flatMap((kind) =>
    ['request', 'limit'].map((bound) => {
      const isRequest = bound === 'request';
      const otherKey = `${container}${kind}_${isRequest ? 'limit' : 'request'}`;
      const key = `${container}${kind}_${bound}`;
      return {
        key,
        resource: kind.replace('_', '-'),
        maximumKey: maximumOf(key),
        isRequest,
        otherKey,
        otherMaximumKey: maximumOf(otherKey),
        upperKeys: [
          ...(isRequest ? [otherKey] : []),
          ...(container === 'pod_' ? [] : [`pod_${kind}_${bound}`]),
        ],
      };
    }),
  ),
);

/** Amounts of CPU, memory and storage for which Kubernetes refuses the pod, or that are probably not intended. */
export const amounts = onRunner(({ entry: { kubernetes }, at, find }) => {
  const written = kubernetes as unknown as Readonly<Record<string, string | undefined>>;
  const isAbove = (key: string, otherKey: string): boolean => {
    const [amount, other] = [written[key], written[otherKey]];
    return amount !== undefined && other !== undefined && compareQuantities(amount, other) > 0;
  };
  for (const { key, resource, maximumKey, isRequest, otherKey, otherMaximumKey, upperKeys } of AMOUNTS) {
    if (written[key] === undefined && written[maximumKey] === undefined) continue;
    for (const each of [key, maximumKey]) {
      const amount = written[each];
      if (amount !== undefined) doubtAmount(resource, amount, at('kubernetes', each), find);
    }
    if (isAbove(key, maximumKey)) {
      find(
        'UNUSUAL_VALUE',
        at('kubernetes', maximumKey),
        `${key} gives jobs ${written[key]}, more than the ${written[maximumKey]} they may request.`,
        `Raise the maximum to ${written[key]} or more, or remove it so that jobs cannot change the amount.`,
      );
    }
    const isOtherFixed = written[otherMaximumKey] === undefined;
    if (isRequest && isOtherFixed && isAbove(maximumKey, otherKey)) {
      find(
        'UNUSUAL_VALUE',
        at('kubernetes', maximumKey),
        `Jobs may ask for up to ${written[maximumKey]}, and ${otherKey} stays ${written[otherKey]}; Kubernetes refuses a request above its limit.`,
        `Lower the maximum to ${written[otherKey]}, or let jobs change the limit too, with ${otherMaximumKey}.`,
      );
    }
    if (!isRequest && isOtherFixed && isAbove(otherKey, maximumKey) && written[key] === undefined) {
      find(
        'UNUSUAL_VALUE',
        at('kubernetes', maximumKey),
        `Jobs may set a limit of ${written[maximumKey]} at most, and ${otherKey} stays ${written[otherKey]}; Kubernetes refuses a limit below its request.`,
        `Raise the maximum to ${written[otherKey]}, or let jobs change the request too, with ${otherMaximumKey}.`,
      );
    }
    for (const upperKey of upperKeys.filter((upperKey) => isAbove(key, upperKey))) {
      find(
        'REQUEST_ABOVE_LIMIT',
        at('kubernetes', key),
        `${key} is ${written[key]}, more than the ${written[upperKey]} of ${upperKey}; Kubernetes refuses such a pod.`,
        `Lower ${key} or raise ${upperKey}.`,
      );
    }
  }
});

/** Limits of empty volumes that are probably not intended. */
export const volumeSizes = onRunner(({ entry: { kubernetes }, at, find }) => {
  kubernetes.volumes?.empty_dir?.forEach(({ size_limit }, index) => {
    if (size_limit === undefined) return;
    doubtBytes(size_limit, at('kubernetes', 'volumes', 'empty_dir', index, 'size_limit'), find);
  });
});
