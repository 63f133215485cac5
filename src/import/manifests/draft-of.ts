import { type Path, valueAt } from '../../core/data/path.ts';
import { isOurs } from '../../core/objects/as-written.ts';
import { identityKey } from '../../core/objects/identity.ts';
import type { KubernetesObject } from '../../core/objects/kubernetes-object.ts';
import { draftOf as draftOfChart } from '../chart/draft.ts';
import { liveConfig } from '../config-toml/live.ts';
import { registered } from '../config-toml/registered.ts';
import type { Part } from '../config-toml/registration.ts';
import type { Surroundings } from '../config-toml/surroundings.ts';
import { renderedFrom } from '../document/rendered.ts';
import type { Draft, Read, Remark, Running, Setting } from '../draft.ts';
import type { ImportOptions } from '../options.ts';
import type { Located } from '../read/located.ts';
import { readToml } from '../read/toml.ts';
import { type Belongings, belongingsOf } from './belongings.ts';
import {
  accountSettings,
  autoscalerSettings,
  disruptionBudgetSettings,
  type IsLeftOut,
  ingressSettings,
  isIdentity,
  metadataSettings,
  monitorSettings,
  namespaceSettings,
  serviceSettings,
} from './blocks.ts';
import { chartReleaseOf } from './chart-objects.ts';
import { type ConfigSource, configSourceOf } from './config-source.ts';
import { environmentOf } from './environment.ts';
import { type KeyOf, keyAt, mountedAt, mountsOf } from './files.ts';
import { foreignPodSettings } from './foreign-pod.ts';
import { readImage } from './image.ts';
import { jobSettings } from './jobs.ts';
import { filesOf } from './keys-of-secrets.ts';
import type { Manager } from './managers.ts';
import { type Found, nameOf, type Objects, texts } from './objects.ts';
import {
  commonSettings,
  ourBlocks,
  ourCredentials,
  ourFlavor,
  ourObjects,
  ourPodSettings,
  ourRest,
  ourRules,
  ourTokens,
} from './our-objects.ts';
import { grantsTo, permissionSettings } from './permissions.ts';
import { settingAt, settingsFor } from './settings.ts';
import { startOf } from './start.ts';

/** Fields of a Deployment that the document has under the same names. */
const WORKLOAD_FIELDS = [
  'revisionHistoryLimit',
  'minReadySeconds',
  'progressDeadlineSeconds',
  'strategy',
] as const;

/** What is made of a manager among the inputs. */
export interface ReadManager {
  readonly draft: Draft;
  /** The key that holds its config.toml. */
  readonly file: KeyOf | undefined;
}

