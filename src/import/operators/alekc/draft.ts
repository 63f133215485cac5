import { isMapping } from '../../../data/is-mapping.ts';
import { type Path, valueAt } from '../../../data/path.ts';
import { nearest } from '../../../diagnostics/nearest.ts';
import { liveConfig, runnerSections } from '../../config-toml/live.ts';
import type { SecretKey } from '../../config-toml/surroundings.ts';
import { NEW_WAY } from '../../config-toml/tokens.ts';
import type { Draft, Remark, Running, Setting } from '../../draft.ts';
import { readImage } from '../../manifests/image.ts';
import { at, type Found, nameOf, textIn } from '../../manifests/objects.ts';
import { settingAt, settingsFor } from '../../manifests/settings.ts';
import type { Located } from '../../read/located.ts';
import { type Projection, projected } from '../../read/projected.ts';
import { readToml } from '../../read/toml.ts';
import { operatorWorkload } from '../operator-workload.ts';
import { filled } from '../placeholders.ts';
import {
  fetching,
  type Known,
  lostComments,
  namespaceOf,
  oldNamespace,
  type Resource,
  remarksOn,
  textOf,
} from '../resource.ts';
import { type Entry, entriesOf } from './entries.ts';
import { type Field, fields, pathOf } from './fields.ts';

/** What the operator makes where the resource names no other address. */
const GITLAB = 'https://gitlab.com/';
/** The release in the image that 1.x of the operator cannot change. */
const FIRST_RELEASE = '14.8.2';
/** The runner of each release of the operator whose default is known. */
const RUNNER_OF: Readonly<Record<string, string>> = { '2.0.1': '19.1.0' };
/** The most jobs that a runner takes at a time, whatever the resource says. */
const LIMIT = 10;
const FINALIZER = 'gitlab.k8s.alekc.dev/finalizer';
const CERTIFICATE_KEY = 'ca.crt';

/** Name of the operator's objects. */
export function workloadOf({ kind, name }: Pick<Resource, 'kind' | 'name'>): string {
  return `${kind === 'MultiRunner' ? 'gitlab-mrunner' : 'gitlab-runner'}-${name}`;
}

/** Makes the draft of a `Runner` or a `MultiRunner` of alekc's operator. */
export function alekcDraft(given: Resource, known: Known): Draft {
  const { options } = known;
  const open = filled(given.spec, ['environment', 'executor_config', 'caCertificate']);
  const resource: Resource = { ...given, spec: open.spec };
  const { spec, version, namespace } = resource;
  const isFirst = version !== 'v1beta2';
  const { all: remarks, say } = remarksOn(spec);
  remarks.push(...open.remarks);
  const entries = entriesOf(resource);
  const live = liveIn(resource, known);
  remarks.push(...live.remarks);
  const image = imageOf(resource, known);
  const { file, secretOf } =
    live.file === undefined ? fromFields(resource, entries, options) : fromLive(live.file, entries);
  const part = liveConfig(file, {
    name: known.name,
    account: workloadOf(resource),
    release: image.release?.value,
    secretOf,
  });
  const settings: Setting[] = [
    { path: ['spec', 'namespace', 'create'], value: false },
    ...part.settings.filter((setting) => !isNeedless(setting, spec)),
  ];
  if (live.file === undefined) {
    settings.push({ path: ['spec', 'config', 'listen_address'], value: ':9090' });
    settings.push(...limits(resource, entries, part.settings, remarks));
  }
  settings.push(
    ...rowSettings(resource, entries, say, live.file !== undefined),
    ...certificate(resource, known),
    ...image.settings,
  );
  if (!isFirst) settings.push(...theirResources(spec));
  else settings.push({ path: ['spec', 'manager', 'resources', 'limits'], value: {} });
  return {
    name: { value: known.name, from: resource.data.at(['metadata', 'name']) },
    namespace:
      namespace === undefined
        ? undefined
        : { value: namespace, from: resource.data.at(['metadata', 'namespace']) },
    release: image.release,
    settings,
    remarks: [
      ...remarks,
      ...part.remarks,
      ...image.remarks,
      ...tokenRemarks(resource, entries),
      ...lostComments(spec, settings),
      ...unknownFields(spec),
      ...differences(resource, part.settings),
    ],
    secrets: part.secrets,
    running: runningOf(resource, known, entries),
  };
}

