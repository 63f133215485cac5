import { isEqual } from '../../core/data/is-equal.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import { asWritten, isLive, isOurs } from '../../core/objects/as-written.ts';
import { identityKey } from '../../core/objects/identity.ts';
import type { KubernetesObject } from '../../core/objects/kubernetes-object.ts';
import { COMPONENT } from '../../core/resolve/labels.ts';
import { PROBES } from '../../core/resolve/manager/container.ts';
import type { flavors } from '../../core/resolve/manager/image.ts';
import { type RenderedDraft, renderedFrom } from '../document/rendered.ts';
import type { NeededSecret, Setting } from '../draft.ts';
import type { Located } from '../read/located.ts';
import { type IsLeftOut, metadataSettings } from './blocks.ts';
import { environmentOf } from './environment.ts';
import { sourcesOf } from './files.ts';
import { cloudSettings, isCloudVariable } from './keys-of-secrets.ts';
import type { Manager, Pod } from './managers.ts';
import { at, type Found, keysOf, type Objects } from './objects.ts';
import {
  deliverySettings,
  isOfDelivery,
  type OurDelivery,
  ourDelivery,
  withoutDelivery,
} from './our-delivery.ts';
import { type Apart, managerSettings } from './pod.ts';
import { settingAt, settingsFor } from './settings.ts';

const RECOMMENDED = ['name', 'instance', 'version', 'managed-by'].map((key) => `app.kubernetes.io/${key}`);
const HASHES = /^gitlab-runner-manifests\.dev\//;

/** Names of volumes, of variables and of ports that our pods have of themselves. */
const OUR_NAMES =
  /^(?:config|home|tmp|ca|client-certificate|gcs-credentials|config-values|filled-config|HOME|RUNNER_TOKEN_\w+|metrics|session)$/;

/** The objects that one document of ours rendered. */
export interface OurObjects {
  readonly all: readonly Found[];
  /** Labels and annotations that all of them have. */
  readonly common: {
    readonly labels: ReadonlyMap<string, string>;
    readonly annotations: ReadonlyMap<string, string>;
  };
  readonly delivery: OurDelivery | undefined;
  readonly isLeftOut: IsLeftOut;
  readonly of: (kind: string, name?: string) => readonly Found[];
}

/** Returns the objects that were rendered along with a Deployment of ours. */
export function ourObjects({ workload }: Manager, objects: Objects): OurObjects {
  const instance = workload.labels['app.kubernetes.io/instance'];
  const others = objects
    .of('Deployment')
    .filter((one) => one !== workload && isOurs(one.data.value))
    .map(({ namespace }) => namespace);
  const all = objects.all.filter(
    ({ data, labels, namespace }) =>
      isOurs(data.value) &&
      labels['app.kubernetes.io/instance'] === instance &&
      (namespace === workload.namespace || !others.includes(namespace)),
  );
  // The object with config.toml has only the labels and annotations of all objects.
  const config = all.find(
    ({ kind, name }) => /^(?:ConfigMap|Secret)$/.test(kind) && isConfigOf(name, workload.name),
  );
  const delivery = ourDelivery(
    config,
    all.filter(({ kind }) => kind === 'Namespace'),
  );
  const common = {
    labels: new Map(Object.entries(config?.labels ?? {}).filter(([key]) => !RECOMMENDED.includes(key))),
    annotations: new Map(Object.entries(withoutDelivery(config?.annotations ?? {}, delivery))),
  };
  return {
    all,
    common,
    delivery,
    isLeftOut: (key, value, what) =>
      RECOMMENDED.includes(key) ||
      isOfDelivery(delivery, key, value) ||
      key === COMPONENT ||
      HASHES.test(key) ||
      key.startsWith('pod-security.kubernetes.io/') ||
      key === 'kubernetes.io/metadata.name' ||
      common[what].get(key) === value,
    of: (kind, name) => all.filter((one) => one.kind === kind && (name === undefined || one.name === name)),
  };
}

function isConfigOf(name: string, base: string): boolean {
  return name === `${base}-config` || (name.startsWith(`${base}-config-`) && /-[0-9a-f]{12}$/.test(name));
}

