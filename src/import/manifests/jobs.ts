import type { Path } from '../../data/path.ts';
import type { RenderedDraft } from '../document/rendered.ts';
import type { Setting } from '../draft.ts';
import { AMOUNTS, accountSettings, amountSetting, type IsLeftOut, namespaceSettings } from './blocks.ts';
import type { Manager } from './managers.ts';
import type { Found, Objects } from './objects.ts';
import { jobPolicySettings, type OurObjects } from './our-objects.ts';
import { settingAt } from './settings.ts';

/** Returns the settings of `spec.jobs`: of the namespaces in which jobs run, and of what holds jobs to limits there. */
export function jobSettings(
  { workload }: Manager,
  objects: Objects,
  own: OurObjects | undefined,
  draft: RenderedDraft | undefined,
  isLeftOut: IsLeftOut,
): readonly Setting[] {
  const managers = workload.namespace;
  const named = (draft?.resolved.jobNamespaces ?? []).map(({ name }) => name);
  const names = [...new Set([...named, ...(own === undefined ? [] : namespacesOf(own, workload))])].sort();
  const byNamespace = names.map((name) => {
    const base = ['spec', 'jobs', 'namespaces', name];
    const namespace = objects.find('Namespace', undefined, name);
    return [
      ...(named.includes(name) ? [] : [{ path: base, value: {}, from: workload.data.at([]) }]),
      ...(name === managers
        ? []
        : namespace === undefined
          ? [{ path: [...base, 'create'], value: false }]
          : [
              settingAt(namespace.data, [], [...base, 'create'], true),
              ...namespaceSettings(namespace, base, isLeftOut),
            ]),
      ...Object.keys(AMOUNTS).flatMap((kind) => amountOf(kind, name, workload, objects, own, base)),
      ...(own?.of('NetworkPolicy', `${workload.name}-jobs`) ?? [])
        .filter((policy) => policy.namespace === name)
        .flatMap((policy) => jobPolicySettings(policy, base)),
    ];
  });
  return [...forAll(byNamespace), ...(own === undefined ? [] : accountOfJobs(own, workload, isLeftOut))];
}

function amountOf(
  kind: string,
  namespace: string,
  workload: Found,
  objects: Objects,
  own: OurObjects | undefined,
  base: Path,
): readonly Setting[] {
  const there = (own?.of(kind, `${workload.name}-jobs`) ?? objects.of(kind, namespace)).filter(
    (object) => (object.namespace ?? workload.namespace) === namespace,
  );
  // Of several, each may hold what it names to an amount, and the document has one.
  return there.length === 1 ? [amountSetting(there[0]!, base)] : [];
}

/** The namespaces in which objects of ours stand for the sake of jobs. */
function namespacesOf(own: OurObjects, { name, namespace }: Found): readonly string[] {
  const forJobs = own.all.flatMap((object): readonly (string | undefined)[] => {
    if (object.kind === 'Namespace') return object.name === namespace ? [] : [object.name];
    const isForJobs = object.kind === 'Role' || object.name === `${name}-jobs`;
    return isForJobs ? [object.namespace] : [];
  });
  return forJobs.filter((one) => one !== undefined);
}

/** What is the same in all namespaces is said once. */
function forAll(byNamespace: readonly (readonly Setting[])[]): readonly Setting[] {
  const suffix = ({ path }: Setting): Path => path.slice(4);
  const keyOf = (setting: Setting): string => JSON.stringify([suffix(setting), setting.value]);
  const counts = new Map<string, number>();
  for (const setting of byNamespace.flat()) counts.set(keyOf(setting), (counts.get(keyOf(setting)) ?? 0) + 1);
  const isShared = (setting: Setting): boolean =>
    suffix(setting).length > 0 && counts.get(keyOf(setting)) === byNamespace.length;
  const shared = (byNamespace[0] ?? []).filter(isShared);
  return [
    ...shared.map((setting) => ({ ...setting, path: ['spec', 'jobs', ...suffix(setting)] })),
    ...byNamespace.flatMap((settings) => settings.filter((setting) => !isShared(setting))),
  ];
}

function accountOfJobs(own: OurObjects, workload: Found, isLeftOut: IsLeftOut): readonly Setting[] {
  const base = ['spec', 'jobs', 'serviceAccount'];
  const managers = own.of('Deployment').map(({ data }) => {
    const { spec } = data.value as { spec?: { template?: { spec?: { serviceAccountName?: unknown } } } };
    return spec?.template?.spec?.serviceAccountName;
  });
  const account = own
    .of('ServiceAccount')
    .find((one) => one.namespace !== workload.namespace || !managers.includes(one.name));
  if (account === undefined) return [];
  return [
    settingAt(account.data, [], [...base, 'create'], true),
    settingAt(account.data, ['metadata', 'name'], [...base, 'name'], account.name),
    ...accountSettings(account, base, isLeftOut),
  ];
}

