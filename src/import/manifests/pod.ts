import { isMapping } from '../../core/data/is-mapping.ts';
import type { Path } from '../../core/data/path.ts';
import { PROBES } from '../../core/resolve/manager/container.ts';
import { PASSED_ON } from '../../core/resolve/manager/pod.ts';
import type { Remark, Setting } from '../draft.ts';
import { below, type Located } from '../read/located.ts';
import type { Pod } from './managers.ts';
import { settingAt, settingsFor } from './settings.ts';

/** Fields of a pod's spec, and where the document has them. */
export const POD_FIELDS: readonly (readonly [field: string, path: Path])[] = [
  ...[
    ...PASSED_ON,
    'nodeSelector',
    'terminationGracePeriodSeconds',
    'enableServiceLinks',
    'automountServiceAccountToken',
  ].map((field) => [field, ['spec', 'manager', field]] as const),
  ['securityContext', ['spec', 'manager', 'podSecurityContext']],
  ['imagePullSecrets', ['spec', 'image', 'pullSecrets']],
];

/** Fields of the manager's container, and where the document has them. */
export const CONTAINER_FIELDS: readonly (readonly [field: string, path: Path])[] = [
  ...[
    'lifecycle',
    ...PROBES,
    'resources',
    'securityContext',
    'terminationMessagePath',
    'terminationMessagePolicy',
  ].map((field) => [field, ['spec', 'manager', field]] as const),
  ['imagePullPolicy', ['spec', 'image', 'pullPolicy']],
];

/** Lists of a pod and of the manager's container that a document adds to ours. */
const POD_LISTS = ['volumes', 'initContainers', 'containers'] as const;
const CONTAINER_LISTS = ['command', 'args', 'env', 'envFrom', 'ports', 'volumeMounts'] as const;

/** A list of which ours has items, too. */
export type PodList = (typeof POD_LISTS)[number] | (typeof CONTAINER_LISTS)[number];

/** Fields that say nothing of the manager, or that others read. */
const NO_SETTING = new Set([...POD_LISTS, 'serviceAccountName', 'serviceAccount', 'restartPolicy']);
const NO_SETTING_OF_CONTAINER = new Set(['name', 'image', ...CONTAINER_LISTS]);

/** What of a pod says nothing, as a document has it by itself or has another way for what it is there for. */
export interface Apart {
  readonly isNeedless?: (list: PodList, item: unknown) => boolean;
  /** Fields of the manager's container. */
  readonly fields?: ReadonlySet<string>;
}

/**
 * Returns the settings of `spec.manager` and `spec.image` for a pod, without its image. A field that the document has no
 * place for goes to `podPatch`, or is reported where it is the container's.
 */
export function managerSettings(
  { spec, container }: Pod,
  { isNeedless = () => false, fields = new Set() }: Apart = {},
): { readonly settings: readonly Setting[]; readonly remarks: readonly Remark[] } {
  const list = (data: Located, name: PodList): readonly Setting[] => {
    const { value } = below(data, [name]);
    const kept = (Array.isArray(value) ? value : []).filter(
      (item) => item !== container.data.value && !isNeedless(name, item),
    );
    return kept.length === 0 ? [] : [settingAt(data, [name], ['spec', 'manager', name], kept)];
  };
  const settings = [
    ...POD_FIELDS.flatMap(([field, path]) => settingsFor(spec, [field], path)),
    ...CONTAINER_FIELDS.flatMap(([field, path]) =>
      fields.has(field) ? [] : settingsFor(container.data, [field], path),
    ),
    ...CONTAINER_LISTS.flatMap((name) => (fields.has(name) ? [] : list(container.data, name))),
    ...POD_LISTS.flatMap((name) => list(spec, name)),
    ...unknownKeys(spec.value, [POD_FIELDS.map(([field]) => field), NO_SETTING]).flatMap((field) =>
      settingsFor(spec, [field], ['spec', 'manager', 'podPatch', 'spec', field]),
    ),
  ];
  const remarks = unknownKeys(container.data.value, [
    CONTAINER_FIELDS.map(([field]) => field),
    NO_SETTING_OF_CONTAINER,
  ]).map(
    (field): Remark => ({
      kind: 'changed',
      from: container.data.at([field]),
      subject: `${container.name}.${field}`,
      text: 'The document has no place for this field of the manager’s container: it is left out.',
    }),
  );
  return { settings, remarks };
}

function unknownKeys(value: unknown, known: readonly Iterable<string>[]): readonly string[] {
  const all = new Set(known.flatMap((keys) => [...keys]));
  return Object.keys(isMapping(value) ? value : {}).filter((key) => !all.has(key));
}