/** Returns what all objects have in common: labels, annotations, and the controller that applies them. */
export function commonSettings({ workload }: Manager, { common, delivery }: OurObjects): readonly Setting[] {
  const from = workload.data.at(['metadata']);
  return [
    ...deliverySettings(delivery, workload),
    ...[...common.labels].map(([key, value]) => ({ path: ['metadata', 'labels', key], value, from })),
    ...[...common.annotations].map(([key, value]) => ({
      path: ['spec', 'commonAnnotations', key],
      value,
      from,
    })),
  ];
}

/** Returns the flavor of the image of a pod of ours, where something other than the image tells it. */
export function ourFlavor({ spec, container }: Pod): keyof typeof flavors | undefined {
  const { securityContext } = spec.value as { securityContext?: unknown };
  const isAssigned = isMapping(securityContext) && securityContext.runAsUser === undefined;
  return isAssigned || container.words[0]?.endsWith('/tini') === true ? 'ocp' : undefined;
}

/** Returns the settings of `spec.manager` for a pod of ours, without what its document makes of itself. */
export function ourPodSettings(pod: Pod, own: RenderedDraft | undefined): readonly Setting[] {
  const parts = own?.resolved.manager.own;
  const isNeedless: Apart['isNeedless'] = (list, item) => {
    if (list === 'initContainers')
      return isMapping(item) && (item.name === 'link-config' || item.name === 'fill-config');
    // Where something is wrong with the rest, names tell what is ours.
    if (parts === undefined) return isMapping(item) && OUR_NAMES.test(String(item.name));
    if (!Object.hasOwn(parts, list)) return false;
    return parts[list as keyof typeof parts].some((one) => isEqual(one, item));
  };
  const absent = [...PROBES, 'lifecycle'].flatMap((field): readonly Setting[] =>
    (pod.container.data.value as Readonly<Record<string, unknown>>)[field] === undefined
      ? [settingAt(pod.container.data, [], ['spec', 'manager', field], {})]
      : [],
  );
  return [...managerSettings(pod, { isNeedless }).settings, ...absent];
}

/** Values that are filled into config.toml, by the file of each, and where the document has them. */
const FILLED_IN: Readonly<Record<string, Path>> = {
  CACHE_GCS_ACCESS_ID: ['spec', 'cacheCredentials', 'gcs', 'accessId'],
  CACHE_GCS_PRIVATE_KEY: ['spec', 'cacheCredentials', 'gcs', 'privateKey'],
  CACHE_AZURE_ACCOUNT_NAME: ['spec', 'cacheCredentials', 'azure', 'accountName'],
  CACHE_AZURE_ACCOUNT_KEY: ['spec', 'cacheCredentials', 'azure', 'accountKey'],
};

/** Returns the credentials for caches that a pod of ours has, whether a runner uses them or not. */
export function ourCredentials(
  pod: Pod,
  objects: Objects,
  namespace: string | undefined,
): readonly Setting[] {
  const volume = (called: string): Located | undefined =>
    pod.volumes.find(({ value }) => valueAt(value, ['name']) === called);
  const values = volume('config-values');
  const filledIn = (values === undefined ? [] : sourcesOf(values)).flatMap(({ name, items = [] }) =>
    items.flatMap(({ key, path }): readonly Setting[] =>
      FILLED_IN[path] === undefined ? [] : [settingAt(values!, [], FILLED_IN[path], { name, key })],
    ),
  );
  const file = volume('gcs-credentials');
  const keyFile = (file === undefined ? [] : sourcesOf(file)).flatMap(({ name, items = [] }) =>
    items.map(({ key }) =>
      settingAt(file!, [], ['spec', 'cacheCredentials', 'gcs', 'credentialsFile'], { name, key }),
    ),
  );
  // Those of the document come after ours, whatever they are called.
  const own = [...environmentOf(pod.container, objects, namespace).all];
  const first = own.findIndex(([name]) => name !== 'HOME' && !name.startsWith('RUNNER_TOKEN_'));
  const rest = first < 0 ? [] : own.slice(first);
  const end = rest.findIndex(([name]) => !isCloudVariable(name));
  const variables = end < 0 ? rest : rest.slice(0, end);
  return [...filledIn, ...keyFile, ...variables.flatMap(([name, variable]) => cloudSettings(name, variable))];
}