/** Makes the draft of a manager, out of its own objects and those around it. */
export function draftOf(
  manager: Manager,
  objects: Objects,
  options: ImportOptions,
  /** A config.toml that was given along with objects that do not hold it. */
  given: Located | undefined,
): ReadManager {
  const { workload, pod } = manager;
  const { name, namespace } = workload;
  const isOwn = isOurs(workload.data.value);
  const chart = isOwn ? undefined : chartReleaseOf(manager, objects);
  if (chart !== undefined) return { file: undefined, draft: draftOfChart(chart, options) };
  const belongings = belongingsOf(manager, objects);
  const own = isOwn ? ourObjects(manager, objects) : undefined;
  const isLeftOut = own?.isLeftOut ?? isIdentity;

  const image = imageOf(manager, isOwn, options);
  const source = configSourceOf(pod, objects, namespace);
  const start = isOwn ? undefined : startOf(pod.container);
  const surroundings: Surroundings = {
    ...source.surroundings,
    name,
    account: belongings.account.name,
    release: image.release?.value,
    configMap: (called) => {
      const found = objects.of('ConfigMap').find((object) => object.name === called);
      const data = found && texts((found.data.value as { data?: unknown }).data);
      return data;
    },
  };
  const config = configOf(manager, source, surroundings, given, start?.options, objects);
  const files = filesOf(config.settings, (path) => keyAt(pod, pod.container, path, objects, namespace));
  const certificate = isOwn ? undefined : certificateOf(manager, config.settings, objects);
  const settings: Setting[] = [
    { path: ['apiVersion'], value: 'gitlab-runner-manifests.dev/v1alpha1' },
    { path: ['kind'], value: 'GitLabRunner' },
    { path: ['metadata', 'name'], value: name, from: workload.data.at(['metadata', 'name']) },
    { path: ['metadata', 'namespace'], value: namespace ?? options.namespace ?? 'gitlab-runner' },
    ...(image.release === undefined ? [] : [{ path: ['spec', 'version'], value: image.release.value }]),
  ];
  const head = settings.length;
  // What the file of ours does not say, the document would not say either.
  settings.push(
    ...config.settings.filter(
      (setting) => !files.replaced.has(setting) && !(isOwn && setting.from === undefined),
    ),
    ...files.settings,
    ...(certificate?.settings ?? []),
    ...(own === undefined ? [] : commonSettings(manager, own)),
    ...image.settings,
    ...(start?.settings ?? []),
    ...workloadSettings(manager, belongings, isLeftOut),
    ...blockSettings(belongings, isLeftOut),
    ...accountOf(belongings, isLeftOut),
    ...jobSettings(manager, objects, own, renderedFrom(settings.concat(config.settings)), isLeftOut),
  );
  const remarks: Remark[] = [...config.remarks, ...image.remarks];

  if (own !== undefined) {
    if (source.file !== undefined && source.file.name !== `${name}-config`)
      settings.push(settingAt(pod.spec, ['volumes'], ['spec', 'configUpdate'], 'rollout'));
    settings.push(...ourCredentials(pod, objects, namespace));
    settings.push(...ourBlocks(manager, own, renderedFrom(settings)));
    settings.push(...ourPodSettings(pod, renderedFrom(settings)));
    settings.push(...ourRules(own, settings));
    settings.push(...ourRest(manager, own, objects, settings));
  } else {
    const isRegistering = start?.isRegistering === true;
    const ofPod = foreignPodSettings(pod, {
      source,
      settings: [...config.settings, ...(start?.settings ?? [])],
      objects,
      namespace,
      isRegistering,
      variables: start?.variables ?? new Set(),
      volumes: new Set([
        ...(certificate?.volumes ?? []),
        ...volumesOf(manager, config.settings, files.replaced),
      ]),
    });
    settings.push(...ofPod.settings);
    remarks.push(...ofPod.remarks);
    remarks.push(...(config.settings.length > 0 ? [] : source.remarks), ...(start?.remarks ?? []));
    remarks.push(...changesOf(manager, belongings, settings));
    const grants = grantsTo(belongings.account.name, namespace, objects);
    const permissions = permissionSettings(grants, settings);
    settings.push(...permissions.settings);
    remarks.push(...permissions.remarks);
    if (grants.length === 0)
      remarks.push({
        kind: 'outside',
        subject: `ServiceAccount/${belongings.account.name ?? 'default'}`,
        text: 'The inputs have no Role for it: the document renders one with the permissions that its settings need. If another Role is already bound, set spec.rbac.create: false.',
      });
    settings.push(...policies(belongings, manager));
  }
  return {
    file: source.file,
    draft: {
      name: { value: name, from: workload.data.at(['metadata', 'name']) },
      namespace:
        namespace === undefined
          ? undefined
          : { value: namespace, from: workload.data.at(['metadata', 'namespace']) },
      release: image.release,
      settings: settings.slice(head),
      remarks,
      secrets: [...config.secrets, ...(own === undefined ? [] : ourTokens(manager, own))],
      running: runningOf(manager, isOwn),
    },
  };
}

function imageOf(manager: Manager, isOwn: boolean, options: ImportOptions) {
  const { data } = manager.pod.container;
  const { image } = data.value as { image?: unknown };
  const release = isOwn ? manager.workload.labels['app.kubernetes.io/version'] : undefined;
  return readImage(String(image ?? ''), data.at(['image']), options, {
    release,
    flavor: isOwn ? ourFlavor(manager.pod) : undefined,
  });
}

