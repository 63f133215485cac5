import { isMapping } from '../../core/data/is-mapping.ts';
import type { Path } from '../../core/data/path.ts';
import { isBookkeeping } from '../../core/objects/as-written.ts';
import { podSecurityLabels } from '../../core/objects/pod-security-labels.ts';
import { passedOn } from '../../core/objects/service-parts.ts';
import type { Setting } from '../draft.ts';
import { at, type Found } from './objects.ts';
import { settingAt, settingsFor } from './settings.ts';

/**
 * Labels and annotations that say who an object is, or who made it. The objects of a document have their own; a
 * pod-security label is a setting of its own.
 */
const IDENTITY =
  /^(?:app|name|release|chart|heritage|component|tier|k8s-app|app\.kubernetes\.io\/.*|helm\.sh\/.*|pod-template-hash|controller-revision-hash|kubernetes\.io\/metadata\.name|pod-security\.kubernetes\.io\/.*|olm\..*|openshift\.io\/.*|gitlab-runner-manifests\.dev\/.*)$/;

/** Which labels and annotations are not settings of an object. */
export type IsLeftOut = (key: string, value: unknown, what: 'labels' | 'annotations') => boolean;

/** Whether a label or an annotation says who an object is, and is not one that people look for. */
export function isIdentity(key: string): boolean {
  return IDENTITY.test(key);
}

/** Returns the labels and annotations of an object, or of the pods of one, as settings. */
export function metadataSettings(
  object: Found,
  base: Path,
  {
    isLeftOut = isIdentity,
    from = ['metadata'],
    names = { labels: 'labels', annotations: 'annotations' },
  }: {
    readonly isLeftOut?: IsLeftOut | undefined;
    readonly from?: Path;
    readonly names?: Readonly<Partial<Record<'labels' | 'annotations', string>>>;
  } = {},
): readonly Setting[] {
  return (['labels', 'annotations'] as const).flatMap((what) => {
    const name = names[what];
    if (name === undefined) return [];
    return settingsFor(object.data, [...from, what], [...base, name]).filter(({ path, value }) => {
      const key = String(path.at(-1));
      return path.length === base.length + 2 && !isLeftOut(key, value, what) && !isBookkeeping(key);
    });
  });
}

/** Fields of an object, each with where the document has it below its block. */
type Fields = readonly (readonly [field: Path, key: string])[];

const same = (...names: readonly string[]): Fields => names.map((name) => [['spec', name], name]);

function fieldSettings(object: Found, fields: Fields, base: Path): readonly Setting[] {
  return fields.flatMap(([field, key]) => settingsFor(object.data, field, [...base, key]));
}

const enabled = (object: Found, base: Path): Setting =>
  settingAt(object.data, [], [...base, 'enabled'], true);

/** Returns the settings for a Service: of the port of a name, and of further ones. */
export function serviceSettings(
  service: Found,
  base: Path,
  isMain: (port: Readonly<Record<string, unknown>>) => boolean,
  isLeftOut?: IsLeftOut,
): readonly Setting[] {
  const { spec } = service.data.value as { spec?: Readonly<Record<string, unknown>> };
  const ports = (Array.isArray(spec?.ports) ? spec.ports : []).filter(isMapping);
  const main = ports.findIndex(isMain);
  const others = ports.filter((_, index) => index !== main);
  const isHeadless = spec?.clusterIP === 'None';
  const isSession = base[1] === 'sessionServer';
  // The Service of the session server is either headless, or has the address that the cluster gives it.
  const kept = isSession ? passedOn.filter((name) => name !== 'clusterIP') : passedOn;
  return [
    ...metadataSettings(service, base, { isLeftOut }),
    ...(isHeadless && isSession
      ? [settingAt(service.data, ['spec', 'clusterIP'], [...base, 'type'], 'Headless')]
      : fieldSettings(service, same('type'), base)),
    ...fieldSettings(service, same(...kept), base),
    ...['port', 'nodePort'].flatMap((key) =>
      settingsFor(service.data, ['spec', 'ports', main, key], [...base, key]),
    ),
    ...(others.length > 0 && !isSession
      ? [settingAt(service.data, ['spec', 'ports'], [...base, 'additionalPorts'], others)]
      : []),
  ];
}

