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
  const servers = [...runners.flatMap(serversOf), ...otherServices(spec)];
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
  const server = (of: Destination, keys: Path, address: string, scheme?: string): CalledServer => ({
    path: [...path, ...keys],
    of,
    ...hostAndPort(address, scheme),
  });
  const { ServerAddress = '', Insecure } = cache?.s3 ?? {};
  return [
    server('gitlab', ['url'], url),
    ...(kubernetes.host ? [server('apiServer', ['kubernetes', 'host'], kubernetes.host)] : []),
    ...(cache?.Type === 's3'
      ? [server('cache', ['cache', 's3', 'ServerAddress'], ServerAddress, Insecure ? 'http' : 'https')]
      : []),
    ...(cache?.Type && cache.Type !== 's3' ? [server('cache', ['cache', 'Type'], '')] : []),
  ];
}

/** The collectors of errors and of usage records. */
function otherServices({ config, manager: { env = [] } }: CheckedSpec): CalledServer[] {
  const { enabled, writers = [], snowplow_billing: billing } = config.experimental?.usage_logger ?? {};
  const variable = env.findIndex(({ name }) => name === 'SENTRY_DSN');
  const named: readonly (readonly [Path, string | undefined])[] = [
    config.sentry_dsn === undefined
      ? [['manager', 'env', variable], env[variable]?.value]
      : [['config', 'sentry_dsn'], config.sentry_dsn],
    [
      ['config', 'experimental', 'usage_logger', 'snowplow_billing', 'collector_uri'],
      enabled === true && writers.includes('snowplow_billing') ? billing?.collector_uri : undefined,
    ],
  ];
  return named.flatMap(([keys, address]) =>
    address ? [{ path: ['spec', ...keys], of: 'other services' as const, ...hostAndPort(address) }] : [],
  );
}

function hostAndPort(address: string, usualScheme = 'https'): { host: string; port: number } {
  const { scheme = usualScheme, host, port } = addressOf(address);
  return { host, port: port ?? (scheme === 'http' ? 80 : 443) };
}

function distinct(ports: readonly number[]): number[] {
  return [...new Set(ports)].sort((one, other) => one - other);
}
