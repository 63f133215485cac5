import { isEqual } from '../../core/data/is-equal.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { own } from '../../core/data/own.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import type { ChartRelease } from '../chart/draft.ts';
import { SCRIPTS } from '../chart/scripts.ts';
import { rows } from '../chart/table.ts';
import { EMPTY, type Located, type Origin, type Text } from '../read/located.ts';
import { readToml } from '../read/toml.ts';
import { type Belongings, belongingsOf } from './belongings.ts';
import { isIdentity } from './blocks.ts';
import { holdsRunners } from './config-source.ts';
import { sourcesOf } from './files.ts';
import type { Manager } from './managers.ts';
import { at, type Found, keysOf, type Objects, textIn } from './objects.ts';
import { grantsTo } from './permissions.ts';

/** The volumes that the chart gives every manager. */
const VOLUMES = new Set([
  'runner-secrets',
  'etc-gitlab-runner',
  'projected-secrets',
  'init-runner-secrets',
  'configmaps',
  'scripts',
  'custom-certs',
]);

/** Variables that the chart sets by itself, each with its value. */
const VARIABLES: Readonly<Record<string, string | undefined>> = {
  CI_SERVER_URL: 'gitlabUrl',
  RUNNER_EXECUTOR: 'runners.executor',
  RUNNER_TAG_LIST: 'runners.tags',
  REGISTER_LOCKED: 'runners.locked',
  CLONE_URL: undefined,
  SESSION_SERVER_ADDRESS: undefined,
  KUBERNETES_NAMESPACE: undefined,
};

/** Global keys of config.toml, each with its value. */
const GLOBALS: Readonly<Record<string, string>> = {
  concurrent: 'concurrent',
  check_interval: 'checkInterval',
  log_level: 'logLevel',
  log_format: 'logFormat',
  sentry_dsn: 'sentryDsn',
  connection_max_age: 'connectionMaxAge',
  shutdown_timeout: 'shutdown_timeout',
};

/** Fields of the pod's spec, of the container and of the Deployment, each with its value. */
const POD: Readonly<Record<string, string>> = {
  terminationGracePeriodSeconds: 'terminationGracePeriodSeconds',
  imagePullSecrets: 'imagePullSecrets',
  securityContext: 'podSecurityContext',
  affinity: 'affinity',
  topologySpreadConstraints: 'topologySpreadConstraints',
  nodeSelector: 'nodeSelector',
  tolerations: 'tolerations',
  runtimeClassName: 'runtimeClassName',
  priorityClassName: 'priorityClassName',
  schedulerName: 'schedulerName',
  hostname: 'hostname',
  hostAliases: 'hostAliases',
  automountServiceAccountToken: 'automountServiceAccountToken',
};
const CONTAINER: Readonly<Record<string, string>> = {
  imagePullPolicy: 'imagePullPolicy',
  securityContext: 'securityContext',
  resources: 'resources',
  envFrom: 'extraEnvFromRefs',
};
const DEPLOYMENT: Readonly<Record<string, string>> = {
  replicas: 'replicas',
  revisionHistoryLimit: 'revisionHistoryLimit',
  strategy: 'strategy',
};
const PROBE = [
  'initialDelaySeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
  'terminationGracePeriodSeconds',
];
/** The timing of the probes before the chart had values for it. */
const FIRST_TIMING = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
const FIRST_PROBES = {
  livenessProbe: { initialDelaySeconds: 60, ...FIRST_TIMING },
  readinessProbe: { initialDelaySeconds: 10, ...FIRST_TIMING },
};
const MONITOR = ['interval', 'scheme', 'tlsConfig', 'path', 'metricRelabelings', 'relabelings'];
const SERVICE = [
  'type',
  'clusterIP',
  'externalIPs',
  'loadBalancerIP',
  'loadBalancerSourceRanges',
  'externalTrafficPolicy',
  'internalTrafficPolicy',
];

/** Whether a ConfigMap is the one with the scripts of the chart. */
export function isChartConfig(object: Found): boolean {
  const keys = keysOf(object);
  return (
    object.kind === 'ConfigMap' && ['entrypoint', 'register-the-runner'].every((key) => keys.includes(key))
  );
}

/**
 * Returns the values from which the Helm chart has rendered the objects of a manager, so the objects result in the same
 * document as the values; nothing where something else has made the objects.
 */
