import { portOf } from '../formats/address.ts';
import type { BaseFacts } from './base-facts.ts';

/** Ports that the manager calls, in ascending order. */
export interface NetworkPorts {
  /** Those of the API servers that the runners name, and those at which clusters usually have theirs. */
  readonly apiServer: readonly number[];
  /** Those of the GitLab instances. */
  readonly gitlab: readonly number[];
  /** Those of the stores in which caches are kept. */
  readonly cache: readonly number[];
}

/** Returns the ports that the manager calls for its runners. */
export function networkPorts(resolved: BaseFacts): NetworkPorts {
  const sections = resolved.runners.map(({ section }) => section);
  return {
    apiServer: distinct([
      443,
      6443,
      ...sections.flatMap(({ kubernetes: { host } }) => (host ? [portOfUrl(host)] : [])),
    ]),
    gitlab: distinct(sections.map(({ url }) => portOfUrl(url))),
    cache: distinct(
      sections.flatMap(({ cache }) => {
        if (!cache?.Type) return [];
        const { ServerAddress: address = '', Insecure: insecure } = cache.s3 ?? {};
        return [cache.Type === 's3' ? portOfUrl(`${insecure ? 'http' : 'https'}://${address}`) : 443];
      }),
    ),
  };
}

/** The port of an address with a scheme. One that only a variable knows counts as 443. */
function portOfUrl(url: string): number {
  const [, scheme, authority = ''] = /^(https?):\/\/([^/?#]*)/.exec(url) ?? [];
  return portOf(authority) ?? (scheme === 'http' ? 80 : 443);
}

function distinct(ports: readonly number[]): number[] {
  return [...new Set(ports)].sort((one, other) => one - other);
}
