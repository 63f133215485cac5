import { SESSION_PORT } from '../config-toml/defaults.ts';
import { addressOf } from '../formats/address.ts';
import { isIpv6 } from '../formats/ip.ts';
import type { CheckedConfigSessionServer, CheckedSessionServer } from '../generated/checked-types.ts';
import type { CheckedDocument } from './document.ts';

/** How people get from GitLab into running jobs. */
export interface Sessions {
  /** Name of the Service in front of the session server. */
  readonly serviceName: string;
  readonly serviceType: NonNullable<CheckedSessionServer['service']['type']>;
  /** Where the manager listens; `undefined` while the session server is off. */
  readonly listenAddress: string | undefined;
  /** The port of that address. */
  readonly port: number | undefined;
  /**
   * The address that the manager asks GitLab to call, where the document has it or implies it: the address of the
   * Ingress, of the load balancer, or of the Service inside the cluster.
   */
  readonly advertisedAddress: string | undefined;
  /** What `spec.sessionServer` adds to `[session_server]`; `undefined` while it is off. */
  readonly section: CheckedConfigSessionServer | undefined;
}

/** Port at which an Ingress accepts TLS. */
const HTTPS_PORT = 443;

/** Returns how a document serves sessions. */
export function resolveSessions(document: CheckedDocument): Sessions {
  const { metadata, spec } = document;
  const { enabled, service, ingress } = spec.sessionServer;
  const serviceName = `${metadata.name}-session`;
  const serviceType = service.type ?? (ingress.enabled ? 'ClusterIP' : 'LoadBalancer');
  const usual = enabled ? `:${SESSION_PORT}` : '';
  const listenAddress = (spec.config.session_server?.listen_address ?? usual) || undefined;
  const port = listenAddress === undefined ? undefined : (addressOf(listenAddress).port ?? SESSION_PORT);

  const inCluster = `${serviceName}.${metadata.namespace}.svc`;
  const ofService = {
    LoadBalancer: service.loadBalancerIP && `${bracketed(service.loadBalancerIP)}:${service.port}`,
    NodePort: undefined,
    // The name leads to the pod itself, past the Service's port.
    Headless: `${inCluster}:${port}`,
    ClusterIP: `${inCluster}:${service.port}`,
  };
  const ofIngress = ingress.host && `${ingress.host}:${HTTPS_PORT}`;
  const implied = ingress.enabled ? ofIngress : ofService[serviceType];
  const advertisedAddress = spec.config.session_server?.advertise_address ?? implied;
  return {
    serviceName,
    serviceType,
    listenAddress,
    port,
    advertisedAddress,
    section:
      enabled && listenAddress !== undefined
        ? {
            listen_address: listenAddress,
            ...(advertisedAddress !== undefined && { advertise_address: advertisedAddress }),
          }
        : undefined,
  };
}

/** An IPv6 address is in brackets before a port. */
function bracketed(host: string): string {
  return isIpv6(host) ? `[${host}]` : host;
}