/** Whether a line of config.toml is the operator's own, and says nothing in a document. */
function isNeedless({ path, value }: Setting, spec: Located): boolean {
  if (path.length !== 4 || path[1] !== 'runners') return false;
  if (path[3] === 'tls-ca-file') return isMapping(valueAt(spec.value, ['caCertificate']));
  const concurrent = valueAt(spec.value, ['concurrent']) ?? 1;
  return path[3] === 'limit' && value === LIMIT && Number(concurrent) <= LIMIT;
}

/** The config.toml that the operator has written, where the inputs have it. */
function liveIn(
  resource: Resource,
  { objects, options }: Known,
): { readonly file: Located | undefined; readonly remarks: readonly Remark[] } {
  const name = workloadOf(resource);
  const kinds = resource.version === 'v1beta2' ? ['Secret', 'ConfigMap'] : ['ConfigMap', 'Secret'];
  const found = kinds
    .map((kind): Found | undefined => objects.find(kind, resource.namespace, name))
    .find((object) => object !== undefined && textIn(object, 'config.toml') !== undefined);
  if (found === undefined) {
    return {
      file: undefined,
      remarks: [
        {
          kind: 'outside',
          from: resource.data.at(['metadata', 'name']),
          subject: `${kinds[0]}/${name}`,
          text: `The operator writes config.toml into it, and it is not among the inputs: the document follows the resource. Give it to import as well to have exactly what runs, ${fetching(kinds[0]!.toLowerCase(), name, oldNamespace(resource, options))}.`,
        },
      ],
    };
  }
  const read = readToml(textIn(found, 'config.toml')!);
  if (!('message' in read)) return { file: read, remarks: [] };
  return {
    file: undefined,
    remarks: [
      {
        kind: 'decide',
        from: read.from,
        subject: nameOf(found),
        text: `Its config.toml cannot be read: ${read.message}. The document follows the resource.`,
      },
    ],
  };
}

interface Config {
  readonly file: Located;
  readonly secretOf: (text: string) => SecretKey | undefined;
}

/** The config.toml that the operator makes of a resource. */
function fromFields(
  { spec, namespace }: Resource,
  entries: readonly Entry[],
  options: Known['options'],
): Config {
  const refs = new Map<string, SecretKey>();
  const rows = (is: (row: Field) => boolean) => fields.filter(is);
  const globals = rows((row) => 'global' in row).map(
    (row): Projection => ({
      from: pathOf(row),
      to: [(row as { global: string }).global],
      value: floored(valueAt(spec.value, pathOf(row)), row),
    }),
  );
  const runners = entries.flatMap((entry, index): Projection[] => {
    const to = ['runners', index];
    const { token, at: own } = entry;
    const variable = `$TOKEN_${index}`;
    if (token.by === 'secret') refs.set(variable, token.ref);
    return [
      { from: own, to: [...to, 'name'], value: entry.name },
      { from: own, to: [...to, 'executor'], value: 'kubernetes' },
      {
        from: ['gitlab_instance_url'],
        to: [...to, 'url'],
        value: textOf(spec, ['gitlab_instance_url']) ?? GITLAB,
      },
      token.by === 'value'
        ? { from: [...own, 'authentication', 'token', 'value'], to: [...to, 'token'] }
        : { from: [...own, ...tokenAt(token)], to: [...to, 'token'], value: variable },
      ...rows((row) => 'key' in row && row.isOfEntry === true).map((row) => ({
        from: [...own, ...pathOf(row)],
        to: [...to, (row as { key: string }).key],
      })),
      ...(textOf(spec, [...own, 'executor_config', 'namespace']) === undefined
        ? [
            {
              from: [...own, 'executor_config'],
              to: [...to, 'kubernetes', 'namespace'],
              value: namespaceOf({ namespace }, options),
            },
          ]
        : []),
    ];
  });
  return { file: projected(spec, [...globals, ...runners]), secretOf: (text) => refs.get(text) };
}

