import { isFlagOn } from '../config-toml/feature-flags.ts';
import { groupedBy } from '../data/grouped-by.ts';
import { valueAt } from '../data/path.ts';
import { expandsVariables } from '../formats/variables.ts';
import { allOf, anyOf, type Cel, FALSE, literal, matches, not, oneOf, TRUE } from './cel.ts';
import { ANYTHING, type Clause, kubernetesKey, none, only, type PodField } from './clause.ts';
import { containersOf } from './containers.ts';
import type { Model } from './model.ts';
import { SUSPENDED_CLAIM, SUSPENDED_SCRIPTS } from './names.ts';
import { isOn, itemsOf, textOf } from './values.ts';
import { namedBy, wordsOfText } from './variables.ts';

type Volume = Readonly<Record<string, unknown>>;

const volumesOf = ({ spec }: Model): Volume[] => itemsOf(spec.volumes);
/** What volumes of one kind have under a key. */
const textsAt = (model: Model, ...path: readonly string[]): string[] =>
  volumesOf(model).flatMap((volume) => textOf(valueAt(volume, path)) ?? []);
/** What is true for each volume `v` of a kind. */
const eachOfKind = (kind: string, holds: Cel): Cel =>
  holds === TRUE ? TRUE : `variables.volumes.all(v, ${anyOf([`!has(v.${kind})`, holds])})`;
const quotedAll = (texts: readonly string[]): string[] => [...new Set(texts)].map(wordsOfText);

const VOLUMES: readonly PodField[] = ['volumes'];
const WITH_CONTAINERS: readonly PodField[] = ['volumes', 'containers', 'initContainers'];

/** The kinds that the clauses below look into, and directories that begin empty. */
const KINDS = [
  'emptyDir',
  'hostPath',
  'secret',
  'configMap',
  'persistentVolumeClaim',
  'csi',
  'nfs',
  'projected',
];

/** What a projected volume may have files of. */
const SOURCES = ['secret', 'configMap', 'serviceAccountToken', 'downwardAPI'];

const kinds: Clause = {
  name: 'kinds',
  says: none(`has no volume of another kind than ${KINDS.join(', ')}`),
  setting: kubernetesKey('volumes', 'pod_spec'),
  fields: VOLUMES,
  allows: (model) => {
    const others = volumesOf(model)
      .flatMap((volume) => Object.keys(volume))
      .filter((key) => key !== 'name' && /^[a-z]\w*$/i.test(key) && !KINDS.includes(key));
    const isSource = anyOf(SOURCES.map((source) => `has(s.${source})`));
    return {
      holds: allOf([
        `variables.volumes.all(v, ${anyOf([...KINDS, ...others].map((kind) => `has(v.${kind})`))})`,
        eachOfKind('projected', `v.projected.?sources.orValue([]).all(s, ${isSource})`),
      ]),
      allowed: [...new Set(others)],
    };
  },
};

/** The paths of the node that a model has, each with how it is mounted. */
function hostVolumes(model: Model): { path: string; mounts: readonly Volume[] }[] {
  return volumesOf(model).flatMap(({ name, hostPath }) => {
    const path = textOf(valueAt(hostPath, ['path']));
    const mounts = containersOf(model).flatMap(({ volumeMounts }) => itemsOf(volumeMounts));
    return path === undefined ? [] : [{ path, mounts: mounts.filter((mount) => mount.name === name) }];
  });
}

const hostPaths: Clause = {
  name: 'hostPaths',
  says: none('mounts no path of the node'),
  setting: kubernetesKey('volumes.host_path'),
  fields: VOLUMES,
  allows: (model) => {
    const paths = hostVolumes(model).map(({ path }) => path);
    return { holds: eachOfKind('hostPath', oneOf('v.hostPath.path', paths)), allowed: quotedAll(paths) };
  },
};

/** A path may be read only, or only a part of it be mounted. */
const hostMounts: Clause = {
  name: 'hostMounts',
  says: only('mounts paths of the node only as it says, with read_only or sub_path:'),
  setting: kubernetesKey('volumes.host_path'),
  fields: WITH_CONTAINERS,
  allows: (model) => {
    const byPath = groupedBy(hostVolumes(model), ({ path }) => path);
    const narrowed = [...byPath].flatMap(([path, volumes]) => {
      const ways = anyOf(volumes.flatMap(({ mounts }) => mounts.map(wayOf)));
      return ways === TRUE || ways === FALSE ? [] : [{ path, ways }];
    });
    return {
      holds: allOf(
        narrowed.map(({ path, ways }) => {
          const mounts = `variables.containers.all(c, c.?volumeMounts.orValue([]).all(m, ${anyOf(['m.name != v.name', ways])}))`;
          return eachOfKind('hostPath', anyOf([`v.hostPath.path != ${literal(path)}`, mounts]));
        }),
      ),
      allowed: quotedAll(narrowed.map(({ path }) => path)),
    };
  },
};

