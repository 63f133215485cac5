import { METRICS_PORT, SESSION_PORT } from '../../core/config-toml/defaults.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { valueAt } from '../../core/data/path.ts';
import { addressOf } from '../../core/formats/address.ts';
import { PROBES } from '../../core/resolve/manager/container.ts';
import { CONFIG_DIRECTORY, HOME } from '../../core/resolve/manager/parts.ts';
import type { Remark, Setting } from '../draft.ts';
import type { ConfigSource } from './config-source.ts';
import { environmentOf } from './environment.ts';
import { mountedAt, mountsOf } from './files.ts';
import { cloudSettings, isCloudVariable } from './keys-of-secrets.ts';
import type { Container, Pod } from './managers.ts';
import { keysOf, type Objects } from './objects.ts';
import { type Apart, managerSettings } from './pod.ts';

/** Variables that `gitlab-runner register` reads. */
const OF_REGISTER =
  /^(?:CI_SERVER_|REGISTER_|REGISTRATION_TOKEN$|RUNNER_|KUBERNETES_(?!SERVICE_|PORT)|CACHE_|CLONE_URL$|TEMPLATE_CONFIG_FILE$|SESSION_SERVER_)/;

/** Where a document has volumes of its own. */
const OUR_PLACES = new Set([HOME, CONFIG_DIRECTORY, '/tmp', `${HOME}/.gitlab-runner`, '/.gitlab-runner']);

/** What else is known of the pod. */
interface Known {
  readonly source: ConfigSource;
  /** The settings of config.toml. */
  readonly settings: readonly Setting[];
  readonly objects: Objects;
  readonly namespace: string | undefined;
  readonly isRegistering: boolean;
  /** Names of variables that only the registration needs. */
  readonly variables: ReadonlySet<string>;
  /** Names of further volumes that a document has another way for. */
  readonly volumes: ReadonlySet<string>;
}

