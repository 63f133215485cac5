import { METRICS_PORT, SESSION_PORT } from '../../config-toml/defaults.ts';
import { addressOf } from '../../formats/address.ts';
import { isLoopback } from '../../formats/ip.ts';
import { onResolved } from '../rule.ts';

const METRICS = ['spec', 'config', 'listen_address'];
const SESSIONS = ['spec', 'config', 'session_server', 'listen_address'];

/** Ports of the manager that nothing reaches. */
export const loopback = onResolved(({ spec: { config }, manager, sessions, at, find }) => {
  if (isOnLoopback(config.listen_address)) {
    find(
      'LISTENS_ON_LOOPBACK',
      at(...METRICS),
      `With listen_address "${config.listen_address}" the kubelet cannot reach the manager's port, and its probes fail.`,
      {
        suggestion: `:${manager.metricsPort}`,
        help: 'Leave the host out. `spec.networkPolicy` keeps others away from the port.',
      },
    );
  }
  if (isOnLoopback(sessions.listenAddress)) {
    find(
      'LISTENS_ON_LOOPBACK',
      at(...SESSIONS),
      `With listen_address "${sessions.listenAddress}" nothing outside of the pod reaches the session server.`,
      {
        suggestion: `0.0.0.0:${sessions.port}`,
        help: 'Listen on all addresses. `spec.networkPolicy` says who reaches the port.',
      },
    );
  }
});

/** Ports of the manager that are one and the same. */
export const samePort = onResolved(({ spec: { config }, manager: { metricsPort }, sessions, at, find }) => {
  if (metricsPort === undefined || metricsPort !== sessions.port) return;
  find(
    'CONTRADICTION',
    at(...(config.session_server?.listen_address === undefined ? METRICS : SESSIONS)),
    `Metrics and sessions would both be served on port ${metricsPort}; the manager ends when it cannot have a port.`,
    `Give them different ports. The usual ones are ${METRICS_PORT} and ${SESSION_PORT}.`,
  );
});

function isOnLoopback(address = ''): boolean {
  return isLoopback(addressOf(address).host);
}
