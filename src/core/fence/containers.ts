import { groupedBy } from '../data/grouped-by.ts';
import { valueAt } from '../data/path.ts';
import { ANY_SERVICE } from '../resolve/job-pods.ts';
import { overwritePattern } from '../resolve/overwrite-pattern.ts';
import { allOf, anyOf, type Cel, either, FALSE, literal, not, oneOf, TRUE } from './cel.ts';
import { type Allowance, type Clause, kubernetesKey, none, only } from './clause.ts';
import type { Model } from './model.ts';
import { isOn, itemsOf, numberOf, textOf, textsOf } from './values.ts';

/** A container of a model. */
export type ModelContainer = Readonly<Record<string, unknown>> & { readonly name: string };

const FIELDS = ['containers', 'initContainers'] as const;

/** Every container of a model; of several of one name, those are the same to Kubernetes as well. */
export function containersOf({ spec }: Model): readonly ModelContainer[] {
  return [...itemsOf(spec.initContainers), ...itemsOf(spec.containers)] as unknown as ModelContainer[];
}

/** Returns what is true for every container `c`, each by its name: a container without a known name is a service. */
export function eachContainer(model: Model, rule: (container: ModelContainer) => Cel): Cel {
  const known = containersOf(model);
  const ofServices = rule(known.find(({ name }) => name === ANY_SERVICE) ?? { name: ANY_SERVICE });
  const groups = groupedBy(
    known.filter(({ name }) => name !== ANY_SERVICE),
    rule,
  );
  const text = [...groups].reduceRight(
    (otherwise, [holds, members]) =>
      holds === ofServices
        ? otherwise
        : either(
            oneOf(
              'c.name',
              members.map(({ name }) => name),
            ),
            holds,
            otherwise,
          ),
    ofServices,
  );
  return text === TRUE ? TRUE : `variables.containers.all(c, ${text})`;
}

/** Returns the containers of a model for which something is so, as messages name them. */
function namesWhere(model: Model, test: (container: ModelContainer) => boolean): string[] {
  return containersOf(model).filter(test).map(wordsOf);
}

/** Returns what messages call a container. */
export function wordsOf({ name }: ModelContainer): string {
  return name === ANY_SERVICE ? 'services' : name;
}

/** Returns what containers have under a key of their security settings, each once, and where not all have it, which do. */
function valuesOf(model: Model, textsIn: (container: ModelContainer) => readonly string[]): string[] {
  const containers = containersOf(model);
  const found = containers.flatMap((container) => textsIn(container).map((value) => ({ value, container })));
  return [...groupedBy(found, ({ value }) => value)].map(([value, holders]) =>
    holders.length === containers.length
      ? value
      : `${value} in ${holders.map(({ container }) => wordsOf(container)).join(' and ')}`,
  );
}

const own = (container: ModelContainer, ...path: readonly string[]): unknown =>
  valueAt(container, ['securityContext', ...path]);
const ofPod = ({ spec }: Model, ...path: readonly string[]): unknown =>
  valueAt(spec, ['securityContext', ...path]);
/** What a container has under a key, or the pod where it has nothing. */
const effective = (model: Model, container: ModelContainer, ...path: readonly string[]): unknown =>
  own(container, ...path) ?? ofPod(model, ...path);

/** The value of a container's security settings, or what is to be taken where it has none. */
const setting = (path: string, otherwise: Cel): Cel => `c.?securityContext.?${path}.orValue(${otherwise})`;
/** The same where the pod's holds in between. */
const inherited = (path: string, otherwise: Cel): Cel =>
  setting(path, `variables.pod.?securityContext.?${path}.orValue(${otherwise})`);

/** A clause on each container. */
function onContainers(
  clause: Pick<Clause, 'name' | 'says' | 'setting'>,
  rule: (container: ModelContainer, model: Model) => Cel,
  allowed: (model: Model) => readonly string[],
  fields: Clause['fields'] = FIELDS,
): Clause {
  return {
    ...clause,
    fields,
    allows: (model): Allowance => ({
      holds: eachContainer(model, (container) => rule(container, model)),
      allowed: allowed(model),
    }),
  };
}

