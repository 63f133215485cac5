import type { RunnerSection } from '../config-toml/sections.ts';

/** Returns the ports of the API servers that the sections name, and those at which clusters usually have theirs. */
export function apiServerPorts(sections: readonly RunnerSection[]): number[] {
  const hosts = sections.flatMap(({ kubernetes }) => (kubernetes.host ? [kubernetes.host] : []));
  return distinct([443, 6443, ...hosts.map(portOf)]);
}

/** Returns the ports of the sections' GitLab instances. */
export function gitlabPorts(sections: readonly RunnerSection[]): number[] {
  return distinct(sections.map(({ url }) => portOf(url)));
}

/** Returns the ports of the stores in which the sections keep their caches. */
export function cachePorts(sections: readonly RunnerSection[]): number[] {
  return distinct(
    sections.flatMap(({ cache }) => {
      if (!cache?.Type) return [];
      const { ServerAddress: address = '', Insecure: insecure } = cache.s3 ?? {};
      return [cache.Type === 's3' ? portOf(`${insecure ? 'http' : 'https'}://${address}`) : 443];
    }),
  );
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