/** Returns the settings for the Ingress of the session server. */
export function ingressSettings(ingress: Found, base: Path, isLeftOut?: IsLeftOut): readonly Setting[] {
  return [
    enabled(ingress, base),
    ...metadataSettings(ingress, base, { isLeftOut }),
    ...fieldSettings(
      ingress,
      [
        [['spec', 'ingressClassName'], 'className'],
        [['spec', 'tls'], 'tls'],
        [['spec', 'rules', 0, 'host'], 'host'],
      ],
      base,
    ),
  ];
}

/** Returns the settings for a monitor of Prometheus. */
export function monitorSettings(
  monitor: Found,
  base: Path,
  isLeftOut: IsLeftOut = isIdentity,
): readonly Setting[] {
  const endpoints = monitor.kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints';
  const ofEndpoint = ['interval', 'scrapeTimeout', 'relabelings', 'metricRelabelings'];
  return [
    enabled(monitor, base),
    ...settingsFor(monitor.data, ['metadata', 'namespace'], [...base, 'namespace']),
    // Prometheus finds monitors by their labels, whatever they are called.
    ...metadataSettings(monitor, base, {
      isLeftOut: (key, value, what) => isLeftOut(key, value, what) && key !== 'release',
    }),
    ...fieldSettings(monitor, same('jobLabel'), base),
    ...ofEndpoint.flatMap((key) => settingsFor(monitor.data, ['spec', endpoints, 0, key], [...base, key])),
  ];
}

/** Returns the settings for a HorizontalPodAutoscaler. */
export function autoscalerSettings(autoscaler: Found, isLeftOut?: IsLeftOut): readonly Setting[] {
  const base = ['spec', 'autoscaling'];
  return [
    enabled(autoscaler, base),
    ...metadataSettings(autoscaler, base, { isLeftOut, names: { annotations: 'annotations' } }),
    ...fieldSettings(autoscaler, same('minReplicas', 'maxReplicas', 'metrics', 'behavior'), base),
  ];
}

/** Returns the settings for a PodDisruptionBudget. */
export function disruptionBudgetSettings(budget: Found, isLeftOut?: IsLeftOut): readonly Setting[] {
  const base = ['spec', 'podDisruptionBudget'];
  return [
    enabled(budget, base),
    ...metadataSettings(budget, base, { isLeftOut, names: { annotations: 'annotations' } }),
    ...fieldSettings(budget, same('minAvailable', 'maxUnavailable', 'unhealthyPodEvictionPolicy'), base),
  ];
}

/** Returns the settings for a ServiceAccount. */
export function accountSettings(account: Found, base: Path, isLeftOut?: IsLeftOut): readonly Setting[] {
  const isJobs = base[1] === 'jobs';
  return [
    ...metadataSettings(account, base, {
      isLeftOut,
      names: isJobs ? { annotations: 'annotations' } : { labels: 'labels', annotations: 'annotations' },
    }),
    ...settingsFor(account.data, ['imagePullSecrets'], [...base, 'imagePullSecrets']),
  ];
}

/** Returns the settings for a Namespace: its labels, and the level to which it holds its pods. */
export function namespaceSettings(namespace: Found, base: Path, isLeftOut?: IsLeftOut): readonly Setting[] {
  const known = Object.keys(podSecurityLabels({ enforce: 'restricted' }));
  const level = (key: string): readonly Setting[] =>
    settingsFor(
      namespace.data,
      ['metadata', 'labels', `pod-security.kubernetes.io/${key}`],
      [...base, 'podSecurity', key === 'enforce-version' ? 'version' : key],
    );
  return [
    ...(known.some((key) => namespace.labels[key] !== undefined)
      ? ['enforce', 'audit', 'warn', 'enforce-version'].flatMap(level)
      : []),
    ...metadataSettings(namespace, base, { isLeftOut }),
  ];
}

/** The kinds of objects that hold jobs to an amount, and their names in `spec.jobs`. */
export const AMOUNTS = { ResourceQuota: 'resourceQuota', LimitRange: 'limitRange' } as const;

/** Returns the setting for a ResourceQuota or a LimitRange. */
export function amountSetting(object: Found, base: Path): Setting {
  const key = AMOUNTS[object.kind as keyof typeof AMOUNTS];
  return settingAt(object.data, ['spec'], [...base, key], at(object, 'spec'));
}