const privileged = onContainers(
  { name: 'privileged', says: none('makes no container privileged'), setting: kubernetesKey('privileged') },
  (container) => (isOn(own(container, 'privileged')) ? TRUE : not(setting('privileged', 'false'))),
  (model) => namesWhere(model, (container) => isOn(own(container, 'privileged'))),
);

const capabilities = onContainers(
  { name: 'capabilities', says: none('adds no capability'), setting: kubernetesKey('cap_add') },
  (container) => {
    const names = textsOf(own(container, 'capabilities', 'add'));
    const list = setting('capabilities.?add', '[]');
    if (names.includes('ALL')) return TRUE;
    return names.length > 0 ? `${list}.all(n, ${oneOf('n', names)})` : `size(${list}) == 0`;
  },
  (model) => valuesOf(model, (container) => textsOf(own(container, 'capabilities', 'add'))),
);

const droppedCapabilities = onContainers(
  { name: 'droppedCapabilities', says: only('drops capabilities:'), setting: kubernetesKey('cap_drop') },
  (container) => {
    const list = setting('capabilities.?drop', '[]');
    const names = textsOf(own(container, 'capabilities', 'drop'));
    return anyOf([
      `"ALL" in ${list}`,
      names.includes('ALL') ? FALSE : names.length > 0 ? `${literal(names)}.all(n, n in ${list})` : TRUE,
    ]);
  },
  (model) => valuesOf(model, (container) => textsOf(own(container, 'capabilities', 'drop'))),
);

const escalation = onContainers(
  {
    name: 'escalation',
    says: none('lets no container gain more privileges'),
    setting: kubernetesKey('allow_privilege_escalation'),
  },
  (container) => {
    const value = own(container, 'allowPrivilegeEscalation');
    if (isOn(value)) return TRUE;
    return not(setting('allowPrivilegeEscalation', value === undefined ? 'false' : 'true'));
  },
  (model) => namesWhere(model, (container) => isOn(own(container, 'allowPrivilegeEscalation'))),
);

type ProfileKey = 'seccompProfile' | 'appArmorProfile';

/** A profile, or none. */
interface Profile {
  readonly type: string | undefined;
  readonly file?: string | undefined;
}

/** A profile may be the one that is set, or a stricter one: the runtime's own. */
function isAsStrict(key: ProfileKey, { type, file = '' }: Profile): Cel {
  const isType = (...types: readonly string[]): Cel => oneOf(inherited(`${key}.?type`, '""'), types);
  switch (type) {
    case undefined:
      return isType('', RUNTIME_DEFAULT);
    case 'Unconfined':
      return isType('', RUNTIME_DEFAULT, 'Unconfined');
    case 'Localhost':
      return anyOf([
        isType(RUNTIME_DEFAULT),
        allOf([isType('Localhost'), oneOf(inherited(`${key}.?localhostProfile`, '""'), [file])]),
      ]);
    default:
      return isType(type);
  }
}

const RUNTIME_DEFAULT = 'RuntimeDefault';

function profileClause(
  name: string,
  what: string,
  key: ProfileKey,
  word: string,
  profilesOf: (model: Model, container: ModelContainer) => readonly Profile[],
): Clause {
  return onContainers(
    {
      name,
      says: none(`leaves no container without the ${what} profile of the runtime`),
      setting: kubernetesKey(`*_security_context.${word}`),
    },
    (container, model) => anyOf(profilesOf(model, container).map((profile) => isAsStrict(key, profile))),
    (model) =>
      valuesOf(model, (container) =>
        profilesOf(model, container).flatMap(({ type = RUNTIME_DEFAULT }) =>
          type === RUNTIME_DEFAULT ? [] : [type],
        ),
      ),
    [...FIELDS, 'securityContext'],
  );
}

function profileOf(model: Model, container: ModelContainer, key: ProfileKey): Profile {
  return {
    type: textOf(effective(model, container, key, 'type')),
    file: textOf(effective(model, container, key, 'localhostProfile')),
  };
}

