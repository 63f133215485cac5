import { type Path, valueAt } from '../../../core/data/path.ts';
import { globalSettings } from '../../config-toml/global.ts';
import { registered } from '../../config-toml/registered.ts';
import { isRegisterVariable } from '../../config-toml/variables.ts';
import type { Draft, Setting } from '../../draft.ts';
import { keysOf, textIn } from '../../manifests/objects.ts';
import { settingAt, settingsFor } from '../../manifests/settings.ts';
import type { Located } from '../../read/located.ts';
import { projected } from '../../read/projected.ts';
import { filled } from '../placeholders.ts';
import {
  headOf,
  type Known,
  keptByGitLab,
  lostComments,
  type Resource,
  remarksOn,
  textOf,
} from '../resource.ts';
import { unknownFields } from '../unknown-fields.ts';
import { differences, statusRemarks } from './differences.ts';
import { environmentOf, urlOf, variablesOf } from './environment.ts';
import { fields } from './fields.ts';
import { globals, theirDefaults } from './globals.ts';
import { imageOf } from './image.ts';
import { RUNNER, SHARED_ACCOUNT } from './names.ts';
import { deploymentSettings, patchedDeployment } from './pod.ts';
import { runningOf } from './running.ts';
import { templateOf, withoutOverruled } from './template.ts';
import { tokenOf } from './token.ts';

/** The fields that a resource has. */
const KNOWN = fields.map(({ field }) => field);

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
  for (const [name, read] of env.ofRegister) {
    const row = fields.find((one) => 'variable' in one && one.variable === name);
    const old = environment.get(name)?.value;
    if (
      row !== undefined &&
      old !== undefined &&
      textOf(spec, row.field.split('.')) === old &&
      old !== read.value
    )
      say(
        'dead',
        row.field.split('.'),
        `The ConfigMap that spec.env names says something else in ${name}, which wins.`,
      );
    environment.set(name, read);
  }
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
    ...headOf(resource, known),
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
      ...unknownFields(spec, KNOWN),
      ...statusRemarks(resource),
      ...differences(resource, known, settings, account),
    ],
    secrets: part.secrets,
    running: runningOf(resource, known, token, settings),
  };
}

function rowSettings(spec: Located, say: ReturnType<typeof remarksOn>['say']): readonly Setting[] {
  return [
    { path: ['spec', 'namespace', 'create'], value: false },
    ...fields.flatMap((row): readonly Setting[] => {
      const from = row.field.split('.');
      const value = valueAt(spec.value, from);
      if (value === undefined || value === null || value === '') return [];
      if ('gitlab' in row) say('gitlab', from, keptByGitLab(row.gitlab, value));
      return 'place' in row ? settingsFor(spec, from, row.place.split('.')) : [];
    }),
  ];
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
