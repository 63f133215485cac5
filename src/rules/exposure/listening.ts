import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import { isLoopback } from '../../formats/ip.ts';
import { metricsPort } from '../../resolve/manager-pod.ts';
import type { Resolved } from '../../resolve/resolve.ts';
import { sessionListenAddress, sessionPort } from '../../resolve/session.ts';

const METRICS: Path = ['spec', 'config', 'listen_address'];
const SESSIONS: Path = ['spec', 'config', 'session_server', 'listen_address'];

/** Ports of the manager that nothing reaches, or that are one and the same. */
export function checkListening({ document }: Resolved, report: Report): void {
  const metrics = metricsPort(document);
  const sessions = sessionPort(document);
  const { listen_address: metricsAddress, session_server } = document.spec.config;
  if (metrics !== undefined && isOnLoopback(metricsAddress)) {
    report({
      code: 'LISTENS_ON_LOOPBACK',
      severity: 'error',
      message: `With listen_address "${metricsAddress}" the kubelet cannot reach the manager's port, and its probes fail.`,
      path: METRICS,
      suggestion: `:${metrics}`,
      help: 'Leave the host out. `spec.networkPolicy` keeps others away from the port.',
    });
  }
  const sessionAddress = sessionListenAddress(document) ?? '';
  if (isOnLoopback(sessionAddress)) {
    report({
      code: 'LISTENS_ON_LOOPBACK',
      severity: 'error',
      message: `With listen_address "${sessionAddress}" nothing outside of the pod reaches the session server.`,
      path: SESSIONS,
      suggestion: `0.0.0.0:${sessions}`,
      help: 'Listen on all addresses. `spec.networkPolicy` says who reaches the port.',
    });
  }
  if (metrics !== undefined && metrics === sessions) {
    report({
      code: 'CONTRADICTION',
      severity: 'error',
      message: `Metrics and sessions would both be served on port ${metrics}; the manager ends when it cannot have a port.`,
      path: session_server?.listen_address === undefined ? METRICS : SESSIONS,
      help: 'Give them different ports. The usual ones are 9252 and 8093.',
    });
  }
}

function isOnLoopback(address: string): boolean {
  return isLoopback(address.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1'));
}
