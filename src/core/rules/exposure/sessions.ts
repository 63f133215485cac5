import { SESSION_PORT } from '../../config-toml/defaults.ts';
import { addressOf } from '../../formats/address.ts';
import { onResolved, table } from '../rule.ts';

/** Keys without which there is no session server, or none that the runner could start. */
export const sessionServer = onResolved(
  table([
    {
      code: 'NO_EFFECT',
      set: 'spec.config.session_server',
      when: ({ spec }) =>
        spec.config.session_server?.listen_address === undefined && !spec.sessionServer.enabled,
      message: 'Without a listen_address the session server is off.',
      help: 'Set `spec.sessionServer.enabled: true`, which also renders the Service.',
    },
    {
      code: 'NEEDS_KEY',
      set: 'spec.config.session_server.listen_address',
      when: ({ spec: { config, sessionServer } }) => {
        const { listen_address, advertise_address } = config.session_server ?? {};
        const isAddedByUs = sessionServer.enabled && advertise_address === undefined;
        return !hasHost(listen_address) && !hasHost(advertise_address) && !isAddedByUs;
      },
      message: ({ sessions }) =>
        `Neither "${sessions.listenAddress}" nor advertise_address names a host, for which the runner makes its certificate; it ends when it starts.`,
      help: 'Listen on "0.0.0.0" and the port, or name the host in `advertise_address`.',
    },
    {
      code: 'NO_EFFECT',
      set: 'spec.config.session_server.listen_address',
      when: ({ spec: { sessionServer, manager, extraObjects = {} }, sessions }) =>
        !sessionServer.enabled &&
        sessions.listenAddress !== undefined &&
        manager.hostNetwork !== true &&
        !Object.values(extraObjects).some(({ kind }) => kind === 'Service'),
      message: 'The session server listens, and no Service of the document leads GitLab to it.',
      help: 'Set `spec.sessionServer.enabled: true`, which renders one, or put your own into `spec.extraObjects`.',
    },
    {
      code: 'NO_EFFECT',
      set: 'spec.sessionServer.ingress.enabled',
      when: ({ spec: { sessionServer } }) => sessionServer.ingress.enabled && !sessionServer.enabled,
      message: 'There is no Ingress while the session server is off.',
      help: 'Set `spec.sessionServer.enabled: true`.',
    },
    {
      code: 'NEEDS_KEY',
      set: 'spec.config.session_server.listen_address',
      when: ({ spec, sessions }) => spec.sessionServer.enabled && sessions.listenAddress === undefined,
      message: 'The session server is on, and an empty listen_address turns it off.',
      help: `Remove the key: the manager then listens on port ${SESSION_PORT}.`,
    },
  ]),
);

/** Several managers behind the one address that GitLab calls. */
export const sessionReplicas = onResolved(({ spec: { autoscaling }, manager, sessions, at, find }) => {
  const { most } = manager.replicas;
  if (sessions.listenAddress === undefined || most <= 1) return;
  find(
    'SESSION_REPLICAS',
    autoscaling.enabled ? at('spec', 'autoscaling', 'maxReplicas') : at('spec', 'manager', 'replicas'),
    `With ${most} managers most web terminals fail: GitLab calls one address, but only the manager that runs the job can answer.`,
    {
      suggestion: '1',
      help: 'Run one manager, or render a second document without a session server for the rest.',
    },
  );
});

/** An address to listen on that names no port. */
export const sessionPort = onResolved(({ sessions: { listenAddress }, at, find }) => {
  if (listenAddress === undefined || addressOf(listenAddress).port !== undefined) return;
  find(
    'WRONG_FORMAT',
    at('spec', 'config', 'session_server', 'listen_address'),
    `The session server needs a port to listen on, and "${listenAddress}" has none; the manager would end when it starts.`,
    { suggestion: `${listenAddress}:${SESSION_PORT}`, help: `Add one, such as ${SESSION_PORT}.` },
  );
});

/** A session server whose address the manager cannot give to GitLab. */
export const sessionAddress = onResolved(({ spec, sessions, at, find }) => {
  const { enabled, ingress } = spec.sessionServer;
  const { listenAddress, advertisedAddress } = sessions;
  if (!enabled || listenAddress === undefined || advertisedAddress !== undefined) return;
  const service =
    sessions.serviceType === 'LoadBalancer'
      ? 'load balancer without a fixed address'
      : `Service of type ${sessions.serviceType}`;
  find(
    'SESSION_ADDRESS_UNKNOWN',
    at('spec', 'sessionServer'),
    `GitLab calls the session server at an address that a ${ingress.enabled ? 'Ingress without a host' : service} gets only in the cluster.`,
    ingress.enabled
      ? 'Set `spec.sessionServer.ingress.host`, or `spec.config.session_server.advertise_address`.'
      : 'Set `spec.config.session_server.advertise_address` to the host and port, such as "runner.example.com:9000".',
  );
});

/** Whether an address names more than a port. */
function hasHost(address: string | undefined): boolean {
  return address !== undefined && !address.startsWith(':');
}
