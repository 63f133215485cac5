import type { Chart, Found } from '../chart.ts';

/** The session server, which the chart runs for a single manager alone. */
export function* sessions(chart: Chart): Iterable<Found> {
  if (chart.get('sessionServer.enabled') !== true) {
    if (chart.get('sessionServer.ingress.enabled') === true) {
      yield chart.remark(
        'dead',
        'sessionServer.ingress.enabled',
        'The session server is off: the chart renders an Ingress without a backend, and the document renders none.',
      );
    }
    return;
  }
  if (Number(chart.own('replicas') ?? 1) > 1) {
    yield chart.remark(
      'dead',
      'sessionServer.enabled',
      'The chart renders no session server if there is more than one replica.',
    );
    return;
  }
  yield chart.setting('spec.sessionServer.enabled', true, 'sessionServer.enabled');
  const internal = chart.own('sessionServer.internalPort');
  if (internal !== undefined) {
    yield chart.setting(
      'spec.config.session_server.listen_address',
      `:${internal}`,
      'sessionServer.internalPort',
    );
  }
  const type = chart.get('sessionServer.serviceType');
  yield chart.setting(
    'spec.sessionServer.service.type',
    type,
    chart.own('sessionServer.serviceType') === undefined ? undefined : 'sessionServer.serviceType',
  );
  const node = chart.own('sessionServer.nodePort');
  if (node !== undefined) {
    yield chart.setting('spec.sessionServer.service.nodePort', node, 'sessionServer.nodePort');
  }
  const hasIngress = chart.get('sessionServer.ingress.enabled') === true;
  const address = chart.own('sessionServer.publicIP');
  if (hasIngress) {
    yield chart.setting('spec.sessionServer.ingress.enabled', true, 'sessionServer.ingress.enabled');
    const tls = chart.get('sessionServer.ingress.tls');
    yield chart.setting(
      'spec.sessionServer.ingress.tls',
      tls,
      chart.own('sessionServer.ingress.tls') === undefined ? undefined : 'sessionServer.ingress.tls',
    );
    if (address !== undefined)
      yield chart.setting('spec.sessionServer.ingress.host', address, 'sessionServer.publicIP');
  }
  if (address !== undefined) {
    const port = type === 'NodePort' && node !== undefined ? node : chart.get('sessionServer.externalPort');
    if (type === 'LoadBalancer')
      yield chart.setting('spec.sessionServer.service.loadBalancerIP', address, 'sessionServer.publicIP');
    yield chart.setting(
      'spec.config.session_server.advertise_address',
      `${address}:${port}`,
      'sessionServer.publicIP',
    );
  } else if (type === 'LoadBalancer' || type === 'NodePort') {
    yield chart.remark(
      'decide',
      'sessionServer.serviceType',
      "The chart's manager asks the API server for the address that GitLab connects to. Set it in spec.config.session_server.advertise_address instead, as host:port.",
    );
  }
}