/** Returns what a pod that no document of ours rendered says of the manager. */
export function foreignPodSettings(
  pod: Pod,
  { source, settings: config, objects, namespace, isRegistering, variables, volumes }: Known,
): { readonly settings: readonly Setting[]; readonly remarks: readonly Remark[] } {
  const { container } = pod;
  const remarks: Remark[] = [];
  const changed = (field: string, text: string): void => {
    const [first = field] = field.split(', ');
    remarks.push({ kind: 'changed', from: container.data.at([first]), subject: field, text });
  };
  const environment = environmentOf(container, objects, namespace);
  const ports = portsOf(config);

  const served = new Set([...source.volumes, ...volumes]);
  const isOurMount = ({ name, mountPath }: { name: string; mountPath: string }): boolean =>
    served.has(name) || OUR_PLACES.has(mountPath);
  const kept = [...pod.initContainers, ...pod.others].filter(({ name }) => !source.copiedBy.has(name));
  const needed = new Set(
    [...mountsOf(container).filter((mount) => !isOurMount(mount)), ...kept.flatMap(mountsOf)].map(
      ({ name }) => name,
    ),
  );
  for (const mount of mountsOf(container)) {
    const kind = mountedAt(pod, container, mount.mountPath)?.kind;
    if (isOurMount(mount) && !served.has(mount.name) && kind !== 'emptyDir')
      changed(
        'volumeMounts',
        `${mount.mountPath} is a volume of the document's own: ${mount.name} is no longer mounted there.`,
      );
  }

  const isNeedlessVariable = (name: string): boolean => {
    const variable = environment.all.get(name);
    return (
      name === 'HOME' ||
      name === 'CONFIG_FILE' ||
      source.variables.has(name) ||
      variables.has(name) ||
      (isRegistering && OF_REGISTER.test(name)) ||
      (variable !== undefined && isCloudVariable(name) && cloudSettings(name, variable).length > 0)
    );
  };
  const isNeedlessSource = (item: unknown): boolean => {
    const name = valueAt(item, ['secretRef', 'name']);
    const object = typeof name === 'string' ? objects.find('Secret', namespace, name) : undefined;
    const keys = object && keysOf(object);
    return (
      keys?.every((key) => isNeedlessVariable(`${String(valueAt(item, ['prefix']) ?? '')}${key}`)) === true
    );
  };
  const isNeedless: Apart['isNeedless'] = (list, item) => {
    if (!isMapping(item)) return true;
    switch (list) {
      case 'env':
        return isNeedlessVariable(String(item.name));
      case 'envFrom':
        return isNeedlessSource(item);
      case 'ports':
        return ports.has(item.containerPort);
      case 'volumes':
        return !needed.has(String(item.name));
      case 'volumeMounts':
        return isOurMount({ name: String(item.name), mountPath: String(item.mountPath).replace(/\/+$/, '') });
      default:
        return source.copiedBy.has(String(item.name));
    }
  };

  const fields = new Set<string>(['command', 'args']);
  const hasMetrics = config.some(({ path, value }) => path[2] === 'listen_address' && value !== '');
  const probes = PROBES.filter((probe) => valueAt(container.data.value, [probe]) !== undefined);
  for (const probe of probes) {
    const isOfPort = ['httpGet', 'tcpSocket'].some((action) =>
      valueAt(container.data.value, [probe, action]),
    );
    if (!hasMetrics || !isOfPort) fields.add(probe);
  }
  const gone = probes.filter((probe) => fields.has(probe));
  if (gone.length > 0)
    changed(
      gone.join(', '),
      hasMetrics
        ? 'The default probe asks the metrics port of the manager instead, and never GitLab.'
        : 'There is no probe, because the default one asks the metrics port, which is off. To turn it on, set spec.config.listen_address: ":9252".',
    );
  const hook = JSON.stringify(valueAt(container.data.value, ['lifecycle', 'preStop']) ?? '');
  if (/unregister/.test(hook)) {
    fields.add('lifecycle');
    changed(
      'lifecycle',
      'The hook unregisters the runner. The new manager does not register one, and its hook lets running jobs finish.',
    );
  }
  const result = managerSettings(pod, { isNeedless, fields });
  const safe = withoutRoot(result.settings);
  return {
    settings: [
      ...safe.settings,
      ...[...environment.all].flatMap(([name, variable]) => cloudSettings(name, variable)),
      ...withoutLimits(container),
    ],
    remarks: [...remarks, ...safe.remarks, ...result.remarks],
  };
}

/** The ports that ours opens. */
function portsOf(config: readonly Setting[]): ReadonlySet<unknown> {
  const addresses = config
    .filter(({ path }) => path.at(-1) === 'listen_address')
    .map(({ value }) => String(value));
  return new Set<unknown>([
    METRICS_PORT,
    SESSION_PORT,
    ...addresses.map((address) => addressOf(address).port),
  ]);
}

/** Requests and limits of ours hold where there were none: a limit that was not there would change how the manager runs. */
function withoutLimits({ data }: Container): readonly Setting[] {
  const limits = valueAt(data.value, ['resources', 'limits']);
  return limits === undefined ? [{ path: ['spec', 'manager', 'resources', 'limits'], value: {} }] : [];
}

/** Settings by which a manager runs as root or with all rights of the node, which it has no need of. */
function withoutRoot(settings: readonly Setting[]): {
  readonly settings: readonly Setting[];
  readonly remarks: readonly Remark[];
} {
  const isRoot = ({ path, value }: Setting): boolean =>
    (path[2] === 'securityContext' || path[2] === 'podSecurityContext') &&
    ((['runAsUser', 'runAsGroup', 'fsGroup'].includes(String(path[3])) && value === 0) ||
      (path[3] === 'runAsNonRoot' && value === false) ||
      (path[3] === 'privileged' && value === true) ||
      (path[3] === 'allowPrivilegeEscalation' && value === true));
  const root = settings.filter(isRoot);
  return {
    settings: settings.filter((setting) => !root.includes(setting)),
    remarks:
      root.length === 0
        ? []
        : [
            {
              kind: 'changed',
              from: root[0]!.from,
              subject: root.map(({ path }) => path.slice(2).join('.')).join(', '),
              text: 'The manager needs no root and no privileges; only jobs may need them. It runs as the unprivileged user of its image.',
            },
          ],
  };
}
