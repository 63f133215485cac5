import { looks } from '../../../credentials/mask.ts';
import { isSecretVariable } from '../../../credentials/names.ts';
import { isMapping } from '../../../data/is-mapping.ts';
import { type Path, valueAt } from '../../../data/path.ts';
import { nearest } from '../../../diagnostics/nearest.ts';
import { globalSettings } from '../../config-toml/global.ts';
import { registered } from '../../config-toml/registered.ts';
import type { Variable } from '../../config-toml/registration.ts';
import type { SecretKey } from '../../config-toml/surroundings.ts';
import { isRegisterVariable } from '../../config-toml/variables.ts';
import type { Draft, Read, Remark, Running, Setting } from '../../draft.ts';
import { readImage } from '../../manifests/image.ts';
import { at, keysOf, textIn } from '../../manifests/objects.ts';
import { settingAt, settingsFor } from '../../manifests/settings.ts';
import type { Located } from '../../read/located.ts';
import { projected } from '../../read/projected.ts';
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
import { cacheKeys, type Field, fields } from './fields.ts';
import { constraintsOf, isOpenShift } from './openshift.ts';
import { deploymentSettings, patchedDeployment } from './pod.ts';
import { releaseByOperator } from './release.ts';
import { templateOf, withoutOverruled } from './template.ts';
import { type Token, tokenOf } from './token.ts';

/** The id of the one runner that a resource stands for. */
const RUNNER = 'default';
/** The account that all resources of a namespace share where they name no other. */
const SHARED_ACCOUNT = 'gitlab-runner-app-sa';

/** Name of the Deployment that the operator makes. */
export function workloadOf({ name }: Pick<Resource, 'name'>): string {
  return `${name}-runner`;
}

/** The names of the objects that a resource needs. */
export function namedBy({ spec }: Resource): readonly (readonly [kind: string, name: string])[] {
  const secrets: readonly Path[] = [
    ['token'],
    ['ca'],
    ['s3', 'credentials'],
    ['gcs', 'credentials'],
    ['gcs', 'credentialsFile'],
    ['azure', 'credentials'],
  ];
  const named = (kind: string, paths: readonly Path[]) =>
    paths.flatMap((path) => {
      const name = textOf(spec, path);
      return name === undefined ? [] : [[kind, name] as const];
    });
  return [...named('Secret', secrets), ...named('ConfigMap', [['config'], ['env']])];
}

