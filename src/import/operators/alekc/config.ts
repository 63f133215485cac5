import { isMapping } from '../../../core/data/is-mapping.ts';
import { valueAt } from '../../../core/data/path.ts';
import { runnerSections } from '../../config-toml/live.ts';
import type { SecretKey } from '../../config-toml/surroundings.ts';
import type { Remark, Setting } from '../../draft.ts';
import { type Found, nameOf, textIn } from '../../manifests/objects.ts';
import type { Located } from '../../read/located.ts';
import { type Projection, projected } from '../../read/projected.ts';
import { readToml } from '../../read/toml.ts';
import { fetching, type Known, namespaceOf, oldNamespace, type Resource, textOf } from '../resource.ts';
import { type Entry, tokenAt } from './entries.ts';
import { type Field, fields, pathOf } from './fields.ts';
import { workloadOf } from './names.ts';

/** What the operator makes where the resource names no other address. */
const GITLAB = 'https://gitlab.com/';

/** The most jobs that a runner runs at a time, whatever the resource says. */
const LIMIT = 10;

/** The config.toml that the operator has written, where the inputs have it. */
export function liveIn(
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

/** A config.toml, and the Secrets behind the tokens in it. */
export interface Config {
  readonly file: Located;
  readonly secretOf: (text: string) => SecretKey | undefined;
}

/** The config.toml that the operator makes of a resource. */
export function fromFields(
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

/** The config.toml as it is, with the Secrets behind the tokens in it. */
export function fromLive(file: Located, entries: readonly Entry[]): Config {
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

/** The operator uses one for each number that is less. */
function floored(value: unknown, { field }: Field): unknown {
  if (typeof value !== 'number' || value >= 1) return value ?? undefined;
  return field === 'concurrent' ? 1 : 3;
}

/** The limit that the operator gives each runner, where it would make a difference. */
export function limits(
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

/** Whether a line of config.toml is the operator's own, and says nothing in a document. */
export function isNeedless({ path, value }: Setting, spec: Located): boolean {
  if (path.length !== 4 || path[1] !== 'runners') return false;
  if (path[3] === 'tls-ca-file') return isMapping(valueAt(spec.value, ['caCertificate']));
  const concurrent = valueAt(spec.value, ['concurrent']) ?? 1;
  return path[3] === 'limit' && value === LIMIT && Number(concurrent) <= LIMIT;
}
