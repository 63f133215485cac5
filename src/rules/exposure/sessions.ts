import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedGitLabRunner } from '../../generated/resolved-types.ts';
import type { Resolved } from '../../resolve/resolve.ts';
import { advertisedAddress, sessionListenAddress, sessionServiceType } from '../../resolve/session.ts';
import { checkService } from './services.ts';

const server: Path = ['spec', 'sessionServer'];
const keys: Path = ['spec', 'config', 'session_server'];

/** Web terminals that the runner could not serve, or GitLab not reach. */
export function checkSessions({ document }: Resolved, report: Report): void {
  const { sessionServer, config } = document.spec;
  const { enabled, service, ingress } = sessionServer;
  checkKeys(document, report);
  const listen = sessionListenAddress(document);
  if (listen !== undefined) {
    checkReplicas(document, report);
    checkPort(listen, report);
  }
  if (!enabled) {
    if (ingress.enabled) {
      report({
        code: 'NO_EFFECT',
        severity: 'warning',
        message: 'There is no Ingress while the session server is off.',
        path: [...server, 'ingress', 'enabled'],
        help: 'Set `spec.sessionServer.enabled: true`.',
      });
    }
    return;
  }
  if (listen === undefined) {
    report({
      code: 'NEEDS_KEY',
      severity: 'error',
      message: 'The session server is on, and an empty listen_address turns it off.',
      path: [...keys, 'listen_address'],
      help: 'Take the key out: the manager then listens on port 8093.',
    });
    return;
  }
  checkService({ ...service, type: sessionServiceType(document) }, [...server, 'service'], report);
  if (config.session_server?.advertise_address === undefined && advertisedAddress(document) === undefined) {
    report({
      code: 'SESSION_ADDRESS_UNKNOWN',
      severity: 'error',
      message: `GitLab calls the session server at an address that a ${addressSource(document)} gets only in the cluster.`,
      path: server,
      help: ingress.enabled
        ? 'Set `spec.sessionServer.ingress.host`, or `spec.config.session_server.advertise_address`.'
        : 'Set `spec.config.session_server.advertise_address` to the host and port, such as "runner.example.com:9000".',
    });
  }
}

function addressSource(document: ResolvedGitLabRunner): string {
  if (document.spec.sessionServer.ingress.enabled) return 'Ingress without a host';
  const type = sessionServiceType(document);
  return type === 'LoadBalancer' ? 'load balancer without a fixed address' : `Service of type ${type}`;
}

function checkReplicas({ spec }: ResolvedGitLabRunner, report: Report): void {
  const { autoscaling, manager } = spec;
  const [most, path] = autoscaling.enabled
    ? [autoscaling.maxReplicas, ['spec', 'autoscaling', 'maxReplicas']]
    : [manager.replicas, ['spec', 'manager', 'replicas']];
  if (most <= 1) return;
  report({
    code: 'SESSION_REPLICAS',
    severity: 'error',
    message: `With ${most} managers a web terminal fails mostly: GitLab calls one address for all, and only the manager that runs the job can answer.`,
    path,
    suggestion: '1',
    help: 'Run one manager, or render a second document without a session server for the rest.',
  });
}

function checkPort(listen: string, report: Report): void {
  if (/:\d+$/.test(listen)) return;
  report({
    code: 'WRONG_FORMAT',
    severity: 'error',
    message: `The session server needs a port to listen on, and "${listen}" has none; the manager would end when it starts.`,
    path: [...keys, 'listen_address'],
    suggestion: `${listen}:8093`,
    help: 'Add one, such as 8093.',
  });
}

/** Keys of the session server with which the runner could not start it, or that nothing turns on. */
function checkKeys({ spec }: ResolvedGitLabRunner, report: Report): void {
  const { session_server: own } = spec.config;
  if (own === undefined) return;
  const { listen_address: listen, advertise_address: advertised } = own;
  if (listen === undefined && !spec.sessionServer.enabled) {
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message: 'Without a listen_address the session server is off.',
      path: keys,
      help: 'Set `spec.sessionServer.enabled: true`, which also renders the Service.',
    });
  }
  const hasHost = (address: string | undefined): boolean => address !== undefined && !address.startsWith(':');
  if (
    listen !== undefined &&
    !hasHost(listen) &&
    !hasHost(advertised) &&
    !(spec.sessionServer.enabled && advertised === undefined)
  ) {
    report({
      code: 'NEEDS_KEY',
      severity: 'error',
      message: `Neither "${listen}" nor advertise_address names a host, for which the runner makes its certificate; it ends when it starts.`,
      path: [...keys, 'listen_address'],
      help: 'Listen on "0.0.0.0" and the port, or name the host in `advertise_address`.',
    });
  }
}