/** Makes the draft of a `Runner` of GitLab's own operator. */
export function officialDraft(given: Resource, known: Known): Draft {
  const { objects } = known;
  const open = filled(given.spec, ['podSpec', 'deploymentSpec']);
  const resource: Resource = { ...given, spec: open.spec };
  const { spec } = resource;
  const { all: remarks, say } = remarksOn(spec);
  remarks.push(...open.remarks);
  const settings: Setting[] = [];

  const token = tokenOf(resource, known);
  const { template, remarks: ofTemplate } = templateOf(resource, known);
  const env = variablesOf(resource, known, say);
  const deployment = patchedDeployment(resource, known, env.further);
  const { environment, secrets } = environmentOf(resource, known);
  for (const [name, { value, secret, from }] of deployment.variables) {
    if (!isRegisterVariable(name)) continue;
    if (secret !== undefined) secrets.set(`$${name}`, secret);
    environment.set(name, { value: secret === undefined ? (value ?? '') : `$${name}`, from });
  }
  for (const [name, read] of env.ofRegister) environment.set(name, read);
  urlOf(resource, environment, say);

  const image = imageOf(resource, known, deployment.pod.container.data);
  const account = textOf(spec, ['serviceaccount']) ?? textOf(deployment.pod.spec, ['serviceAccountName']);
  const also: readonly Path[] = [
    ...(textOf(spec, ['helperImage']) === undefined ? [['kubernetes', 'helper_image']] : []),
    ...(textOf(spec, ['ca']) === undefined ? [] : [['tls-ca-file']]),
  ];
  const own = template && withoutOverruled(template, environment, also);
  const part = registered(
    { id: RUNNER, template: own?.template, environment, token: token.ref, secret: token.secret },
    {
      name: known.name,
      release: image.release?.value,
      account: account ?? SHARED_ACCOUNT,
      secretOf: (text) => secrets.get(text),
      configMap: (name) => {
        const data = objects.find('ConfigMap', undefined, name);
        return data && Object.fromEntries(keysOf(data).map((key) => [key, textIn(data, key)?.text ?? '']));
      },
    },
  );
  const runner = part.settings.map((setting) =>
    setting.path[3] === 'token' ? { ...setting, ...besideToken(spec, setting) } : setting,
  );
  const global = globalSettings(projected(spec, globals(spec)), { release: image.release?.value });
  const rows = rowSettings(spec, say);
  settings.push(...global.settings, ...theirDefaults(spec), ...runner, ...rows, ...image.settings);
  settings.push(...fileSettings(resource));
  if (account !== undefined) {
    const from =
      textOf(spec, ['serviceaccount']) === undefined
        ? deployment.pod.spec.at(['serviceAccountName'])
        : spec.at(['serviceaccount']);
    settings.push(
      { path: ['spec', 'serviceAccount', 'create'], value: false, from },
      {
        path: ['spec', 'serviceAccount', 'name'],
        value: account,
        from,
        comment: spec.commentAt(['serviceaccount']),
      },
    );
  }
  const pod = deploymentSettings(deployment, resource, known, settings);
  settings.push(...env.settings, ...pod.settings);
  return {
    name: { value: known.name, from: resource.data.at(['metadata', 'name']) },
    namespace:
      resource.namespace === undefined
        ? undefined
        : { value: resource.namespace, from: resource.data.at(['metadata', 'namespace']) },
    release: image.release,
    settings,
    remarks: [
      ...remarks,
      ...token.remarks,
      ...ofTemplate,
      ...(own?.remarks ?? []),
      ...part.remarks,
      ...global.remarks,
      ...image.remarks,
      ...pod.remarks,
      ...lostComments(spec, settings),
      ...unknownFields(spec),
      ...statusRemarks(resource),
      ...differences(resource, known, settings, account),
    ],
    secrets: part.secrets,
    running: runningOf(resource, known, token, settings),
  };
}

/** The globals that are written, as config.toml has them. */
function globals(spec: Located): Parameters<typeof projected>[1] {
  return fields.flatMap((row) => {
    if (!('global' in row)) return [];
    const from = row.field.split('.');
    const value = globalOf(spec, row);
    return value === undefined ? [] : [{ from, to: [row.global], value }];
  });
}

/** What a field says for a global key, where it says something. */
function globalOf(spec: Located, row: Extract<Field, { readonly global: string }>): unknown {
  const value = valueAt(spec.value, row.field.split('.'));
  if (value === '' || value === null) return undefined;
  const isLow = row.low !== undefined && /^(?:-|0+[a-z]*$)/.test(String(value));
  return isLow ? (row.low ?? undefined) : value;
}

function theirDefaults(spec: Located): Setting[] {
  return fields.flatMap((row): Setting[] =>
    'global' in row && row.theirs !== undefined && globalOf(spec, row) === undefined
      ? [{ path: ['spec', 'config', row.global], value: row.theirs }]
      : [],
  );
}

function rowSettings(spec: Located, say: ReturnType<typeof remarksOn>['say']): readonly Setting[] {
  return [
    { path: ['spec', 'namespace', 'create'], value: false },
    ...fields.flatMap((row): readonly Setting[] => {
      const from = row.field.split('.');
      const value = valueAt(spec.value, from);
      if (value === undefined || value === null || value === '') return [];
      if ('gitlab' in row)
        say(
          'gitlab',
          from,
          `GitLab keeps ${row.gitlab}: set it there, under Settings, CI/CD, Runners, to ${String(value)}.`,
        );
      return 'place' in row ? settingsFor(spec, from, row.place.split('.')) : [];
    }),
  ];
}