/** The operator takes one for each number that is less. */
function floored(value: unknown, { field }: Field): unknown {
  if (typeof value !== 'number' || value >= 1) return value ?? undefined;
  return field === 'concurrent' ? 1 : 3;
}

function tokenAt(token: Entry['token']): Path {
  switch (token.by) {
    case 'secret':
      return ['authentication', 'token', 'secret_key_ref'];
    case 'operator':
      return token.isOld ? ['registration_config'] : ['authentication', 'access_token'];
    default:
      return ['authentication'];
  }
}

/** The config.toml as it is, with the Secrets behind the tokens in it. */
function fromLive(file: Located, entries: readonly Entry[]): Config {
  const refs = new Map<string, SecretKey>();
  const isAlone = entries.length === 1;
  for (const { leaves } of runnerSections(file, undefined)) {
    const of = (key: string) => leaves.find(({ path }) => path.length === 1 && path[0] === key)?.value;
    const entry = isAlone ? entries[0] : entries.find(({ name }) => name === of('name'));
    const token = of('token');
    if (entry?.token.by === 'secret' && typeof token === 'string') refs.set(token, entry.token.ref);
  }
  return { file, secretOf: (text) => refs.get(text) };
}

/** The limit that the operator gives each runner, where it would make a difference. */
function limits(
  { spec }: Resource,
  entries: readonly Entry[],
  written: readonly Setting[],
  remarks: Remark[],
): readonly Setting[] {
  const concurrent = Number(valueAt(spec.value, ['concurrent']));
  const ids = [...new Set(written.flatMap(({ path }) => (path[1] === 'runners' ? [String(path[2])] : [])))];
  const open = ids.filter(
    (id) => !written.some(({ path }) => path[2] === id && path[3] === 'limit' && path.length === 4),
  );
  if (!(concurrent > LIMIT) || entries.length === 0 || open.length === 0) return [];
  remarks.push({
    kind: 'outside',
    from: spec.at(['concurrent']),
    subject: 'limit',
    text: `The operator gives each runner a limit of ${LIMIT} jobs, unless its release has a field for it: the document keeps the ${LIMIT}. If more than that ran at a time, take the limit away.`,
  });
  return open.map((id) => ({ path: ['spec', 'runners', id, 'limit'], value: LIMIT }));
}

function rowSettings(
  { spec, kind }: Resource,
  entries: readonly Entry[],
  say: ReturnType<typeof remarksOn>['say'],
  isLive: boolean,
): readonly Setting[] {
  const places = kind === 'MultiRunner' ? [[], ...entries.map((entry) => entry.at)] : [[]];
  return places.flatMap((above) =>
    fields.flatMap((row): readonly Setting[] => {
      const path = [...above, ...pathOf(row)];
      const value = valueAt(spec.value, path);
      if (value === undefined || value === null || value === '') return [];
      if ('gitlab' in row)
        say(
          'gitlab',
          path,
          `GitLab keeps ${row.gitlab}: set it there, under Settings, CI/CD, Runners, to ${shown(value)}.`,
        );
      if ('dead' in row) say('dead', path, row.dead);
      if (isLive && path.at(-1) === 'limit') return [];
      return 'place' in row && above.length === 0 ? settingsFor(spec, path, row.place.split('.')) : [];
    }),
  );
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(', ') : String(value);
}

