import type { Chart, Found } from '../chart.ts';

const PROBES = ['livenessProbe', 'readinessProbe'] as const;

/** The metrics port, and the probes that ask it. */
export function* metrics(chart: Chart): Iterable<Found> {
  const isOn = chart.get('metrics.enabled') === true;
  const written = chart.own('metrics.enabled') === undefined ? undefined : ('metrics.enabled' as const);
  if (!isOn) {
    yield chart.setting('spec.config.listen_address', '', written);
    yield chart.remark(
      'changed',
      'livenessProbe',
      'There are no probes, because they ask the metrics port, which is off as before. To turn on both, remove `listen_address: ""`.',
    );
    return;
  }
  const port = chart.get('metrics.port');
  yield chart.setting(
    'spec.config.listen_address',
    `:${port}`,
    chart.own('metrics.port') === undefined ? written : 'metrics.port',
  );
  for (const [annotation, value] of [
    ['prometheus.io/scrape', 'true'],
    ['prometheus.io/port', String(port)],
  ] as const)
    yield chart.setting(['spec', 'manager', 'podAnnotations', annotation], value);
  yield chart.remark(
    'changed',
    'livenessProbe',
    'The probes ask the metrics port and not GitLab, so they do not restart a manager while GitLab is down.',
  );
  const timeout = chart.own('probeTimeoutSeconds');
  if (timeout !== undefined) {
    for (const probe of PROBES)
      yield chart.setting(['spec', 'manager', probe, 'timeoutSeconds'], timeout, 'probeTimeoutSeconds');
  }
  if (chart.own('livenessProbe.enabled') === false) {
    yield chart.setting('spec.manager.livenessProbe', {}, 'livenessProbe.enabled');
  }
}