/** The variables with which the operator calls `gitlab-runner register`, and the keys of Secrets behind them. */
function environmentOf(
  { spec, namespace }: Resource,
  { options }: Known,
): { readonly environment: Map<string, Variable>; readonly secrets: Map<string, SecretKey> } {
  const environment = new Map<string, Variable>();
  const secrets = new Map<string, SecretKey>();
  environment.set('KUBERNETES_NAMESPACE', { value: namespaceOf({ namespace }, options) });
  for (const row of fields) {
    if (!('variable' in row)) continue;
    const path = row.field.split('.');
    const value = textOf(spec, path);
    if (value !== undefined)
      environment.set(row.variable, { value, from: spec.at(path), comment: spec.commentAt(path) });
  }
  for (const [field, keys] of Object.entries(cacheKeys)) {
    const path = field.split('.');
    const name = textOf(spec, path);
    if (name === undefined) continue;
    for (const [index, [variable, key]] of keys.entries()) {
      const comment = index === 0 ? spec.commentAt(path) : undefined;
      environment.set(variable, { value: `$${variable}`, from: spec.at(path), comment });
      secrets.set(`$${variable}`, { name, key });
    }
  }
  return { environment, secrets };
}

/** The address of GitLab, in whichever of its forms. */
function urlOf(
  { spec, version }: Resource,
  environment: Map<string, Variable>,
  say: ReturnType<typeof remarksOn>['say'],
): void {
  const isOld = isMapping(valueAt(spec.value, ['gitlab']));
  const path: Path = isOld && textOf(spec, ['gitlabUrl']) === undefined ? ['gitlab', 'url'] : ['gitlabUrl'];
  const found = environment.get('CI_SERVER_URL');
  if (isOld && version !== 'v1beta1')
    say(
      'changed',
      ['gitlab'],
      'Only v1beta1 has this field, and the API server takes no resource without gitlabUrl: the document has its address.',
    );
  if (found === undefined) {
    const name = textOf(spec, ['gitlab', 'name']);
    say(
      'decide',
      path,
      name === undefined
        ? 'The resource does not name the address of GitLab: write it as the url of the runner.'
        : `The resource names GitLab by the resource ${name} alone: write its address as the url of the runner.`,
    );
    return;
  }
  if (/^[\w.-]+(?::\d+)?(?:\/|$)/.test(found.value)) {
    say('decide', path, 'The address has no scheme: the document has https://, which may be wrong.');
    environment.set('CI_SERVER_URL', { ...found, value: `https://${found.value}` });
  }
}

/** The variables in the ConfigMap that `env` names: those of `register`, and the manager's own. */
function variablesOf(
  { spec, ...resource }: Resource,
  { objects, options }: Known,
  say: ReturnType<typeof remarksOn>['say'],
): {
  readonly ofRegister: ReadonlyMap<string, Read<string>>;
  readonly further: readonly object[];
  readonly settings: readonly Setting[];
} {
  const ofRegister = new Map<string, Read<string>>();
  const name = textOf(spec, ['env']);
  if (name === undefined) return { ofRegister, further: [], settings: [] };
  const found = objects.find('ConfigMap', resource.namespace, name);
  if (found === undefined) {
    say(
      'decide',
      ['env'],
      `The ConfigMap ${name} is not among the inputs. The manager gets its variables, but those that \`gitlab-runner register\` reads change config.toml, and have no effect any more: give it to import as well, ${fetching('configmap', name, oldNamespace(resource, options))}.`,
    );
    const from = [{ configMapRef: { name } }];
    return {
      ofRegister,
      further: [],
      settings: [settingAt(spec, ['env'], ['spec', 'manager', 'envFrom'], from)],
    };
  }
  const further: object[] = [];
  for (const key of keysOf(found)) {
    const value = textIn(found, key)?.text ?? '';
    if (isRegisterVariable(key)) ofRegister.set(key, { value, from: found.data.at(['data', key]) });
    else if (isSecretVariable(key, value) || looks(value).length > 0) {
      further.push({ name: key, valueFrom: { configMapKeyRef: { name, key } } });
      say(
        'changed',
        ['env'],
        `${key} stands in clear in the ConfigMap ${name}, and stays there: put it into a Secret, name that under spec.manager.env, and rotate it.`,
      );
    } else further.push({ name: key, value });
  }
  return { ofRegister, further, settings: [] };
}