const seccomp = profileClause(
  'seccomp',
  'seccomp',
  'seccompProfile',
  'seccomp_profile',
  (model, container) => [profileOf(model, container, 'seccompProfile')],
);

const appArmor = profileClause(
  'appArmor',
  'AppArmor',
  'appArmorProfile',
  'app_armor_profile',
  (model, container) => [
    profileOf(model, container, 'appArmorProfile'),
    ...(own(container, 'appArmorProfile') === undefined ? annotatedProfiles(model, container) : []),
  ],
);

/** Annotation that the API server puts into the settings of a container which say nothing of it. */
const APP_ARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** The profiles that annotations give a container: those of the settings, and those that a job may choose. */
function annotatedProfiles({ annotations, section }: Model, container: ModelContainer): Profile[] {
  const annotation = `${APP_ARMOR_ANNOTATION}${container.name === ANY_SERVICE ? 'svc-0' : container.name}`;
  const written = annotations[annotation];
  const { pod_annotations_overwrite_allowed: pattern } = section.kubernetes;
  const mayChoose = pattern ? overwritePattern(pattern)?.admits(`${annotation}=unconfined`) !== false : false;
  const [, file] = /^localhost\/(.*)$/.exec(written ?? '') ?? [];
  return [
    ...(mayChoose ? [{ type: 'Unconfined' }] : []),
    ...(file === undefined ? [] : [{ type: 'Localhost', file }]),
    // One with a variable of the job may be anything.
    ...(written === undefined || file !== undefined || written === 'runtime/default'
      ? []
      : [{ type: 'Unconfined' }]),
  ];
}

const procMount = onContainers(
  {
    name: 'procMount',
    says: none('masks /proc in every container'),
    setting: kubernetesKey('*_security_context.proc_mount'),
  },
  (container) =>
    own(container, 'procMount') === 'Unmasked' ? TRUE : oneOf(setting('procMount', '"Default"'), ['Default']),
  (model) => namesWhere(model, (container) => own(container, 'procMount') === 'Unmasked'),
);

const seLinux = onContainers(
  {
    name: 'seLinux',
    says: none('sets no SELinux type, user or role'),
    setting: kubernetesKey('*_security_context.selinux_type'),
  },
  (container, model) =>
    allOf(
      ['type', 'user', 'role'].map((key) =>
        oneOf(inherited(`seLinuxOptions.?${key}`, '""'), [
          '',
          textOf(effective(model, container, 'seLinuxOptions', key)) ?? '',
        ]),
      ),
    ),
  (model) => [
    ...new Set(
      containersOf(model).flatMap(
        (container) => textOf(effective(model, container, 'seLinuxOptions', 'type')) ?? [],
      ),
    ),
  ],
  [...FIELDS, 'securityContext'],
);

/** Ids are checked where the settings have one, and else against what jobs may choose. */
function idClause(what: string, key: 'runAsUser' | 'runAsGroup', words: readonly [string, string]): Clause {
  const choices = ({ section }: Model): readonly number[] =>
    textsOf(section.kubernetes[words[1] as 'allowed_users']).map(Number);
  const idOf = (model: Model, container: ModelContainer) => numberOf(effective(model, container, key));
  const hasFree = (model: Model): boolean =>
    containersOf(model).some((container) => idOf(model, container) === undefined);
  return onContainers(
    {
      name: `${what}s`,
      says: only(`runs containers as these ${what}s:`),
      setting: kubernetesKey(`*_security_context.${words[0]}`, words[1]),
    },
    (container, model) => {
      const id = idOf(model, container);
      const subject = inherited(key, String(NO_ID));
      if (id !== undefined) return `${subject} == ${id}`;
      const allowed = choices(model);
      if (allowed.length > 0) return `${subject} in ${literal([...allowed, NO_ID])}`;
      return model.checksIds ? `${subject} != 0` : TRUE;
    },
    (model) => [
      ...new Set([
        ...valuesOf(model, (container) => {
          const id = idOf(model, container);
          return id === undefined ? [] : [String(id)];
        }),
        ...choices(model).map(String),
        ...(model.checksIds && choices(model).length === 0 && hasFree(model) ? ['any but 0'] : []),
      ]),
    ],
    [...FIELDS, 'securityContext'],
  );
}

