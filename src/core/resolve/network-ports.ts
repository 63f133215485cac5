import type { Path } from '../data/path.ts';
import { addressOf } from '../formats/address.ts';
import type { CheckedSpec } from '../generated/checked-types.ts';
import type { BaseFacts } from './base-facts.ts';
import type { Runner } from './runners.ts';

/** The destinations that the manager's NetworkPolicy distinguishes, and what config.toml names beside them. */
type Destination = 'apiServer' | 'gitlab' | 'cache' | 'other services';

/** A server that the manager calls because the document names it, or implies it. */
export interface CalledServer {
  /** Where the document says so. */
  readonly path: Path;
  readonly of: Destination;
  readonly host: string;
  /** One that only a variable knows counts as 443. */
  readonly port: number;
}

/** What the manager calls, and at which ports, in ascending order. */
export interface NetworkPorts {
  readonly servers: readonly CalledServer[];
  /** Those of the API servers that the runners name, and those at which clusters usually have theirs. */
  readonly apiServer: readonly number[];
  /** Those of the GitLab instances; where these may have any address, those of the other services, too. */
  readonly gitlab: readonly number[];
  /** Those of the stores in which caches are kept. */
  readonly cache: readonly number[];
}

/** Returns what the manager calls for its runners. */
export function networkPorts(resolved: BaseFacts): NetworkPorts {
  const { spec, runners } = resolved;
  const servers: CalledServer[] = [];
  for (const runner of runners) servers.push(...serversOf(runner));
  servers.push(...otherServices(spec));
  const portsOf = (...destinations: readonly Destination[]): number[] =>
    servers.filter((server) => destinations.includes(server.of)).map(({ port }) => port);
  return {
    servers,
    apiServer: distinct([443, 6443, ...portsOf('apiServer')]),
    gitlab: distinct(
      spec.networkPolicy.gitlab.peers ? portsOf('gitlab') : portsOf('gitlab', 'other services'),
    ),
    cache: distinct(portsOf('cache')),
  };
}

function serversOf({ path, section: { url, kubernetes, cache } }: Runner): CalledServer[] {
  const servers: CalledServer[] = [];
  const add = (of: Destination, keys: Path, address: string, scheme?: string): void => {
    servers.push(called([...path, ...keys], of, address, scheme));
  };
  add('gitlab', ['url'], url);
  if (kubernetes.host) add('apiServer', ['kubernetes', 'host'], kubernetes.host);
  if (cache?.Type === 's3') {
    const { ServerAddress = '', Insecure } = cache.s3 ?? {};
    add('cache', ['cache', 's3', 'ServerAddress'], ServerAddress, Insecure ? 'http' : 'https');
  } else if (cache?.Type) add('cache', ['cache', 'Type'], '');
  return servers;
}

/** The collectors of errors and of usage records. */
function otherServices({ config, manager: { env = [] } }: CheckedSpec): CalledServer[] {
  const { enabled, writers = [], snowplow_billing: billing } = config.experimental?.usage_logger ?? {};
  const servers: CalledServer[] = [];
  const add = (keys: Path, address: string | undefined): void => {
    if (address) servers.push(called(['spec', ...keys], 'other services', address));
  };
  if (config.sentry_dsn === undefined) {
    const variable = env.findIndex(({ name }) => name === 'SENTRY_DSN');
    add(['manager', 'env', variable], env[variable]?.value);
  } else add(['config', 'sentry_dsn'], config.sentry_dsn);
  if (enabled === true && writers.includes('snowplow_billing')) {
    const keys = ['config', 'experimental', 'usage_logger', 'snowplow_billing', 'collector_uri'];
    add(keys, billing?.collector_uri);
  }
  return servers;
}

function called(path: Path, of: Destination, address: string, usualScheme = 'https'): CalledServer {
  const { scheme = usualScheme, host, port } = addressOf(address);
  return { path, of, host, port: port ?? (scheme === 'http' ? 80 : 443) };
}

function distinct(ports: readonly number[]): number[] {
  return [...new Set(ports)].sort((one, other) => one - other);
}
