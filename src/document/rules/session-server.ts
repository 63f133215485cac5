import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** A session server that the runner could not start, or that nothing turns on. */
export function checkSessionServer({ spec }: Resolved, report: Report): void {
  const { session_server: server } = spec.config;
  if (server === undefined) return;
  const path = ['spec', 'config', 'session_server'];
  const { listen_address: listen, advertise_address: advertised } = server;
  if (listen === undefined && !spec.sessionServer.enabled) {
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      message: 'Without a listen_address the session server is off.',
      path,
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
      path: [...path, 'listen_address'],
      help: 'Listen on "0.0.0.0" and the port, or name the host in `advertise_address`.',
    });
  }
}