/** Returns what config.toml says, wherever it is; or what the manager registers itself with. */
function configOf(
  { pod, workload }: Manager,
  source: ConfigSource,
  surroundings: Surroundings,
  given: Located | undefined,
  registration: ReadonlyMap<string, string> | undefined,
  objects: Objects,
): Part {
  if (source.text === undefined && given !== undefined) return liveConfig(given, surroundings);
  if (source.text !== undefined) {
    const toml = readToml(source.text);
    if (!('message' in toml)) return liveConfig(toml, surroundings);
    const remark: Remark = {
      kind: 'refused',
      from: toml.from,
      subject: `${source.file!.kind}/${source.file!.name}`,
      text: `Its config.toml cannot be read: ${toml.message}.`,
    };
    return { settings: [], remarks: [remark], secrets: [] };
  }
  if (registration === undefined || registration.size === 0)
    return { settings: [], remarks: [], secrets: [] };
  const from = pod.container.data.at(['args']);
  const { all } = environmentOf(pod.container, objects, workload.namespace);
  const environment = new Map<string, Read<string>>(
    [...all].flatMap(([key, variable]) =>
      variable.value === undefined ? [] : [[key, { value: variable.value, from: variable.from }]],
    ),
  );
  for (const [key, value] of registration) if (!/[$`]/.test(value)) environment.set(key, { value, from });
  const named =
    /^"?\$\{?(\w+)\}?"?$/.exec(registration.get('CI_SERVER_TOKEN') ?? '')?.[1] ?? 'CI_SERVER_TOKEN';
  const token = all.get(named)?.secret;
  const isOld = registration.has('REGISTRATION_TOKEN') || all.has('REGISTRATION_TOKEN');
  const ours = { name: `${workload.name}-token`, key: 'token' };
  const part = registered(
    {
      id: 'default',
      environment,
      token: token ?? ours,
      ...(token === undefined && {
        secret: { name: ours.name, keys: { [ours.key]: 'the token of the runner' } },
      }),
    },
    surroundings,
  );
  if (!isOld || environment.has('REGISTRATION_TOKEN')) return part;
  const remark: Remark = {
    kind: 'decide',
    from,
    subject: 'REGISTRATION_TOKEN',
    text: 'The manager registers itself with a registration token at each start. Create the runner in GitLab, and put its token, which begins with glrt-, into the Secret.',
  };
  return { ...part, remarks: [...part.remarks, remark] };
}

/** The volumes of files that the document has another way for. */
function volumesOf(
  { pod }: Manager,
  settings: readonly Setting[],
  replaced: ReadonlySet<Setting>,
): readonly string[] {
  const paths = settings.filter((setting) => replaced.has(setting)).map(({ value }) => String(value));
  return paths.flatMap((path) => mountedAt(pod, pod.container, path)?.volume ?? []);
}

/** The certificate that the runner uses without a setting: beside config.toml, after the host of GitLab. */
function certificateOf(
  { pod, workload }: Manager,
  settings: readonly Setting[],
  objects: Objects,
): { readonly settings: readonly Setting[]; readonly volumes: readonly string[] } | undefined {
  const url = settings.find(
    ({ path }) => path[1] === 'runners' && path[3] === 'url' && path.length === 4,
  )?.value;
  const host = /^\w+:\/\/([^/:]+)/.exec(String(url))?.[1];
  const mount = mountsOf(pod.container).find(({ mountPath }) =>
    /\/(?:\.gitlab-runner|gitlab-runner)\/certs$/.test(mountPath),
  );
  if (host === undefined || mount === undefined) return undefined;
  const key = keyAt(pod, pod.container, `${mount.mountPath}/${host}.crt`, objects, workload.namespace);
  if (key === undefined) return undefined;
  const field = key.kind === 'Secret' ? 'secretKeyRef' : 'configMapKeyRef';
  return {
    settings: [
      settingAt(mount.data, [], ['spec', 'certificates', 'ca', field], { name: key.name, key: key.key }),
    ],
    volumes: [mount.name],
  };
}

function workloadSettings(
  { workload, template }: Manager,
  { autoscaler }: Belongings,
  isLeftOut: IsLeftOut,
): readonly Setting[] {
  const base = ['spec', 'manager'];
  const inTemplate: Found = { ...workload, data: template };
  const field = (name: string): readonly Setting[] =>
    settingsFor(workload.data, ['spec', name], [...base, name]);
  const selected = texts(
    (workload.data.value as { spec?: { selector?: { matchLabels?: unknown } } }).spec?.selector?.matchLabels,
  );
  const isOfPod: IsLeftOut = (key, value, what) =>
    isLeftOut(key, value, what) || (isLeftOut === isIdentity && Object.hasOwn(selected, key));
  return [
    ...(autoscaler === undefined ? field('replicas') : []),
    ...(workload.kind === 'Deployment' ? WORKLOAD_FIELDS.flatMap(field) : []),
    ...metadataSettings(workload, base, { isLeftOut: isOfPod }),
    ...metadataSettings(inTemplate, base, {
      isLeftOut: isOfPod,
      names: { labels: 'podLabels', annotations: 'podAnnotations' },
    }),
  ];
}

function blockSettings(found: Belongings, isLeftOut: IsLeftOut): readonly Setting[] {
  const { metricsService, sessionService, sessionIngress, podMonitor, serviceMonitor } = found;
  const metrics = (block: string): Path => ['spec', 'metrics', block];
  const leadsTo = (name: string) => (port: Readonly<Record<string, unknown>>) =>
    [port.name, port.targetPort].some((one) => typeof one === 'string' && one.includes(name));
  const on = (object: Found, base: Path): Setting => settingAt(object.data, [], [...base, 'enabled'], true);
  const optional = <T>(object: T | undefined, read: (object: T) => readonly Setting[]): readonly Setting[] =>
    object === undefined ? [] : read(object);
  return [
    ...optional(metricsService, (one) => [
      on(one, metrics('service')),
      ...serviceSettings(one, metrics('service'), leadsTo('metrics'), isLeftOut),
    ]),
    ...optional(serviceMonitor, (one) => monitorSettings(one, metrics('serviceMonitor'), isLeftOut)),
    ...optional(podMonitor, (one) => monitorSettings(one, metrics('podMonitor'), isLeftOut)),
    ...optional(sessionService, (one) => [
      on(one, ['spec', 'sessionServer']),
      ...serviceSettings(one, ['spec', 'sessionServer', 'service'], () => true, isLeftOut),
    ]),
    ...optional(sessionIngress, (one) =>
      ingressSettings(one, ['spec', 'sessionServer', 'ingress'], isLeftOut),
    ),
    ...optional(found.autoscaler, (one) => autoscalerSettings(one, isLeftOut)),
    ...optional(found.disruptionBudget, (one) => disruptionBudgetSettings(one, isLeftOut)),
    ...optional(found.namespaceOf(found.namespace), (one) =>
      namespaceSettings(one, ['spec', 'namespace'], isLeftOut),
    ),
    ...(found.namespaceOf(found.namespace) === undefined
      ? [{ path: ['spec', 'namespace', 'create'], value: false }]
      : []),
  ];
}

function accountOf({ account }: Belongings, isLeftOut: IsLeftOut): readonly Setting[] {
  const base = ['spec', 'serviceAccount'];
  if (account.name === undefined) return [];
  const named: Setting = {
    path: [...base, 'name'],
    value: account.name,
    from: account.object?.data.at(['metadata', 'name']),
  };
  return account.object === undefined
    ? [named, { path: [...base, 'create'], value: false }]
    : [named, ...accountSettings(account.object, base, isLeftOut)];
}

/** NetworkPolicies that others wrote, with the labels of ours in their selectors. */
function policies({ networkPolicies }: Belongings, { workload }: Manager): readonly Setting[] {
  return networkPolicies.map((policy) => {
    const { spec, ...rest } = policy.data.value as { spec: object };
    const podSelector = {
      matchLabels: {
        'app.kubernetes.io/name': 'gitlab-runner',
        'app.kubernetes.io/instance': workload.name,
      },
    };
    return settingAt(policy.data, [], ['spec', 'extraObjects', policy.name], {
      ...rest,
      spec: { ...spec, podSelector },
    });
  });
}

/** What will be another way than before, whatever the settings. */
function changesOf(
  { workload, pod, template }: Manager,
  found: Belongings,
  settings: readonly Setting[],
): readonly Remark[] {
  const remarks: Remark[] = [];
  const say = (object: Found, text: string): void => {
    remarks.push({ kind: 'changed', from: object.data.at([]), subject: nameOf(object), text });
  };
  if (workload.kind !== 'Deployment')
    say(workload, `The document renders a Deployment instead: delete the ${workload.kind}.`);
  const labels = texts(valueAt(template.value, ['metadata', 'labels']));
  const isKept = (key: string): boolean =>
    settings.some(({ path }) => path[2] === 'podLabels' && path[3] === key);
  const gone = Object.entries(labels).filter(([key]) => !isKept(key) && key !== 'pod-template-hash');
  if (gone.length > 0)
    say(
      workload,
      `Its pods get the labels app.kubernetes.io/name and instance of ours: what looks for ${gone.map(([key, value]) => `${key}=${value}`).join(', ')} no longer finds them.`,
    );
  if (valueAt(pod.container.data.value, ['securityContext', 'readOnlyRootFilesystem']) !== true)
    say(
      workload,
      'The manager runs as the unprivileged user of its image, without capabilities, and with a read-only root filesystem.',
    );
  const rendered = new Set(renderedFrom(settings)?.objects.all.map(identityKey));
  const replaced = [
    found.metricsService,
    found.sessionService,
    found.sessionIngress,
    found.autoscaler,
    found.disruptionBudget,
    found.podMonitor,
    found.serviceMonitor,
  ].filter((object) => object !== undefined);
  for (const object of replaced) {
    if (!rendered.has(identityKey(object.data.value as KubernetesObject)))
      say(object, 'The document renders another one with another name: delete this one.');
  }
  for (const policy of found.networkPolicies)
    say(policy, 'It is kept, with a selector for the labels of the new pods.');
  return remarks;
}

function runningOf({ workload, pod }: Manager, isOwn: boolean): Running {
  const { kind, name } = workload;
  const grace = valueAt(pod.spec.value, ['terminationGracePeriodSeconds']);
  return {
    by: isOwn ? 'ourselves' : 'manifests',
    name,
    kind: kind === 'Deployment' || kind === 'StatefulSet' ? kind : undefined,
    workload: name,
    ...(typeof grace === 'number' && { graceSeconds: grace }),
  };
}