export function chartReleaseOf(manager: Manager, objects: Objects): ChartRelease | undefined {
  const { workload, pod } = manager;
  const { namespace, labels } = workload;
  const sources = pod.volumes.flatMap(sourcesOf);
  const config = sources
    .filter(({ kind }) => kind === 'ConfigMap')
    .map(({ name }) => objects.find('ConfigMap', namespace, name))
    .find((object) => object !== undefined && isChartConfig(object));
  if (config === undefined) return undefined;
  const values = new Values();
  const found = belongingsOf(manager, objects);
  // With the one the manager of the chart asks for the address of its session server, and ours does not.
  const grants = grantsTo(found.account.name, namespace, objects).filter(
    (one) => one.role?.name !== `${workload.name}-session-server`,
  );
  const role = grants.find((one) => one.role !== undefined)?.role;
  values.put('fullnameOverride', workload.data, ['metadata', 'name']);
  ofConfig(values, config, role?.namespace !== namespace ? role : undefined);
  ofWorkload(values, manager, found);
  ofContainer(values, manager, config);
  ofVolumes(values, manager, objects);
  ofAccount(values, found, role, grants[0]?.isWide === true);
  ofNetwork(values, found);
  const release = labels.release ?? labels['app.kubernetes.io/instance'];
  const chart = labels.chart ?? labels['helm.sh/chart'];
  const version = /^gitlab-runner-(\d.*)$/.exec(chart ?? '')?.[1];
  const read = (value: string, ...path: string[]) => ({ value, from: workload.data.at(path) });
  return {
    values: values.located(workload.data.at([])),
    release: release === undefined ? undefined : read(release, 'metadata', 'labels'),
    namespace: namespace === undefined ? undefined : read(namespace, 'metadata', 'namespace'),
    version: version === undefined ? undefined : read(version, 'metadata', 'labels'),
    chart: 'gitlab-runner',
    remarks: [],
    warnings: [],
  };
}

/** Values of the chart, each with where it was read. */
class Values {
  private readonly root: Record<string, unknown> = {};
  private readonly places: { path: Path; data: Located; source: Path; text?: Text | undefined }[] = [];

  /** Adds a value from its place, or another one that follows from it. */
  put(name: string | Path, data: Located, source: Path, ...other: readonly [value?: unknown]): void {
    const value = other.length > 0 ? other[0] : valueAt(data.value, source);
    if (value === undefined || value === null) return;
    const path = typeof name === 'string' ? name.split('.') : name;
    let target = this.root;
    for (const part of path.slice(0, -1)) {
      if (!isMapping(target[part])) target[part] = {};
      target = target[part] as Record<string, unknown>;
    }
    target[String(path.at(-1))] = value;
    this.places.push({ path, data, source });
  }

  putText(name: string, object: Found, key: string): void {
    const text = textIn(object, key);
    if (text === undefined || text.text.trim() === '') return;
    this.put(name, object.data, ['data', key], text.text);
    this.places.push({ path: name.split('.'), data: object.data, source: ['data', key], text });
  }

  located(start: Origin): Located {
    const { places } = this;
    const nearest = (path: Path) =>
      places.findLast((place) => place.path.every((part, index) => part === path[index])) ??
      places.find((place) => path.every((part, index) => part === place.path[index]));
    const below = <T>(path: Path, read: (data: Located, at: Path) => T): T | undefined => {
      const place = nearest(path);
      return place && read(place.data, [...place.source, ...path.slice(place.path.length)]);
    };
    return {
      value: this.root,
      at: (path) => below(path, (data, source) => data.at(source)) ?? start,
      commentAt: (path) => below(path, (data, source) => data.commentAt(source)),
      textAt: (path) =>
        places.find(({ text, path: own }) => text !== undefined && own.join('.') === path.join('.'))?.text ??
        below(path, (data, source) => data.textAt(source)),
      comments: [],
    };
  }
}

