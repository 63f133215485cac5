import { isMapping } from '../../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../../core/data/path.ts';
import { liveConfig } from '../../config-toml/live.ts';
import type { Part } from '../../config-toml/registration.ts';
import type { Draft, Setting } from '../../draft.ts';
import { settingAt, settingsFor } from '../../manifests/settings.ts';
import type { Located } from '../../read/located.ts';
import { filled } from '../placeholders.ts';
import {
  headOf,
  type Known,
  keptByGitLab,
  lostComments,
  namespaceOf,
  type Resource,
  remarksOn,
  textOf,
} from '../resource.ts';
import { unknownFields } from '../unknown-fields.ts';
import { type Config, fromFields, fromLive, isNeedless, limits, liveIn } from './config.ts';
import { differences, tokenRemarks } from './differences.ts';
import { type Entry, entriesOf } from './entries.ts';
import { fields, pathOf } from './fields.ts';
import { imageOf } from './image.ts';
import { workloadOf } from './names.ts';
import { runningOf } from './running.ts';

const CERTIFICATE_KEY = 'ca.crt';
/** The fields that a resource, or an entry of one, has. */
const KNOWN = fields.map(({ field }) => field);

/** Makes the draft of a `Runner` or a `MultiRunner` of alekc's operator. */
export function alekcDraft(given: Resource, known: Known): Draft {
  const { options } = known;
  const open = filled(given.spec, ['environment', 'executor_config', 'caCertificate']);
  const resource: Resource = { ...given, spec: open.spec };
  const { spec, version } = resource;
  const isFirst = version !== 'v1beta2';
  const { all: remarks, say } = remarksOn(spec);
  remarks.push(...open.remarks);
  const entries = entriesOf(resource);
  const live = liveIn(resource, known);
  remarks.push(...live.remarks);
  const image = imageOf(resource, known);
  const partOf = ({ file, secretOf }: Config): Part =>
    liveConfig(file, {
      name: known.name,
      account: workloadOf(resource),
      release: image.release?.value,
      secretOf,
    });
  const ofFields = partOf(fromFields(resource, entries, options));
  const part =
    live.file === undefined ? ofFields : commentedAs(partOf(fromLive(live.file, entries)), ofFields.settings);
  const settings: Setting[] = [
    { path: ['spec', 'namespace', 'create'], value: false },
    ...part.settings.filter((setting) => !isNeedless(setting, spec)),
  ];
  if (live.file === undefined) {
    settings.push({ path: ['spec', 'config', 'listen_address'], value: ':9090' });
    settings.push(...limits(resource, entries, part.settings, remarks));
  }
  settings.push(...rowSettings(resource, entries, say), ...certificate(resource, known), ...image.settings);
  if (!isFirst) settings.push(...theirResources(spec));
  else settings.push({ path: ['spec', 'manager', 'resources', 'limits'], value: {} });
  return {
    ...headOf(resource, known),
    release: image.release,
    settings,
    remarks: [
      ...remarks,
      ...part.remarks,
      ...image.remarks,
      ...tokenRemarks(resource, entries),
      ...lostComments(spec, settings),
      ...[[], ...entries.map(({ at: own }) => own).filter((own) => own.length > 0)].flatMap((own) =>
        unknownFields(spec, KNOWN, own),
      ),
      ...differences(resource, part.settings),
    ],
    secrets: part.secrets,
    running: runningOf(resource, known, entries),
  };
}

/** The settings of a config.toml with the comments beside the fields that they were made of. */
function commentedAs(part: Part, fieldSettings: readonly Setting[]): Part {
  const comments = new Map(fieldSettings.map(({ path, comment }) => [JSON.stringify(path), comment]));
  return {
    ...part,
    settings: part.settings.map((setting) => ({
      ...setting,
      comment: setting.comment ?? comments.get(JSON.stringify(setting.path)),
    })),
  };
}

function rowSettings(
  { spec, kind }: Resource,
  entries: readonly Entry[],
  say: ReturnType<typeof remarksOn>['say'],
): readonly Setting[] {
  const places = kind === 'MultiRunner' ? [[], ...entries.map((entry) => entry.at)] : [[]];
  return places.flatMap((above) =>
    fields.flatMap((row): readonly Setting[] => {
      const path = [...above, ...pathOf(row)];
      const value = valueAt(spec.value, path);
      if (value === undefined || value === null || value === '') return [];
      if ('gitlab' in row) say('gitlab', path, keptByGitLab(row.gitlab, value));
      if ('dead' in row) say('dead', path, row.dead);
      return 'place' in row && above.length === 0 ? settingsFor(spec, path, row.place.split('.')) : [];
    }),
  );
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

/** The certificate authority: a key that the resource names, or a ConfigMap with its content. */
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
