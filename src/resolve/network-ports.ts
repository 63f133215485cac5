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
      ...sections.flatMap(({ kubernetes: { host } }) => (host ? [portOf(host)] : [])),
    ]),
    gitlab: distinct(sections.map(({ url }) => portOf(url))),
    cache: distinct(
      sections.flatMap(({ cache }) => {
        if (!cache?.Type) return [];
        const { ServerAddress: address = '', Insecure: insecure } = cache.s3 ?? {};
        return [cache.Type === 's3' ? portOf(`${insecure ? 'http' : 'https'}://${address}`) : 443];
      }),
    ),
  };
}

/** The port of an address with a scheme. One that only a variable knows counts as 443. */
function portOf(url: string): number {
  const [, scheme, authority = ''] = /^(https?):\/\/([^/?#]*)/.exec(url) ?? [];
  const port = /:(\d+)$/.exec(authority)?.[1];
  return port === undefined ? (scheme === 'http' ? 80 : 443) : Number(port);
}

function distinct(ports: readonly number[]): number[] {
  return [...new Set(ports)].sort((one, other) => one - other);
}