/** What the chart's ConfigMap says. */
function ofConfig(values: Values, config: Found, role: Found | undefined): void {
  const text = textIn(config, 'config.toml');
  const toml = text && readToml(text);
  if (text !== undefined && holdsRunners(text.text))
    values.putText('runners.configOverride', config, 'config.toml');
  if (toml !== undefined && !('message' in toml)) {
    for (const [key, value] of Object.entries(GLOBALS)) values.put(value, toml, [key]);
    const address = valueAt(toml.value, ['listen_address']);
    if (typeof address === 'string' && address !== '') {
      values.put('metrics.enabled', toml, ['listen_address'], true);
      const port = Number(/:(\d+)$/.exec(address)?.[1]);
      if (port > 0) values.put('metrics.port', toml, ['listen_address'], port);
    }
    const sessions = valueAt(toml.value, ['session_server', 'listen_address']);
    const port = Number(/:(\d+)$/.exec(String(sessions))?.[1]);
    if (port > 0) values.put('sessionServer.internalPort', toml, ['session_server', 'listen_address'], port);
    values.put('sessionServer.timeout', toml, ['session_server', 'session_timeout']);
  }
  values.putText('runners.config', config, 'config.template.toml');
  values.putText('preEntrypointScript', config, 'pre-entrypoint-script');
  for (const key of keysOf(config)) {
    if (!SCRIPTS.has(key)) values.put(['configMaps', key], config.data, ['data', key]);
  }
  const register = textIn(config, 'register-the-runner')?.text ?? '';
  const name = /--name[ =](?:"([^"]*)"|'([^']*)'|(\S+))/.exec(register)?.slice(1).find(Boolean);
  values.put('runners.name', config.data, ['data', 'register-the-runner'], name);
  if (role !== undefined) values.put('runners.jobNamespace', role.data, ['metadata', 'namespace']);
}

/** What the Deployment and its pod tell. */
function ofWorkload(values: Values, { workload, template, pod }: Manager, { autoscaler }: Belongings): void {
  const { data } = workload;
  for (const [field, value] of Object.entries(DEPLOYMENT)) values.put(value, data, ['spec', field]);
  for (const [field, value] of Object.entries(POD)) values.put(value, pod.spec, [field]);
  const maps = [
    ['deploymentLabels', data, ['metadata', 'labels']],
    ['deploymentAnnotations', data, ['metadata', 'annotations']],
    ['podLabels', template, ['metadata', 'labels']],
    ['podAnnotations', template, ['metadata', 'annotations']],
  ] as const;
  for (const [value, from, path] of maps) {
    const map = valueAt(from.value, path);
    for (const key of Object.keys(isMapping(map) ? map : {})) {
      if (!isIdentity(key) && !/^(?:checksum\/|prometheus\.io\/|meta\.helm\.sh\/)/.test(key))
        values.put([value, key], from, [...path, key]);
    }
  }
  if (autoscaler !== undefined) {
    for (const key of ['minReplicas', 'maxReplicas', 'metrics'])
      values.put(['hpa', key], autoscaler.data, ['spec', key]);
  }
}

