import { addressOf } from '../../formats/address.ts';
import { isInBlock } from '../../formats/ip.ts';
import { onDocument, onResolved, onRunner } from '../rule.ts';
import { covers } from './admits.ts';

/** One address of each range from which clusters give their pods and Services addresses. */
const CLUSTER_ADDRESSES = ['10.0.0.1', '172.16.0.1', '192.168.0.1', '100.64.0.1', 'fd00::1'];

/** Hosts that jobs need and that their NetworkPolicy blocks. */
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
    const { host } = addressOf(address);
    if (!isDenied(host, deniedCidrs)) continue;
    find(
      'HOST_CUT_OFF',
      place,
      `Jobs need "${host}", which has a private address, and their NetworkPolicy denies them that.`,
      'Let jobs out to it with `spec.jobs.networkPolicy.extraEgress`.',
    );
  }
});

/** A proxy that the manager is to use and that its NetworkPolicy blocks. */
export const proxyOfManager = onDocument(({ spec: { networkPolicy, manager }, at, find }) => {
  const { enabled, extraEgress = [], gitlab } = networkPolicy;
  if (!enabled || extraEgress.length > 0 || gitlab.ports !== undefined) return;
  manager.env?.forEach(({ name, value }, index) => {
    if (!/^https?_proxy$/i.test(name) || value === '') return;
    find(
      'HOST_CUT_OFF',
      at('spec', 'manager', 'env', index),
      `${name} is set, but the manager's NetworkPolicy allows only GitLab's ports.`,
      'Let it out to the proxy with `spec.networkPolicy.extraEgress`, or with `peers` and `ports` of `gitlab`.',
    );
  });
});

/** Servers that the document names and that the ports of the manager's NetworkPolicy leave out. */
export const serversOfManager = onResolved(({ spec: { networkPolicy }, manager, at, find }) => {
  const { enabled, extraEgress = [], apiServer, gitlab, cache } = networkPolicy;
  if (!enabled || extraEgress.length > 0) return;
  const usual = manager.networkPorts;
  const destinations = {
    apiServer: { ...apiServer, usual: usual.apiServer },
    gitlab: { ...gitlab, usual: usual.gitlab },
    cache: { ...cache, usual: usual.cache },
  };
  const reaches = (of: keyof typeof destinations, wanted: number): boolean => {
    const { ports, usual: ours } = destinations[of];
    return ports ? covers(ports, wanted) : ours.includes(wanted);
  };
  for (const { path, of, host, port } of usual.servers) {
    const isOpen = Object.entries(destinations).some(
      ([name, { peers }]) =>
        (name === of || peers === undefined) && reaches(name as keyof typeof destinations, port),
    );
    if (isOpen || host.includes('$')) continue;
    const isService = of === 'other services';
    // In place of the address of a service, the document may have nothing but its key.
    const what = isService || host === '' ? 'this server' : `"${host}"`;
    const key = isService ? 'extraEgress' : `${of}.ports`;
    find(
      'HOST_CUT_OFF',
      at(...path),
      `The manager is to call ${what} at port ${port}, and its NetworkPolicy does not let it out to that.`,
      `Let it out with \`spec.networkPolicy.${key}\`.`,
    );
  }
});

/**
 * A proxy between the manager and the API server of its own cluster, whose address a proxy outside cannot reach. The
 * API server speaks only HTTPS, so HTTP_PROXY does not matter.
 */
export const proxyToApiServer = onResolved(({ spec: { manager }, runners, at, find }) => {
  const { env = [], envFrom, podPatch } = manager;
  const isOpen = envFrom !== undefined || podPatch !== undefined;
  const hasException = env.some(({ name }) => /^no_proxy$/i.test(name));
  if (isOpen || hasException || runners.every(({ jobsIn }) => jobsIn === 'another cluster')) return;
  // Tools differ in which spelling they read, so some documents have both.
  const index = env.findIndex(({ name, value }) => /^https_proxy$/i.test(name) && value !== '');
  if (index < 0) return;
  const { name } = env[index]!;
  find(
    'UNUSUAL_VALUE',
    at('spec', 'manager', 'env', index, 'name'),
    `With ${name} and without NO_PROXY the manager goes through the proxy to the API server of its own cluster too, and creates no pods where the proxy does not reach it.`,
    'Add `{name: NO_PROXY, value: "$(KUBERNETES_SERVICE_HOST),.svc"}`, with the other hosts that need no proxy.',
  );
});

function isDenied(host: string, blocks: readonly string[]): boolean {
  const addresses = isClusterName(host) ? CLUSTER_ADDRESSES : [host];
  return blocks.some((block) => addresses.some((address) => isInBlock(address, block)));
}

/** Names that only the cluster's DNS knows: a Service's with or without its namespace. Variables may be any name. */
function isClusterName(host: string): boolean {
  return !host.includes('$') && /^[^.:]+$|\.svc(?:\.cluster\.local)?\.?$/.test(host);
}