/** The image of the manager, and the release of the runner in it. */
function imageOf(
  { spec, namespace, name }: Resource,
  { objects, options }: Known,
  container: Located,
): Pick<Draft, 'settings' | 'remarks' | 'release'> {
  const patchedImage = textOf(container, ['image']);
  const reference = patchedImage ?? textOf(spec, ['runnerImage']);
  const from = patchedImage === undefined ? spec.at(['runnerImage']) : container.at(['image']);
  const byOperator = releaseByOperator(objects);
  const isOnOpenShift = isOpenShift(objects);
  const flavor = isOnOpenShift ? 'ocp' : 'alpine';
  if (reference !== undefined) {
    const read = readImage(reference, from, options);
    if (read.release !== undefined || byOperator.release === undefined) return read;
    const { value: release } = byOperator.release;
    return { ...readImage(reference, from, options, { release }), release: byOperator.release };
  }
  const live = objects.find('Deployment', namespace, workloadOf({ name }));
  const running = live && at(live, 'spec', 'template', 'spec', 'containers', 0, 'image');
  const ofLive =
    typeof running === 'string'
      ? readImage(running, live!.data.at(['spec', 'template', 'spec']), options).release
      : undefined;
  const remarks: Remark[] = [];
  if (!isOnOpenShift)
    remarks.push({
      kind: 'changed',
      subject: 'spec.runnerImage',
      text: 'The operator runs an image of its own for OpenShift, as a user that the cluster chooses: the document takes the Alpine image of GitLab, and its user 100. On OpenShift write spec.image.flavor: ocp.',
    });
  if (byOperator.unknown !== undefined && ofLive === undefined)
    remarks.push({
      kind: 'outside',
      from: byOperator.unknown.from,
      subject: 'spec.version',
      text: `Which release of the runner the operator ${byOperator.unknown.value} runs is not known: \`gitlab-runner --version\` in its pod says so, and --runner-version takes it.`,
    });
  return {
    settings: [{ path: ['spec', 'image', 'flavor'], value: flavor }],
    remarks,
    release: byOperator.release ?? ofLive,
  };
}

/** Certificates and key files that the resource names Secrets with. */
function fileSettings({ spec }: Resource): readonly Setting[] {
  const keyOf = (field: Path, to: Path, key: string): readonly Setting[] => {
    const name = textOf(spec, field);
    return name === undefined
      ? []
      : [
          settingAt(spec, field, [...to, 'name'], name),
          { path: [...to, 'key'], value: key, from: spec.at(field) },
        ];
  };
  return [
    ...keyOf(['ca'], ['spec', 'certificates', 'ca', 'secretKeyRef'], 'tls.crt'),
    // The pair of mail and key comes first.
    ...(textOf(spec, ['gcs', 'credentials']) === undefined
      ? keyOf(['gcs', 'credentialsFile'], ['spec', 'cacheCredentials', 'gcs', 'credentialsFile'], 'keys.json')
      : []),
  ];
}

function besideToken(spec: Located, { path }: Setting): Pick<Setting, 'from' | 'comment'> {
  return {
    from: spec.at(['token']),
    comment: path.at(-1) === 'name' ? spec.commentAt(['token']) : undefined,
  };
}

/** What is said of fields that the resource does not have: the API server takes them away without a word. */
function unknownFields(spec: Located): readonly Remark[] {
  const { all, say } = remarksOn(spec);
  const known = fields.map(({ field }) => field);
  const walk = (value: unknown, path: Path): void => {
    for (const [key, item] of Object.entries(isMapping(value) ? value : {})) {
      const here = [...path, key].join('.');
      if (known.includes(here)) continue;
      if (isMapping(item) && known.some((one) => one.startsWith(`${here}.`))) walk(item, [...path, key]);
      else {
        const near = known.find((one) => one.toLowerCase() === here.toLowerCase()) ?? nearest(here, known);
        say(
          'dead',
          [...path, key],
          `The resource has no such field, and it is dropped without a word.${near === undefined ? '' : ` It has ${near}: as this one had no effect, it is not set.`}`,
        );
      }
    }
  };
  walk(spec.value, []);
  return all;
}

function statusRemarks({ data }: Resource): readonly Remark[] {
  const message = valueAt(data.value, ['status', 'message']);
  if (typeof message !== 'string' || message.trim() === '') return [];
  return [
    {
      kind: 'outside',
      from: data.at(['status', 'message']),
      subject: 'status.message',
      text: 'The operator has something to say of this resource, so that it may not run at all today: read it first.',
    },
  ];
}