/** What the manager's container says. */
function ofContainer(values: Values, { pod }: Manager, config: Found): void {
  const { data, words } = pod.container;
  const [, name = '', tag] = /^(.*?)(?::([\w][^/]*))?$/.exec(String(valueAt(data.value, ['image']))) ?? [];
  values.put('image.registry', data, ['image'], '');
  values.put('image.image', data, ['image'], name);
  values.put('image.tag', data, ['image'], tag);
  if (words[0]?.endsWith('/tini') === true) values.put('useTini', data, ['command'], true);
  for (const [field, value] of Object.entries(CONTAINER)) values.put(value, data, [field]);
  for (const [probe, first] of Object.entries(FIRST_PROBES)) {
    const { exec: _exec, ...timing } = (valueAt(data.value, [probe]) ?? {}) as { exec?: unknown };
    if (isEqual(timing, first)) continue;
    for (const key of PROBE) values.put([probe, key], data, [probe, key]);
  }
  const timeout = valueAt(data.value, ['readinessProbe', 'timeoutSeconds']);
  if (
    timeout !== FIRST_PROBES.readinessProbe.timeoutSeconds &&
    timeout !== rows.get('probeTimeoutSeconds')?.theirs
  )
    values.put('probeTimeoutSeconds', data, ['readinessProbe', 'timeoutSeconds']);
  const hook = JSON.stringify(valueAt(data.value, ['lifecycle']) ?? '');
  const isUnregistering = /unregister/.test(hook);
  if (!isUnregistering) values.put('unregisterRunners', data, ['lifecycle'], false);
  if (!isUnregistering) values.put('deploymentLifecycle', data, ['lifecycle']);
  const env = valueAt(data.value, ['env']);
  for (const [index, variable] of (Array.isArray(env) ? env : []).entries()) {
    if (!isMapping(variable)) continue;
    const { name: key, valueFrom } = variable as { name: string; valueFrom?: unknown };
    const known = own(VARIABLES, key);
    const path = ['env', index];
    if (known === 'runners.locked') values.put(known, data, [...path, 'value'], variable.value === 'true');
    else if (known !== undefined) values.put(known, data, [...path, 'value']);
    else if (valueFrom !== undefined) values.put(['extraEnvFrom', key], data, [...path, 'valueFrom']);
    else if (!Object.hasOwn(VARIABLES, key))
      values.put(['extraEnv', key], data, [...path, 'value'], String(variable.value ?? ''));
  }
  const others = pod.others.map((one) => one.data.value);
  if (others.length > 0) values.put('extraContainers', pod.spec, ['containers'], others);
  const prepares = (words_: readonly string[]): boolean =>
    words_.some((word) => /\/(?:config|scripts|configmaps)\/configure/.test(word));
  const init = pod.initContainers.filter((one) => !prepares(one.words)).map((one) => one.data.value);
  if (init.length > 0) values.put('initContainers', pod.spec, ['initContainers'], init);
  if (keysOf(config).some((key) => key.startsWith('set-session-server')))
    values.put('sessionServer.enabled', config.data, ['data'], true);
}

/** What the volumes show: the Secrets of the token, of the cache and of certificates, and other Secrets and volumes. */
function ofVolumes(values: Values, { workload, pod }: Manager, objects: Objects): void {
  const own = pod.volumes.filter(({ value }) => VOLUMES.has(String(valueAt(value, ['name']))));
  for (const volume of own) {
    const place = volume.at([]);
    const data: Located = { ...volume, at: () => place };
    const others: object[] = [];
    let isAfterToken = false;
    for (const { kind, name, items } of sourcesOf(volume)) {
      if (kind !== 'Secret') continue;
      const volumeName = valueAt(volume.value, ['name']);
      if (volumeName === 'custom-certs') values.put('certsSecretName', data, [], name);
      else if (items?.some(({ key }) => key === 'runner-token' || key === 'runner-registration-token')) {
        isAfterToken = true;
        const secret = objects.find('Secret', workload.namespace, name);
        // The chart's own goes with the release; what it holds is a value.
        if (name !== workload.name) values.put('runners.secret', data, [], name);
        else if (secret !== undefined) {
          for (const [key, value] of [
            ['runner-token', 'runnerToken'],
            ['runner-registration-token', 'runnerRegistrationToken'],
          ] as const)
            values.put(value, secret.data, ['data', key], textIn(secret, key)?.text || undefined);
        }
      } else if (isAfterToken) others.push({ name, ...(items && { items }) });
      else if (items === undefined) values.put('runners.cache.secretName', data, [], name);
    }
    if (others.length > 0) values.put('secrets', data, [], others);
  }
  const isOther = (name: unknown): boolean => !VOLUMES.has(String(name));
  const volumes = pod.volumes
    .filter(({ value }) => isOther(valueAt(value, ['name'])))
    .map(({ value }) => value);
  if (volumes.length > 0) values.put('volumes', pod.spec, ['volumes'], volumes);
  const mounts = valueAt(pod.container.data.value, ['volumeMounts']);
  const others = (Array.isArray(mounts) ? mounts : []).filter((one) => isOther(valueAt(one, ['name'])));
  if (others.length > 0) values.put('volumeMounts', pod.container.data, ['volumeMounts'], others);
}

