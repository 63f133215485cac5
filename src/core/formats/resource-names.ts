import type { Format } from './format.ts';
import { labelKey } from './names.ts';

const OF_CONTAINERS = ['cpu', 'memory', 'ephemeral-storage'];
const COUNTED = [
  'pods',
  'services',
  'services.nodeports',
  'services.loadbalancers',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
];
const OF_QUOTAS = [
  ...OF_CONTAINERS,
  ...['requests', 'limits'].flatMap((bound) => OF_CONTAINERS.map((name) => `${bound}.${name}`)),
  'requests.storage',
  ...COUNTED,
];

/** What people call the resources of a container. */
const SYNONYMS: Readonly<Record<string, string>> = {
  core: 'cpu',
  cores: 'cpu',
  vcpu: 'cpu',
  mem: 'memory',
  ram: 'memory',
  disk: 'ephemeral-storage',
  ephemeral: 'ephemeral-storage',
};

/**
 * Kubernetes' own names, sizes of huge pages with one of the prefixes, and names with the domain of who has made them.
 * The API server refuses every other.
 */
function resourceNames(names: readonly string[], others: RegExp, expected: string): Format {
  const choices = new Set(names);
  const test = (text: string): boolean => choices.has(text) || (labelKey.test(text) && others.test(text));
  return {
    test,
    expected,
    choices: names,
    suggest: (text) => {
      const [, bound = '', name = ''] = /^((?:requests|limits)\.)?(.{1,40})$/.exec(text.toLowerCase()) ?? [];
      const candidate = bound + (Object.hasOwn(SYNONYMS, name) ? SYNONYMS[name] : name.replaceAll('_', '-'));
      return candidate !== text && test(candidate) ? candidate : undefined;
    },
    explain: (text) =>
      /^(?:requests\.)?gpus?$/i.test(text)
        ? 'the resource of a device has the domain of its maker before it, such as "nvidia.com/gpu"'
        : undefined,
  };
}

/** Only a quota distinguishes the requests of a device from its limits. */
const OTHERS = /^(?:hugepages-.|(?!requests\.).*\/)/;

/** A resource that a container requests or is limited to. */
export const containerResource: Format = resourceNames(
  OF_CONTAINERS,
  OTHERS,
  'a resource of a container: cpu, memory, ephemeral-storage, hugepages-<size>, or a name with a domain such as "nvidia.com/gpu"',
);

/** A resource that a LimitRange bounds, or a volume claim requests. */
export const limitedResource: Format = resourceNames(
  [...OF_CONTAINERS, 'storage'],
  OTHERS,
  'a resource with limits: cpu, memory, ephemeral-storage, storage, hugepages-<size>, or a name with a domain such as "nvidia.com/gpu"',
);

/** A resource that a ResourceQuota bounds. */
export const quotaResource: Format = resourceNames(
  OF_QUOTAS,
  /^(?:requests\.)?hugepages-.|\//,
  'a resource of a quota, such as limits.memory, requests.cpu or pods, or a name with a domain such as "count/jobs.batch" or "requests.nvidia.com/gpu"',
);