/** How a volume is mounted: at least as narrowly. */
function wayOf({ readOnly, subPath = '' }: Volume): Cel {
  const part = textOf(subPath) ?? '';
  return allOf([
    isOn(readOnly) ? 'm.?readOnly.orValue(false)' : TRUE,
    part !== '' && !expandsVariables(part) ? oneOf('m.?subPath.orValue("")', [part]) : TRUE,
  ]);
}

type Kind = 'secret' | 'configMap';
const NAME_IN_VOLUME = { secret: 'secretName', configMap: 'name' } as const;

const absentOr = (holder: Cel, key: string, name: string, isOne: (name: Cel) => Cel): Cel =>
  anyOf([`!has(${holder}.${key})`, isOne(`${holder}.${key}.?${name}.orValue("")`)]);

/** Returns what is true for the name of each Secret or ConfigMap from which a pod has files. */
export function eachMounted(kind: Kind, isOne: (name: Cel) => Cel): Cel {
  const projected = `v.projected.?sources.orValue([]).all(s, ${absentOr('s', kind, 'name', isOne)})`;
  return allOf([
    `variables.volumes.all(v, ${absentOr('v', kind, NAME_IN_VOLUME[kind], isOne)})`,
    eachOfKind('projected', projected),
  ]);
}

/** Returns what is true for the name of each Secret or ConfigMap from which a pod has variables. */
export function eachInVariables(kind: Kind, isOne: (name: Cel) => Cel): Cel {
  const variable = anyOf(['!has(e.valueFrom)', absentOr('e.valueFrom', `${kind}KeyRef`, 'name', isOne)]);
  return allOf([
    `variables.containers.all(c, c.?env.orValue([]).all(e, ${variable}))`,
    `variables.containers.all(c, c.?envFrom.orValue([]).all(e, ${absentOr('e', `${kind}Ref`, 'name', isOne)}))`,
  ]);
}

/** Returns what of a kind the pods of a model read, in files and in variables. */
export function namesOf(model: Model, kind: Kind): string[] {
  const projected = volumesOf(model).flatMap((volume) => itemsOf(valueAt(volume, ['projected', 'sources'])));
  return [
    ...textsAt(model, kind, NAME_IN_VOLUME[kind]),
    ...projected.flatMap((source) => textOf(valueAt(source, [kind, 'name'])) ?? []),
    ...containersOf(model).flatMap(({ env, envFrom }) => [
      ...itemsOf(env).flatMap((each) => textOf(valueAt(each, ['valueFrom', `${kind}KeyRef`, 'name'])) ?? []),
      ...itemsOf(envFrom).flatMap((each) => textOf(valueAt(each, [`${kind}Ref`, 'name'])) ?? []),
    ]),
  ];
}

/** The clauses on the objects of a kind that pods read: as files, and as variables. What is read as one may be the other. */
function readClauses(
  kind: Kind,
  what: string,
  key: string,
  alsoAllowed: (model: Model) => { readonly names: readonly string[]; readonly patterns: readonly string[] },
): Clause[] {
  const clause = (
    name: string,
    how: string,
    fields: Clause['fields'],
    each: (kind: Kind, isOne: (name: Cel) => Cel) => Cel,
  ): Clause => ({
    name,
    says: none(`has no pod read ${what} ${how}`),
    setting: kubernetesKey(key),
    fields,
    allows: (model) => {
      const own = namesOf(model, kind);
      const { names, patterns } = alsoAllowed(model);
      const isOne = (subject: Cel): Cel =>
        anyOf([oneOf(subject, [...names, ...own]), ...patterns.map((pattern) => matches(subject, pattern))]);
      return { holds: each(kind, isOne), allowed: quotedAll(own) };
    },
  });
  return [
    clause(`${kind}s`, 'from files', VOLUMES, eachMounted),
    clause(`${kind}Variables`, 'from variables', ['containers', 'initContainers'], eachInVariables),
  ];
}

const suspends = ({ section }: Model) => isFlagOn(section, 'FF_SUSPENDABLE_ENVIRONMENTS');

const secrets = readClauses('secret', 'a Secret', 'volumes.secret', () => ({ names: [], patterns: [] }));

/** The API server puts this one beside the token of each account. */
const ROOT_CERTIFICATES = 'kube-root-ca.crt';

const configMaps = readClauses('configMap', 'a ConfigMap', 'volumes.config_map', (model) => ({
  names: [ROOT_CERTIFICATES],
  patterns: suspends(model) ? [SUSPENDED_SCRIPTS] : [],
}));