/** What the ServiceAccount and the Role tell. */
function ofAccount(values: Values, { account }: Belongings, role: Found | undefined, isWide: boolean): void {
  const { object, name } = account;
  if (object !== undefined) {
    values.put('serviceAccount.create', object.data, ['metadata', 'name'], true);
    values.put('serviceAccount.name', object.data, ['metadata', 'name']);
    values.put('serviceAccount.annotations', object.data, ['metadata', 'annotations']);
    values.put('serviceAccount.imagePullSecrets', object.data, ['imagePullSecrets']);
  } else if (name !== undefined) {
    const here = role?.data ?? EMPTY;
    if (role !== undefined) values.put('serviceAccount.create', here, [], false);
    if (name !== 'default') values.put('serviceAccount.name', here, [], name);
  }
  if (role === undefined) return;
  values.put('rbac.create', role.data, ['rules'], true);
  if (isWide) values.put('rbac.clusterWideAccess', role.data, ['rules'], true);
  const rules = at(role, 'rules');
  const all = '[{"apiGroups":[""],"resources":["*"],"verbs":["*"]}]';
  if (JSON.stringify(rules) !== all) values.put('rbac.rules', role.data, ['rules']);
}

/** What Services, monitors and the Ingress tell. */
function ofNetwork(values: Values, found: Belongings): void {
  const { metricsService: metrics, sessionService: session, sessionIngress: ingress } = found;
  const maps = (object: Found, base: string): void => {
    for (const what of ['labels', 'annotations'] as const) {
      for (const key of Object.keys(object[what])) {
        if (
          !isIdentity(key) ||
          (key === 'release' &&
            object.kind.endsWith('Monitor') &&
            object[what][key] !== undefined &&
            base !== 'service')
        )
          values.put([...base.split('.'), what, key], object.data, ['metadata', what, key]);
      }
    }
  };
  if (metrics !== undefined) {
    values.put('service.enabled', metrics.data, [], true);
    maps(metrics, 'service');
    for (const key of SERVICE) values.put(['service', key], metrics.data, ['spec', key]);
    const ports = at(metrics, 'spec', 'ports');
    const [, ...others] = Array.isArray(ports) ? ports : [];
    values.put('service.metrics.nodePort', metrics.data, ['spec', 'ports', 0, 'nodePort']);
    if (others.length > 0) values.put('service.additionalPorts', metrics.data, ['spec', 'ports'], others);
  }
  for (const monitor of [found.serviceMonitor, found.podMonitor]) {
    if (monitor === undefined) continue;
    const isPod = monitor.kind === 'PodMonitor';
    const base = `metrics.${isPod ? 'podMonitor' : 'serviceMonitor'}`;
    values.put(`${base}.enabled`, monitor.data, [], true);
    if (monitor.namespace !== found.namespace)
      values.put(`${base}.namespace`, monitor.data, ['metadata', 'namespace']);
    maps(monitor, base);
    values.put(`${base}.jobLabel`, monitor.data, ['spec', 'jobLabel']);
    for (const key of MONITOR)
      values.put(`${base}.${key}`, monitor.data, [
        'spec',
        isPod ? 'podMetricsEndpoints' : 'endpoints',
        0,
        key,
      ]);
  }
  if (session !== undefined) {
    values.put('sessionServer.enabled', session.data, [], true);
    for (const what of ['annotations', 'labels'] as const) {
      for (const key of Object.keys(session[what]))
        if (!isIdentity(key)) values.put(['sessionServer', what, key], session.data, ['metadata', what, key]);
    }
    const type = at(session, 'spec', 'clusterIP') === 'None' ? 'Headless' : at(session, 'spec', 'type');
    values.put('sessionServer.serviceType', session.data, ['spec', 'type'], type);
    values.put('sessionServer.externalPort', session.data, ['spec', 'ports', 0, 'port']);
    values.put('sessionServer.nodePort', session.data, ['spec', 'ports', 0, 'nodePort']);
    values.put('sessionServer.publicIP', session.data, ['spec', 'loadBalancerIP']);
    for (const key of ['loadBalancerSourceRanges', 'externalTrafficPolicy', 'internalTrafficPolicy'])
      values.put(['sessionServer', key], session.data, ['spec', key]);
  }
  if (ingress !== undefined) {
    const base = 'sessionServer.ingress';
    values.put(`${base}.enabled`, ingress.data, [], true);
    values.put(`${base}.className`, ingress.data, ['spec', 'ingressClassName']);
    values.put(`${base}.annotations`, ingress.data, ['metadata', 'annotations']);
    values.put(`${base}.tls`, ingress.data, ['spec', 'tls']);
    values.put('sessionServer.publicIP', ingress.data, ['spec', 'rules', 0, 'host']);
  }
}
