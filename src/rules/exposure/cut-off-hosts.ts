import { isInBlock } from '../../formats/ip.ts';
import { onDocument, onResolved, onRunner } from '../rule.ts';

/** One address of each range from which clusters give their pods and Services addresses. */
const CLUSTER_ADDRESSES = ['10.0.0.1', '172.16.0.1', '192.168.0.1', '100.64.0.1', 'fd00::1'];

/** Hosts that jobs need and that their NetworkPolicy keeps from them. */
export const hostsOfJobs = onRunner(({ entry, jobsIn, spec, at, find }) => {
  const { enabled, extraEgress = [], deniedCidrs } = spec.jobs.networkPolicy;
  if (!enabled || extraEgress.length > 0 || jobsIn !== 'given namespaces') return;
  const { url, clone_url, cache } = entry;
  const addresses = [
    [at('url'), url],
    [at('clone_url'), clone_url],
    [at('cache', 's3', 'ServerAddress'), cache?.Type === 's3' ? cache.s3?.ServerAddress : undefined],
  ] as const;
  for (const [place, address = ''] of addresses) {
    const host = hostOf(address);
    if (!isDenied(host, deniedCidrs)) continue;
    find(
      'HOST_CUT_OFF',
      place,
      `Jobs need "${host}", which has a private address, and their NetworkPolicy denies them that.`,
      'Let jobs out to it with `spec.jobs.networkPolicy.extraEgress`.',
    );
  }
});

/** A proxy that the manager is to use and that its NetworkPolicy keeps from it. */
export const proxyOfManager = onDocument(({ spec: { networkPolicy, manager }, at, find }) => {
  const { enabled, extraEgress = [], gitlab } = networkPolicy;
  if (!enabled || extraEgress.length > 0 || gitlab.ports !== undefined) return;
  manager.env?.forEach(({ name, value }, index) => {
    if (!/^https?_proxy$/i.test(name) || value === '') return;
    find(
      'HOST_CUT_OFF',
      at('spec', 'manager', 'env', index),
      `The manager is to use the proxy in ${name}, and its NetworkPolicy lets it out to GitLab's ports alone.`,
      'Let it out to the proxy with `spec.networkPolicy.extraEgress`, or with `peers` and `ports` of `gitlab`.',
    );
  });
});

/**
 * A proxy between the manager and the API server of its own cluster, whose address is none that a proxy outside can
 * reach. The API server speaks HTTPS alone, so that HTTP_PROXY does not matter.
 */
export const proxyToApiServer = onResolved(({ spec: { manager }, runners, at, find }) => {
  const { env = [], envFrom, podPatch } = manager;
  const isOpen = envFrom !== undefined || podPatch !== undefined;
  const hasException = env.some(({ name }) => /^no_proxy$/i.test(name));
  if (isOpen || hasException || runners.every(({ jobsIn }) => jobsIn === 'another cluster')) return;
  env.forEach(({ name, value }, index) => {
    if (!/^https_proxy$/i.test(name) || value === '') return;
    find(
      'UNUSUAL_VALUE',
      at('spec', 'manager', 'env', index, 'name'),
      `With ${name} and without NO_PROXY the manager goes through the proxy to the API server of its own cluster too, and creates no pods where the proxy does not reach it.`,
      'Add `{name: NO_PROXY, value: "$(KUBERNETES_SERVICE_HOST),.svc"}`, with the other hosts that need no proxy.',
    );
  });
});

/** The host of a URL, or of an address with or without a port. */
function hostOf(address: string): string {
  const [, bracketed, plain = ''] = /^(?:https?:\/\/)?(?:\[([^\]]*)\]|([^/?#:]*))/.exec(address) ?? [];
  return bracketed ?? plain;
}

function isDenied(host: string, blocks: readonly string[]): boolean {
  const addresses = isClusterName(host) ? CLUSTER_ADDRESSES : [host];
  return blocks.some((block) => addresses.some((address) => isInBlock(address, block)));
}

/** Names that only the cluster's DNS knows: a Service's with or without its namespace. Variables may be any name. */
function isClusterName(host: string): boolean {
  return !host.includes('$') && /^[^.:]+$|\.svc(?:\.cluster\.local)?\.?$/.test(host);
}