/** What will be another way than before, whatever the resource says. */
function differences(
  { data, spec, namespace, name }: Resource,
  { objects, name: own, options }: Known,
  settings: readonly Setting[],
  account: string | undefined,
): readonly Remark[] {
  const remarks: Remark[] = [];
  const isSet = (...path: Path): boolean =>
    settings.some((setting) => path.every((part, index) => setting.path[index + 1] === part));
  const say = (kind: Remark['kind'], subject: string, text: string, from = data.at(['kind'])): void => {
    remarks.push({ kind, from, subject, text });
  };
  if (!isSet('runners', RUNNER, 'kubernetes', 'helper_image'))
    say(
      'changed',
      'spec.helperImage',
      'The operator gave jobs a helper image of its own, which ran as user 1001. Here the runner takes its usual one, which runs as root unless a security context says otherwise: name the old one with kubernetes.helper_image if builds then meet files of another owner.',
    );
  if (!isSet('manager', 'terminationGracePeriodSeconds'))
    say(
      'changed',
      'terminationGracePeriodSeconds',
      'The pod had 30 seconds to end, which killed its jobs, and the manager was unregistered first. Here it drains: it takes no more jobs, and ends when the running ones are done.',
    );
  say(
    'changed',
    `Service/${workloadOf({ name })}-metrics`,
    'The operator makes it for the metrics port, and takes it away in the end. spec.metrics.service.enabled makes one of the document.',
  );
  const constraints = constraintsOf(account ?? SHARED_ACCOUNT, namespace, objects);
  const anyuid = constraints.find((one) => one.name === 'anyuid');
  if (anyuid !== undefined)
    say(
      'changed',
      'spec.concurrent',
      'With the constraint anyuid the operator’s pod ran as root, read another config.toml than the one with the global keys, and ran one job at a time whatever the resource said. The document has what the resource says.',
      anyuid.by.data.at([]),
    );
  if (account === undefined) {
    for (const { name: constraint, by } of constraints)
      say(
        'outside',
        `${by.kind}/${by.name}`,
        `It lets ${SHARED_ACCOUNT} use the constraint ${constraint}. If jobs or the manager need it, grant it to the account of the document: \`oc adm policy add-scc-to-user ${constraint} -z ${own} -n ${namespaceOf({ namespace }, options)}\`.`,
        by.data.at([]),
      );
    say(
      'surplus',
      'Role/gitlab-runner-app-role',
      `The account ${SHARED_ACCOUNT}, which all Runners of a namespace share, may do everything with Secrets, ConfigMaps, pods, Services and volume claims. The document has an account of its own, and grants it what its settings need.`,
      spec.at([]),
    );
  }
  return remarks;
}

function runningOf(
  resource: Resource,
  { objects }: Known,
  token: Token,
  settings: readonly Setting[],
): Running {
  const workload = workloadOf(resource);
  const live = objects.find('Deployment', resource.namespace, workload);
  const grace = settings.find(({ path }) => path[2] === 'terminationGracePeriodSeconds')?.value;
  const hook = live && at(live, 'spec', 'template', 'spec', 'containers', 0, 'lifecycle', 'preStop');
  const unregisters = live === undefined ? undefined : /unregister/.test(JSON.stringify(hook ?? ''));
  const warnings: string[] = [];
  if (token.isNew !== false && unregisters !== false)
    warnings.push(
      `${token.isNew === undefined ? `If the Secret ${token.ref.name} holds a registration token: when` : 'When'} the old pod ends, it unregisters with the token that it got itself, and the runner is deleted in GitLab, its tags and projects with it. The new runner has to be there before.`,
    );
  return {
    by: 'official-operator',
    name: resource.name,
    kind: 'Runner',
    workload,
    graceSeconds: typeof grace === 'number' ? grace : 30,
    warnings,
    operator: {
      workload: operatorWorkload(objects, /gitlab-runner(?:-operator|.*controller-?manager)/),
      namespace: resource.namespace,
      token: token.isNew === true ? 'new' : 'same',
    },
  };
}