/** Returns the settings of what only documents of ours render. */
export function ourBlocks(
  manager: Manager,
  own: OurObjects,
  draft: RenderedDraft | undefined,
): readonly Setting[] {
  const { name } = manager.workload;
  const first = (kind: string, called: string): Found | undefined => own.of(kind, called)[0];
  const rule = first('PrometheusRule', name);
  const dashboard = first('ConfigMap', `${name}-dashboard`);
  const policy = own
    .of('NetworkPolicy', name)
    .find(({ namespace }) => namespace === manager.workload.namespace);
  return [
    ...(rule === undefined ? [] : ruleSettings(rule, own.isLeftOut)),
    ...(dashboard === undefined ? [] : dashboardSettings(dashboard, own.isLeftOut)),
    ...(policy === undefined ? [] : policySettings(policy, draft)),
    ...fenceSettings(manager, own),
  ];
}

function ruleSettings(object: Found, isLeftOut: IsLeftOut): readonly Setting[] {
  const base = ['spec', 'metrics', 'prometheusRule'];
  const path = ['spec', 'groups', 0, 'rules'];
  const rules = at(object, ...path);
  const list = (Array.isArray(rules) ? rules : []).filter(isMapping);
  const queue = list.findIndex(({ alert }) => alert === 'GitLabRunnerQueueTooLong');
  const seconds = /> (\d+)$/.exec(String(list[queue]?.expr))?.[1];
  const ours = new Set(['severity', 'namespace', 'manager', 'runner']);
  return [
    settingAt(object.data, [], [...base, 'enabled'], true),
    ...metadataSettings(object, base, { isLeftOut }),
    ...settingsFor(object.data, [...path, 0, 'labels', 'severity'], [...base, 'severity']),
    ...settingsFor(object.data, [...path, 0, 'labels'], [...base, 'alertLabels']).filter(
      ({ path: to }) => !ours.has(String(to.at(-1))),
    ),
    ...(seconds === undefined
      ? []
      : [settingAt(object.data, [...path, queue, 'expr'], [...base, 'maxQueueSeconds'], Number(seconds))]),
  ];
}

function dashboardSettings(object: Found, isLeftOut: IsLeftOut): readonly Setting[] {
  const base = ['spec', 'metrics', 'dashboard'];
  const labels = Object.fromEntries(
    Object.entries(object.labels).filter(([key, value]) => !isLeftOut(key, value, 'labels')),
  );
  return [
    settingAt(object.data, [], [...base, 'enabled'], true),
    settingAt(object.data, ['metadata', 'labels'], [...base, 'labels'], labels),
    ...metadataSettings(object, base, { isLeftOut, names: { annotations: 'annotations' } }),
  ];
}

/** The admission policies follow from the document: what they do where they refuse is said. */
function fenceSettings({ workload }: Manager, own: OurObjects): readonly Setting[] {
  const prefix = `${workload.namespace ?? ''}.${workload.name}.`;
  const [binding] = own.of('ValidatingAdmissionPolicyBinding').filter(({ name }) => name.startsWith(prefix));
  return binding === undefined
    ? []
    : settingsFor(
        binding.data,
        ['spec', 'validationActions'],
        [...['spec', 'jobs', 'admissionPolicy', 'validationActions']],
      );
}

/** A rule of a NetworkPolicy. */
type Rule = Readonly<Record<string, unknown>>;

function rulesOf(policy: Found, direction: 'ingress' | 'egress'): readonly Rule[] {
  const rules = at(policy, 'spec', direction);
  return (Array.isArray(rules) ? rules : []).filter(isMapping);
}