/** What the operator gives the manager where the resource says nothing. */
function theirResources(spec: Located): readonly Setting[] {
  const base = ['spec', 'manager', 'resources'];
  const own = valueAt(spec.value, ['runner_resources']);
  if (isMapping(own)) return own.limits === undefined ? [{ path: [...base, 'limits'], value: {} }] : [];
  return [
    { path: [...base, 'requests'], value: { cpu: '100m', memory: '128Mi' } },
    { path: [...base, 'limits'], value: { memory: '256Mi' } },
  ];
}

/** The certificate authority: a key that the resource names, or a ConfigMap with what stands in it. */
function certificate({ spec, namespace }: Resource, { name, options }: Known): readonly Setting[] {
  const base = ['spec', 'certificates', 'ca'];
  for (const field of ['secretKeyRef', 'configMapKeyRef']) {
    const from: Path = ['caCertificate', field];
    const named = textOf(spec, [...from, 'name']);
    if (named === undefined) continue;
    const key = textOf(spec, [...from, 'key']) ?? CERTIFICATE_KEY;
    return [
      settingAt(spec, [...from, 'name'], [...base, field, 'name'], named),
      settingAt(spec, [...from, 'key'], [...base, field, 'key'], key),
    ];
  }
  const text = textOf(spec, ['caCertificate', 'value']);
  if (text === undefined) return [];
  const from = spec.at(['caCertificate', 'value']);
  const metadata = { name: `${name}-ca`, namespace: namespaceOf({ namespace }, options) };
  return [
    { path: [...base, 'configMapKeyRef', 'name'], value: metadata.name, from },
    { path: [...base, 'configMapKeyRef', 'key'], value: CERTIFICATE_KEY, from },
    {
      path: ['spec', 'extraObjects', 'ca'],
      value: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { [CERTIFICATE_KEY]: text } },
      from,
    },
  ];
}

/** The image of the manager, and the release of the runner in it. */
function imageOf(
  resource: Resource,
  { objects, options }: Known,
): Pick<Draft, 'settings' | 'remarks' | 'release'> {
  const { spec, version, namespace, data } = resource;
  const own = textOf(spec, ['runner_image']);
  if (own !== undefined) return readImage(own, spec.at(['runner_image']), options);
  const live = objects.find('Deployment', namespace, workloadOf(resource));
  const running = live && at(live, 'spec', 'template', 'spec', 'containers', 0, 'image');
  if (typeof running === 'string')
    return readImage(running, live!.data.at(['spec', 'template', 'spec', 'containers', 0, 'image']), options);
  const settings: Setting[] = [{ path: ['spec', 'image', 'flavor'], value: 'alpine' }];
  const from = data.at(['apiVersion']);
  if (version !== 'v1beta2')
    return {
      settings,
      remarks: [],
      release: { value: FIRST_RELEASE, from, by: `The operator of ${version}` },
    };
  const operator = /:v?(\d+\.\d+\.\d+)/.exec(operatorWorkload(objects, ALEKC)?.image ?? '')?.[1];
  const release = operator === undefined ? undefined : RUNNER_OF[operator];
  return {
    settings,
    remarks: [],
    release: release === undefined ? undefined : { value: release, from, by: `The operator ${operator!}` },
  };
}

const ALEKC = /gitlab-runner-operator|controller-manager/;

function tokenRemarks({ spec, data, version }: Resource, entries: readonly Entry[]): readonly Remark[] {
  const { all, say } = remarksOn(spec);
  for (const { at: own, token } of entries) {
    const place = [...own, ...tokenAt(token)];
    if (token.by === 'none') say('decide', place, `The resource names no token for the runner. ${NEW_WAY}`);
    if (token.by !== 'operator') continue;
    say(
      'decide',
      place,
      token.isOld
        ? `The operator registered the runner with a registration token, and deletes it in GitLab along with the resource. ${NEW_WAY}`
        : `The operator made the runner in GitLab, and deletes it there along with the resource; it also replaces its token. ${NEW_WAY} The document does not have the access token.`,
    );
  }
  const path = ['status', 'authentication_token'];
  if (version !== 'v1beta2' && valueAt(data.value, path) !== undefined)
    all.push({
      kind: 'changed',
      from: data.at(path),
      subject: path.join('.'),
      text: 'The token of the old runner stands in clear here, and is in no document. It ends with the old runner: whoever could read the resource had it.',
    });
  return all;
}