/** Stands for no id. */
const NO_ID = -1;

const users = idClause('user', 'runAsUser', ['run_as_user', 'allowed_users']);
const groups = idClause('group', 'runAsGroup', ['run_as_group', 'allowed_groups']);

const nonRoot = onContainers(
  {
    name: 'nonRoot',
    says: only('has containers that must not run as root:'),
    setting: kubernetesKey('*_security_context.run_as_non_root'),
  },
  (container, model) =>
    isOn(effective(model, container, 'runAsNonRoot')) ? inherited('runAsNonRoot', 'false') : TRUE,
  (model) => namesWhere(model, (container) => isOn(effective(model, container, 'runAsNonRoot'))),
  [...FIELDS, 'securityContext'],
);

const readOnlyRoot = onContainers(
  {
    name: 'readOnlyRoot',
    says: only('has containers whose root is read only:'),
    setting: kubernetesKey('*_security_context.read_only_root_filesystem'),
  },
  (container) =>
    isOn(own(container, 'readOnlyRootFilesystem')) ? setting('readOnlyRootFilesystem', 'false') : TRUE,
  (model) => namesWhere(model, (container) => isOn(own(container, 'readOnlyRootFilesystem'))),
);

const hostProcess = onContainers(
  {
    name: 'hostProcess',
    says: none('runs no container as a process of a Windows node'),
    setting: kubernetesKey('pod_spec'),
  },
  (container, model) =>
    isOn(effective(model, container, 'windowsOptions', 'hostProcess'))
      ? TRUE
      : not(inherited('windowsOptions.?hostProcess', 'false')),
  (model) =>
    namesWhere(model, (container) => isOn(effective(model, container, 'windowsOptions', 'hostProcess'))),
  [...FIELDS, 'securityContext'],
);

const hostPorts = onContainers(
  { name: 'hostPorts', says: none('opens no port of the node'), setting: kubernetesKey('pod_spec') },
  (container) => {
    const ports = itemsOf(container.ports).flatMap(({ hostPort }) => numberOf(hostPort) ?? []);
    return `c.?ports.orValue([]).all(p, p.?hostPort.orValue(0) in ${literal([...new Set([0, ...ports])])})`;
  },
  (model) =>
    containersOf(model).flatMap(({ ports }) =>
      itemsOf(ports).flatMap(({ hostPort }) => (hostPort ? [String(hostPort)] : [])),
    ),
);

/** The probes and hooks of a container, which the node itself sends. */
const HANDLERS = [
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle.?postStart',
  'lifecycle.?preStop',
] as const;

const calls = onContainers(
  {
    name: 'calls',
    says: none('has no node call another host'),
    setting: kubernetesKey('container_lifecycle'),
  },
  (container) => {
    const hosts = ['', ...calledHosts(container)];
    return allOf(
      HANDLERS.flatMap((handler) =>
        ['httpGet', 'tcpSocket'].map((action) => oneOf(`c.?${handler}.?${action}.?host.orValue("")`, hosts)),
      ),
    );
  },
  (model) => [...new Set(containersOf(model).flatMap(calledHosts))],
);

function calledHosts(container: ModelContainer): string[] {
  return HANDLERS.flatMap((handler) =>
    ['httpGet', 'tcpSocket'].flatMap(
      (action) => textOf(valueAt(container, [...handler.split('.?'), action, 'host'])) || [],
    ),
  );
}

/** What is asked of each container. */
export const containerClauses: readonly Clause[] = [
  privileged,
  capabilities,
  droppedCapabilities,
  escalation,
  seccomp,
  appArmor,
  procMount,
  seLinux,
  users,
  groups,
  nonRoot,
  readOnlyRoot,
  hostProcess,
  hostPorts,
  calls,
];
