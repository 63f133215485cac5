import { groupedBy } from '../../core/data/grouped-by.ts';
import type { Path } from '../../core/data/path.ts';
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
  return [
    ...forAll(byNamespace, names.indexOf(managers ?? '')),
    ...(own === undefined ? [] : accountOfJobs(own, workload, isLeftOut)),
  ];
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

/** Settings that a namespace has of its own go together: its own take the place of those for all. */
const UNITS = new Set(['podSecurity', 'networkPolicy', ...Object.values(AMOUNTS)]);
/** Settings that say nothing of a namespace that is not rendered. */
const OF_NAMESPACE = new Set(['labels', 'annotations', 'podSecurity']);

/** What most namespaces have, and all could have, is said once for all. */
function forAll(byNamespace: readonly (readonly Setting[])[], managers: number): readonly Setting[] {
  const suffix = ({ path }: Setting): Path => path.slice(4);
  const unitOf = (setting: Setting): string => {
    const [first] = suffix(setting);
    return UNITS.has(String(first)) ? String(first) : JSON.stringify(suffix(setting));
  };
  const grouped = byNamespace.map((settings) => groupedBy(settings, unitOf));
  const said = (settings: readonly Setting[]): string =>
    JSON.stringify(settings.map((setting) => [suffix(setting), setting.value]));
  const isRendered = byNamespace.map(
    (settings, index) =>
      // What all have, the manager's own has too.
      index === managers ||
      settings.some((setting) => suffix(setting)[0] === 'create' && setting.value === true),
  );
  const shared = new Map<string, readonly Setting[]>();
  for (const unit of new Set(grouped.flatMap((units) => [...units.keys()]))) {
    const [first] = grouped.flatMap((units) => units.get(unit)?.[0] ?? []);
    const [key] = first === undefined ? [] : suffix(first);
    if (key === undefined) continue;
    const concerned = grouped.filter((_, index) => !OF_NAMESPACE.has(String(key)) || isRendered[index]);
    const all = concerned.flatMap((units) => (units.has(unit) ? [units.get(unit)!] : []));
    if (all.length < concerned.length || all.length === 0) continue;
    const alike = [...groupedBy(all, said).values()].toSorted((one, other) => other.length - one.length);
    shared.set(unit, alike[0]![0]!);
  }
  const isSaid = (setting: Setting, own: ReadonlyMap<string, readonly Setting[]>): boolean => {
    const common = shared.get(unitOf(setting));
    return common !== undefined && said(common) === said(own.get(unitOf(setting))!);
  };
  return [
    ...[...shared.values()]
      .flat()
      .map((setting) => ({ ...setting, path: ['spec', 'jobs', ...suffix(setting)] })),
    ...byNamespace.flatMap((settings, index) =>
      settings.filter((setting) => !isSaid(setting, grouped[index]!)),
    ),
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