/** What is said of fields that the resource does not have. */
function unknownFields(spec: Located): readonly Remark[] {
  const { all, say } = remarksOn(spec);
  const known = fields.map(({ field }) => field);
  const walk = (value: unknown, above: Path, path: Path): void => {
    for (const [key, item] of Object.entries(isMapping(value) ? value : {})) {
      const here = [...path, key];
      const name = here.join('.');
      if (known.includes(name)) continue;
      if (isMapping(item) && known.some((one) => one.startsWith(`${name}.`))) walk(item, above, here);
      else {
        const near = nearest(name, known);
        say(
          'dead',
          [...above, ...here],
          `The resource has no such field, and it is dropped without a word.${near === undefined ? '' : ` It has ${near}: as this one had no effect, it is not set.`}`,
        );
      }
    }
  };
  walk(spec.value, [], []);
  const list = valueAt(spec.value, ['entries']);
  for (const [index, entry] of (Array.isArray(list) ? list : []).entries())
    walk(entry, ['entries', index], []);
  return all;
}

/** What will be another way than before, whatever the resource says. */
function differences(resource: Resource, settings: readonly Setting[]): readonly Remark[] {
  const remarks: Remark[] = [];
  const from = resource.data.at(['kind']);
  const say = (kind: Remark['kind'], subject: string, text: string): void => {
    remarks.push({ kind, from, subject, text });
  };
  if (!settings.some(({ path }) => path[3] === 'cache'))
    say(
      'outside',
      'cache',
      'The operator writes no cache: caches of jobs did not outlive them. The cache of a runner in the document keeps them.',
    );
  say(
    'changed',
    'terminationGracePeriodSeconds',
    'The pod had 30 seconds to end, which killed its jobs. Here the manager drains: it takes no more jobs, and ends when the running ones are done.',
  );
  say(
    'surplus',
    `RoleBinding/${workloadOf(resource)}`,
    resource.version === 'v1beta2'
      ? 'It grants a ClusterRole that is the same for all runners of the operator. The document grants what its settings need.'
      : 'Its Role grants every verb on pods, Secrets and ConfigMaps of all API groups. The document grants what its settings need.',
  );
  return remarks;
}

function runningOf(resource: Resource, { objects }: Known, entries: readonly Entry[]): Running {
  const { kind, name, namespace, version } = resource;
  const isManaged = entries.some(({ token }) => token.by === 'operator');
  const isNew = entries.some(({ token }) => token.by === 'operator' || token.by === 'none');
  const workload = workloadOf(resource);
  const finalizer = kind === 'MultiRunner' ? FINALIZER.replace('finalizer', 'mr-finalizer') : FINALIZER;
  const [entry] = entries.filter(({ token }) => token.by === 'operator');
  const at = `--namespace ${namespace ?? 'NAMESPACE'}`;
  const token =
    version === 'v1beta2'
      ? `kubectl get secret ${workload} ${at} -o jsonpath='{.data.authentication-token-${entry?.name ?? name}}' | base64 -d`
      : `kubectl get runners.gitlab.k8s.alekc.dev ${name} ${at} -o jsonpath='{.status.authentication_token}'`;
  return {
    by: 'alekc-operator',
    name,
    kind,
    workload,
    graceSeconds: 30,
    warnings: isManaged
      ? [
          `Deleting the ${kind} deletes its runner in GitLab, and with it every copy of its token: the operator's finalizer does. While the operator runs, it may also replace the runner's token, and a copy then ends. The new runner has to be there before.`,
        ]
      : [],
    operator: {
      workload: operatorWorkload(objects, ALEKC),
      namespace,
      token: isNew ? 'new' : 'same',
      ...(isManaged && { deletes: { finalizer, token } }),
    },
  };
}
