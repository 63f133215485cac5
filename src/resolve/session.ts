import { isIpv6 } from '../formats/ip.ts';
import type {
  ResolvedConfigSessionServer,
  ResolvedGitLabRunner,
  ResolvedSessionServer,
} from '../generated/resolved-types.ts';

type SessionServiceType = NonNullable<ResolvedSessionServer['service']['type']>;

/** Port on which the manager serves sessions unless `config.session_server.listen_address` names another. */
const SESSION_PORT = 8093;
/** Port at which an Ingress takes TLS. */
const HTTPS_PORT = 443;

/** Returns the name of the Service in front of the session server. */
export function sessionServiceName({ metadata }: Pick<ResolvedGitLabRunner, 'metadata'>): string {
  return `${metadata.name}-session`;
}

/** Returns the type of that Service. */
export function sessionServiceType({ spec }: Pick<ResolvedGitLabRunner, 'spec'>): SessionServiceType {
  const { service, ingress } = spec.sessionServer;
  return service.type ?? (ingress.enabled ? 'ClusterIP' : 'LoadBalancer');
}

/** Returns where the manager listens for sessions; `undefined` while the session server is off. */
export function sessionListenAddress({ spec }: ResolvedGitLabRunner): string | undefined {
  const usual = spec.sessionServer.enabled ? `:${SESSION_PORT}` : '';
  return (spec.config.session_server?.listen_address ?? usual) || undefined;
}

/** Returns the port on which the manager serves sessions; `undefined` while the session server is off. */
export function sessionPort(document: ResolvedGitLabRunner): number | undefined {
  const address = sessionListenAddress(document);
  return address === undefined ? undefined : Number(/:(\d+)$/.exec(address)?.[1] ?? SESSION_PORT);
}

/** Returns what `spec.sessionServer` adds to `[session_server]`; `undefined` while it is off. */
export function sessionLayer(document: ResolvedGitLabRunner): ResolvedConfigSessionServer | undefined {
  const listen = sessionListenAddress(document);
  if (!document.spec.sessionServer.enabled || listen === undefined) return undefined;
  const advertised = advertisedAddress(document);
  return { listen_address: listen, ...(advertised !== undefined && { advertise_address: advertised }) };
}

/** An IPv6 address stands in brackets before a port. */
function bracketed(host: string): string {
  return isIpv6(host) ? `[${host}]` : host;
}

/**
 * Returns the address that GitLab is told to call, where the document implies it: that of the Ingress, of the
 * load balancer, or of the Service inside the cluster.
 */
export function advertisedAddress(document: ResolvedGitLabRunner): string | undefined {
  const { service, ingress } = document.spec.sessionServer;
  const inCluster = `${sessionServiceName(document)}.${document.metadata.namespace}.svc`;
  if (ingress.enabled) return ingress.host && `${ingress.host}:${HTTPS_PORT}`;
  switch (sessionServiceType(document)) {
    case 'LoadBalancer':
      return service.loadBalancerIP && `${bracketed(service.loadBalancerIP)}:${service.port}`;
    case 'NodePort':
      return undefined;
    case 'Headless':
      // The name leads to the pod itself, past the Service's port.
      return `${inCluster}:${sessionPort(document)}`;
    case 'ClusterIP':
      return `${inCluster}:${service.port}`;
  }
}