function policySettings(policy: Found, draft: RenderedDraft | undefined): readonly Setting[] {
  const base = ['spec', 'networkPolicy'];
  const set = (path: Path, value: unknown, from: Path): readonly Setting[] =>
    value === undefined ? [] : [settingAt(policy.data, from, [...base, ...path], value)];
  const portOf = ({ ports }: Rule): unknown =>
    Array.isArray(ports) && ports.length === 1 ? ports[0] : undefined;
  const leadsTo = (port: number | undefined) => (rule: Rule) =>
    port !== undefined && isEqual(portOf(rule), { protocol: 'TCP', port });
  const ingress = rulesOf(policy, 'ingress');
  const metrics = ingress
    .slice(0, 1)
    .find((rule) => rule.from !== undefined && leadsTo(draft?.resolved.manager.metricsPort)(rule));
  const session = ingress
    .slice(0, 2)
    .find((rule) => rule !== metrics && leadsTo(draft?.resolved.sessions.port)(rule));
  const extraIngress = ingress.filter((rule) => rule !== metrics && rule !== session);
  const egress = rulesOf(policy, 'egress');
  const hasCache = (draft?.resolved.manager.networkPorts.cache.length ?? 0) > 0;
  const places = ['dns', 'apiServer', 'gitlab', ...(hasCache ? ['cache'] : [])];
  const extraEgress = egress.slice(places.length);
  return [
    ...set(['enabled'], true, []),
    ...places.flatMap((place, index) => [
      ...set([place, 'peers'], egress[index]?.to, ['spec', 'egress', index]),
      ...set([place, 'ports'], egress[index]?.ports, ['spec', 'egress', index]),
    ]),
    ...set(['metricsFrom'], metrics?.from, ['spec', 'ingress']),
    ...set(['sessionFrom'], session?.from, ['spec', 'ingress']),
    ...(extraIngress.length > 0 ? set(['extraIngress'], extraIngress, ['spec', 'ingress']) : []),
    ...(extraEgress.length > 0 ? set(['extraEgress'], extraEgress, ['spec', 'egress']) : []),
  ];
}

/** Returns the settings for the NetworkPolicy of jobs. */
export function jobPolicySettings(policy: Found, jobs: Path): readonly Setting[] {
  const base = [...jobs, 'networkPolicy'];
  const [dns, anywhere, ...extraEgress] = rulesOf(policy, 'egress');
  const extraIngress = rulesOf(policy, 'ingress');
  const blocks = (Array.isArray(anywhere?.to) ? anywhere.to : []).filter(isMapping);
  const denied = blocks.flatMap(({ ipBlock }): readonly unknown[] =>
    isMapping(ipBlock) && Array.isArray(ipBlock.except) ? ipBlock.except : [],
  );
  const set = (path: Path, value: unknown, from: Path): readonly Setting[] =>
    value === undefined ? [] : [settingAt(policy.data, from, [...base, ...path], value)];
  return [
    ...set(['enabled'], true, []),
    ...set(['dns', 'peers'], dns?.to, ['spec', 'egress', 0]),
    ...set(['dns', 'ports'], dns?.ports, ['spec', 'egress', 0]),
    ...set(['deniedCidrs'], denied, ['spec', 'egress', 1]),
    ...(extraIngress.length > 0 ? set(['extraIngress'], extraIngress, ['spec', 'ingress']) : []),
    ...(extraEgress.length > 0 ? set(['extraEgress'], extraEgress, ['spec', 'egress']) : []),
  ];
}

/** Returns the settings for the Roles of ours: those that the document does not derive. */
export function ourRules(own: OurObjects, settings: readonly Setting[]): readonly Setting[] {
  const roles = own.of('Role');
  const [clusterRole] = own.of('ClusterRole');
  if (roles.length === 0 && clusterRole === undefined)
    return [{ path: ['spec', 'rbac', 'create'], value: false, from: own.all[0]?.data.at([]) }];
  const rest = (role: Found | undefined, derived: readonly unknown[]): readonly unknown[] | undefined => {
    const rules = role === undefined ? [] : at(role, 'rules');
    if (!Array.isArray(rules)) return undefined;
    const isWhole = derived.every((rule, index) => isEqual(rule, rules[index]));
    return isWhole ? rules.slice(derived.length) : undefined;
  };
  for (const permissions of ['derived', 'documented']) {
    const choice: Setting = {
      path: ['spec', 'rbac', 'permissions'],
      value: permissions,
      from: (roles[0] ?? clusterRole)?.data.at(['rules']),
    };
    const resolved = renderedFrom([...settings, choice])?.resolved;
    if (resolved === undefined) return [];
    const extra = roles.map((role) =>
      rest(role, resolved.jobNamespaces.find(({ name }) => name === role.namespace)?.role?.rules ?? []),
    );
    const wide = rest(clusterRole, resolved.clusterRole?.rules ?? []);
    if (wide === undefined || extra.some((one) => one === undefined)) continue;
    const set = (key: string, rules: readonly unknown[] | undefined): readonly Setting[] =>
      rules === undefined || rules.length === 0
        ? []
        : [{ path: ['spec', 'rbac', key], value: rules, from: choice.from }];
    return [choice, ...set('extraRules', extra[0]), ...set('extraClusterRules', wide)];
  }
  return [];
}