const claims: Clause = {
  name: 'claims',
  says: none('mounts no PersistentVolumeClaim'),
  setting: kubernetesKey('volumes.pvc'),
  fields: VOLUMES,
  allows: (model) => {
    const names = textsAt(model, 'persistentVolumeClaim', 'claimName');
    const subject = 'v.persistentVolumeClaim.claimName';
    const holds = anyOf([
      namedBy(subject, names),
      ...(suspends(model) ? [matches(subject, SUSPENDED_CLAIM)] : []),
    ]);
    return {
      holds: eachOfKind('persistentVolumeClaim', holds),
      allowed: [...quotedAll(names), ...(suspends(model) ? ['those of suspended environments'] : [])],
    };
  },
};

/** Drivers by which a pod reads what the driver finds under its attributes. */
const drivers: Clause = {
  name: 'drivers',
  says: none('uses no driver of volumes'),
  setting: kubernetesKey('volumes.csi'),
  fields: VOLUMES,
  allows: (model) => {
    const ofDriver = volumesOf(model).flatMap((volume) => {
      const driver = textOf(valueAt(volume, ['csi', 'driver']));
      if (driver === undefined) return [];
      const attributes = Object.entries(
        (valueAt(volume, ['csi', 'volumeAttributes']) ?? {}) as Record<string, unknown>,
      );
      const own = 'v.csi.?volumeAttributes.orValue({})';
      const isSame = allOf([
        `size(${own}) == ${attributes.length}`,
        ...attributes.flatMap(([key, value]) => [
          `${literal(key)} in ${own}`,
          oneOf(`${own}[${literal(key)}]`, [String(value)]),
        ]),
      ]);
      const secret = textOf(valueAt(volume, ['csi', 'nodePublishSecretRef', 'name'])) ?? '';
      const ofSecret = oneOf('v.csi.?nodePublishSecretRef.?name.orValue("")', [secret]);
      return [{ driver, holds: allOf([oneOf('v.csi.driver', [driver]), isSame, ofSecret]) }];
    });
    return {
      holds: eachOfKind('csi', anyOf(ofDriver.map(({ holds }) => holds))),
      allowed: quotedAll(ofDriver.map(({ driver }) => driver)),
    };
  },
};

const shares: Clause = {
  name: 'shares',
  says: none('mounts no NFS share'),
  setting: kubernetesKey('volumes.nfs'),
  fields: VOLUMES,
  allows: (model) => {
    const ofServer = volumesOf(model).flatMap(({ nfs }) => {
      const [server, path] = ['server', 'path'].map((key) => textOf(valueAt(nfs, [key])));
      if (server === undefined || path === undefined) return [];
      const holds = allOf([
        oneOf('v.nfs.server', [server]),
        oneOf('v.nfs.path', [path]),
        isOn(valueAt(nfs, ['readOnly'])) ? 'v.nfs.?readOnly.orValue(false)' : TRUE,
      ]);
      return [{ holds, words: `${server}:${path}` }];
    });
    return {
      holds: eachOfKind('nfs', anyOf(ofServer.map(({ holds }) => holds))),
      allowed: quotedAll(ofServer.map(({ words }) => words)),
    };
  },
};

/** Whom else than the API server a token of an account may be for: what clouds' webhooks add to pods. */
const CLOUD_AUDIENCES = ['sts.amazonaws.com', 'pods.eks.amazonaws.com', 'api://AzureADTokenExchange'];

/** The token of the account: where the settings do not ask for it, only the account itself may. */
const accountToken: Clause = {
  name: 'accountToken',
  says: none('gives no job the token of its account'),
  setting: kubernetesKey('automount_service_account_token'),
  fields: ['automountServiceAccountToken', 'volumes'],
  allows: (model) => {
    const { automountServiceAccountToken: automount } = model.spec;
    const isProjected = volumesOf(model).some((volume) =>
      itemsOf(valueAt(volume, ['projected', 'sources'])).some(
        ({ serviceAccountToken }) => serviceAccountToken !== undefined,
      ),
    );
    if (isOn(automount) || isProjected) return ANYTHING;
    const mounts = 'variables.pod.?automountServiceAccountToken';
    const ofCloud = `s.serviceAccountToken.?audience.orValue("") in ${literal(CLOUD_AUDIENCES)}`;
    const token = anyOf(['!has(s.serviceAccountToken)', ofCloud]);
    const isHidden = automount === false || model.hidesToken;
    const own = isHidden ? [] : ['v.name.startsWith("kube-api-access-")'];
    const volume = anyOf(['!has(v.projected)', ...own, `v.projected.?sources.orValue([]).all(s, ${token})`]);
    return {
      holds: allOf([
        automount === false ? `!${mounts}.orValue(true)` : not(`${mounts}.orValue(false)`),
        `variables.volumes.all(v, ${volume})`,
      ]),
      allowed: isHidden ? [] : ['where the account itself says so'],
    };
  },
};

/** What is asked of the volumes of a pod, and of the Secrets and ConfigMaps that it reads. */
export const volumeClauses: readonly Clause[] = [
  kinds,
  hostPaths,
  hostMounts,
  ...secrets,
  ...configMaps,
  claims,
  drivers,
  shares,
  accountToken,
];
