import type { ResolvedConfigSessionServer, ResolvedGitLabRunner } from '../generated/resolved-types.ts';

/** Port on which the manager serves sessions unless `config.session_server.listen_address` names another. */
const SESSION_PORT = 8093;

/** Returns the name of the Service in front of the session server. */
export function sessionServiceName({ metadata }: ResolvedGitLabRunner): string {
  return `${metadata.name}-session`;
}

/** Returns what `spec.sessionServer` adds to `[session_server]`; `undefined` while it is off. */
export function sessionLayer(document: ResolvedGitLabRunner): ResolvedConfigSessionServer | undefined {
  const { enabled } = document.spec.sessionServer;
  if (!enabled) return undefined;
  const address = advertisedAddress(document);
  return {
    listen_address: `0.0.0.0:${SESSION_PORT}`,
    ...(address === undefined ? {} : { advertise_address: address }),
  };
}

/**
 * Returns the address that GitLab is told to call, where the document implies it: that of the Ingress, of the
 * load balancer, or of the Service inside the cluster.
 */
export function advertisedAddress(document: ResolvedGitLabRunner): string | undefined {
  const { service, ingress } = document.spec.sessionServer;
  if (ingress.enabled) return ingress.host && `${ingress.host}:443`;
  if (service.type === 'LoadBalancer')
    return service.loadBalancerIP && `${service.loadBalancerIP}:${service.port}`;
  if (service.type === 'NodePort') return undefined;
  return `${sessionServiceName(document)}.${document.metadata.namespace}.svc:${service.port}`;
}