/** Returns the settings for what no other setting explains: of the pod, and further objects of its files. */
export function ourRest(
  manager: Manager,
  own: OurObjects,
  objects: Objects,
  settings: readonly Setting[],
): readonly Setting[] {
  const { workload, template } = manager;
  const draft = renderedFrom(settings);
  if (draft === undefined) return [];
  const isFromCluster = isLive(workload.input.data.value);
  const deployment = draft.objects.all.find(({ kind }) => kind === 'Deployment')!;
  // The API server would give back ours with its defaults, too.
  const ours = asWritten(
    isFromCluster ? { ...deployment, metadata: { ...deployment.metadata, uid: '' } } : { ...deployment },
  );
  const patch = patchBetween(
    withoutHashes(valueAt(ours, ['spec', 'template'])),
    withoutHashes(template.value),
  );
  const rendered = new Set(draft.objects.all.map(identityKey));
  const extra = isFromCluster
    ? []
    : objects.all.filter(
        (object) =>
          object.input.file === workload.input.file &&
          !own.all.includes(object) &&
          !isOurs(object.data.value) &&
          nearestBefore(object, objects, workload) &&
          !rendered.has(identityKey(object.data.value as KubernetesObject)),
      );
  const ids = new Set<string>();
  return [
    ...patchSettings(patch, template),
    ...extra.map((object): Setting => {
      const base = object.name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 50);
      let id = base;
      for (let number = 2; ids.has(id); number += 1) id = `${base}-${number}`;
      ids.add(id);
      return settingAt(object.data, [], ['spec', 'extraObjects', id], object.input.data.value);
    }),
  ];
}

/** A pod without the annotations that change with what it reads once: a token by value, the settings of sessions. */
function withoutHashes(template: unknown): unknown {
  if (!isMapping(template) || !isMapping(template.metadata)) return template;
  const { annotations, ...metadata } = template.metadata;
  const kept = Object.entries(isMapping(annotations) ? annotations : {}).filter(([key]) => !HASHES.test(key));
  return {
    ...template,
    metadata: { ...metadata, ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }) },
  };
}

/** Returns the Secret that people have to keep, where the document held the tokens themselves. */
export function ourTokens({ workload }: Manager, own: OurObjects): readonly NeededSecret[] {
  return own.of('Secret', `${workload.name}-token`).map((secret) => ({
    name: secret.name,
    keys: Object.fromEntries(keysOf(secret).map((id) => [id, `the token of the runner ${id}`])),
    inClear: secret.data.at(['data']),
  }));
}

/** Whether the objects of a Deployment are the last ones of ours before an object of the same file. */
function nearestBefore(object: Found, { all }: Objects, workload: Found): boolean {
  const before = all.slice(0, all.indexOf(object)).filter(({ input }) => input.file === object.input.file);
  const owner = before.findLast(({ data, kind }) => kind === 'Deployment' && isOurs(data.value));
  return owner === undefined || owner === workload;
}

/** A setting for each field that a patch changes: beside those that the draft has in its patch already. */
function patchSettings(patch: unknown, template: Located): readonly Setting[] {
  return Object.entries(isMapping(patch) ? patch : {}).flatMap(([part, fields]) => {
    const path = ['spec', 'manager', 'podPatch', part];
    const from = template.at([]);
    if (!isMapping(fields)) return [{ path, value: fields, from }];
    return Object.entries(fields).map(([field, value]) => ({ path: [...path, field], value, from }));
  });
}

/** The merge patch that turns one value into another one; nothing where they say the same. */
function patchBetween(from: unknown, to: unknown): unknown {
  if (isEqual(from, to)) return undefined;
  if (!isMapping(from) || !isMapping(to)) return to;
  const patch: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const part = key in to ? patchBetween(from[key], to[key]) : null;
    if (part !== undefined) patch[key] = part;
  }
  return patch;
}
