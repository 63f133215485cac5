import { METRICS_PORT, SESSION_PORT } from '../../core/config-toml/defaults.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { itemsAt, type Manager } from './managers.ts';
import { at, type Found, type Objects, texts } from './objects.ts';

/** The objects around a manager, as far as the inputs have them. */
export interface Belongings {
  readonly namespace: string | undefined;
  /** The Namespaces among the inputs, by name. */
  readonly namespaceOf: (name: string | undefined) => Found | undefined;
  readonly account: { readonly name: string | undefined; readonly object: Found | undefined };
  readonly metricsService: Found | undefined;
  readonly sessionService: Found | undefined;
  readonly sessionIngress: Found | undefined;
  readonly podMonitor: Found | undefined;
  readonly serviceMonitor: Found | undefined;
  readonly autoscaler: Found | undefined;
  readonly disruptionBudget: Found | undefined;
  /** NetworkPolicies that select the manager's pods by a label. */
  readonly networkPolicies: readonly Found[];
}

/** Returns the objects around a manager: what selects its pods, scales them, or is named by them. */
export function belongingsOf(manager: Manager, objects: Objects): Belongings {
  const { workload, template, pod } = manager;
  const { namespace } = workload;
  const labels = texts((template.value as { metadata?: { labels?: unknown } }).metadata?.labels);
  const spec = pod.spec.value as { serviceAccountName?: unknown; serviceAccount?: unknown };
  const named = spec.serviceAccountName ?? spec.serviceAccount;
  const account = typeof named === 'string' ? named : undefined;
  const here = (kind: string): readonly Found[] => objects.of(kind, namespace);

  const services = here('Service').filter((service) => {
    const selector = at(service, 'spec', 'selector');
    return (
      isMapping(selector) && Object.keys(selector).length > 0 && matches({ matchLabels: selector }, labels)
    );
  });
  const ports = itemsAt(pod.container.data, ['ports']).map(({ value }) => value as Port);
  const leadsTo = (port: number, name: string) => (service: Found) =>
    itemsAt(service.data, ['spec', 'ports']).some(({ value }) => {
      const { targetPort, port: own } = value as Port;
      const target = targetPort ?? own;
      const inContainer = ports.find((one) => target === one.name || target === one.containerPort);
      return (
        (inContainer?.containerPort ?? target) === port || `${inContainer?.name ?? target}`.includes(name)
      );
    });
  const sessionService = services.find(leadsTo(SESSION_PORT, 'session'));
  const metricsService = services.find(
    (service) => service !== sessionService && leadsTo(METRICS_PORT, 'metrics')(service),
  );
  const selectsPod = (object: Found): boolean => {
    const selector = at(object, 'spec', object.kind === 'NetworkPolicy' ? 'podSelector' : 'selector');
    return isMapping(selector) && Object.keys(selector).length > 0 && matches(selector, labels);
  };
  return {
    namespace,
    namespaceOf: (name) => (name === undefined ? undefined : objects.find('Namespace', undefined, name)),
    account: {
      name: account,
      object: account === undefined ? undefined : objects.find('ServiceAccount', namespace, account),
    },
    metricsService,
    sessionService,
    sessionIngress:
      sessionService &&
      here('Ingress').find((ingress) =>
        JSON.stringify(at(ingress, 'spec')).includes(`"name":${JSON.stringify(sessionService.name)}`),
      ),
    podMonitor: objects.of('PodMonitor').find((one) => looksInto(one, namespace) && selectsPod(one)),
    serviceMonitor:
      metricsService &&
      objects.of('ServiceMonitor').find((one) => {
        const selector = at(one, 'spec', 'selector');
        return looksInto(one, namespace) && isMapping(selector) && matches(selector, metricsService.labels);
      }),
    autoscaler: here('HorizontalPodAutoscaler').find((one) => {
      const target = at(one, 'spec', 'scaleTargetRef');
      return isMapping(target) && target.kind === workload.kind && target.name === workload.name;
    }),
    disruptionBudget: here('PodDisruptionBudget').find(selectsPod),
    networkPolicies: here('NetworkPolicy').filter(selectsPod),
  };
}

interface Port {
  readonly name?: unknown;
  readonly port?: unknown;
  readonly containerPort?: unknown;
  readonly targetPort?: unknown;
}

/** Whether a monitor looks into a namespace. */
function looksInto(monitor: Found, namespace: string | undefined): boolean {
  const names = at(monitor, 'spec', 'namespaceSelector', 'matchNames');
  if (at(monitor, 'spec', 'namespaceSelector', 'any') === true || namespace === undefined) return true;
  return Array.isArray(names)
    ? names.includes(namespace)
    : monitor.namespace === undefined || monitor.namespace === namespace;
}

/** Whether a label selector selects what has labels. */
export function matches(
  selector: Readonly<Record<string, unknown>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const isEqualIn = ([key, value]: [string, unknown]): boolean => labels[key] === value;
  return (
    Object.entries(isMapping(matchLabels) ? matchLabels : {}).every(isEqualIn) &&
    (Array.isArray(matchExpressions) ? matchExpressions : []).filter(isMapping).every((one) => {
      const value = labels[String(one.key)];
      const values: readonly unknown[] = Array.isArray(one.values) ? one.values : [];
      switch (one.operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}
