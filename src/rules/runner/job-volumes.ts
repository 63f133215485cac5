import { isFlagOn } from '../../config-toml/feature-flags.ts';
import { CONTAINER_CONTEXTS } from '../../config-toml/sections.ts';
import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type {
  ResolvedGitLabRunner,
  ResolvedJobVolumes,
  ResolvedRunner,
} from '../../generated/resolved-types.ts';
import { builds } from '../../resolve/builds.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** A volume of job pods and where it is mounted. */
interface Mount {
  readonly type: string;
  readonly name: string;
  readonly mountPath: string;
}

/** Where the document has the name of a volume and its mount path. */
interface Places {
  readonly nameAt: Path;
  readonly mountPathAt: Path;
}

type NamedMount = Mount & Places;

/** Volumes of job pods that clash with each other or with those that the pod has anyway. */
export function checkJobVolumes(resolved: Resolved, report: Report): void {
  const reportOnce = once(report);
  const inJobs = certificates(resolved.document);
  for (const { id, path, options, runner, section } of builds(resolved)) {
    const at = ['spec', 'runners', id, 'kubernetes', 'volumes'];
    const own = ownMounts(runner.kubernetes.volumes, at);
    const claim = options.storage?.persistentVolumeClaim?.claimName;
    const ofBlocks = [...inJobs, ...(claim === undefined ? [] : [storage(claim, path)])];
    const added = mountsOf(section.kubernetes.volumes)
      .filter((mount) => !own.some((other) => isSame(mount, other)))
      .map((mount) => ({
        ...mount,
        ...ofBlocks.find(({ type, name }) => type === mount.type && name === mount.name)?.places,
      }));
    const mounts = [...added.filter(isNamed), ...own];
    const fixed = added.filter((mount) => !isNamed(mount));
    checkNames(mounts, [...fixed.map(({ name }) => name), ...runnersOwn(runner, mounts)], reportOnce);
    checkPaths(
      mounts,
      fixed.map(({ mountPath }) => mountPath),
      reportOnce,
    );
    checkPropagation(runner.kubernetes.volumes, isPrivileged(section.kubernetes), at, report);
  }
}

/** Passes each finding on once: what a block adds may clash in the pods of several runner entries. */
function once(report: Report): Report {
  const told = new Set<string>();
  return (diagnostic) => {
    const finding = JSON.stringify([diagnostic.code, diagnostic.path]);
    if (!told.has(finding)) report(diagnostic);
    told.add(finding);
  };
}

/** A volume that a block of the document names, and that the rest of the block mounts. */
interface OfBlock {
  readonly type: string;
  readonly name: string;
  readonly places: Places;
}

function certificates({ spec }: ResolvedGitLabRunner): OfBlock[] {
  const { configMap, secret } = spec.certificates.inJobs ?? {};
  if (configMap !== undefined && secret !== undefined) return []; // They exclude each other, which has a rule of its own.
  const at = ['spec', 'certificates', 'inJobs'];
  const of = (type: string, name: string | undefined, key: string): OfBlock[] =>
    name === undefined
      ? []
      : [{ type, name, places: { nameAt: [...at, key], mountPathAt: [...at, 'mountPath'] } }];
  return [...of('config_map', configMap, 'configMap'), ...of('secret', secret, 'secret')];
}

function storage(name: string, path: Path): OfBlock {
  const at = [...path, 'storage', 'persistentVolumeClaim', 'claimName'];
  return { type: 'pvc', name, places: { nameAt: at, mountPathAt: at } };
}

function isNamed(mount: Mount & Partial<Places>): mount is NamedMount {
  return mount.nameAt !== undefined;
}

function isSame(one: Mount, other: Mount): boolean {
  return one.type === other.type && one.name === other.name && one.mountPath === other.mountPath;
}

interface Entry {
  readonly name: string;
  readonly mount_path: string;
  readonly mount_propagation?: string;
}

function entriesOf(volumes: ResolvedJobVolumes = {}): [string, readonly Entry[]][] {
  return Object.entries(volumes) as [string, readonly Entry[]][];
}

function mountsOf(volumes: ResolvedJobVolumes | undefined): Mount[] {
  return entriesOf(volumes).flatMap(([type, entries]) =>
    entries.map(({ name, mount_path }) => ({ type, name, mountPath: mount_path })),
  );
}

function ownMounts(volumes: ResolvedJobVolumes | undefined, path: Path): NamedMount[] {
  return entriesOf(volumes).flatMap(([type, entries]) =>
    entries.map(({ name, mount_path }, index) => ({
      type,
      name,
      mountPath: mount_path,
      nameAt: [...path, type, index, 'name'],
      mountPathAt: [...path, type, index, 'mount_path'],
    })),
  );
}

/** Volumes that the runner adds to every pod; the one for working copies only where no other is mounted there. */
function runnersOwn(runner: ResolvedRunner, mounts: readonly Mount[]): string[] {
  const builds = runner.builds_dir ?? '/builds';
  const isLegacy = isFlagOn(runner, 'FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY');
  return [
    ...(mounts.some(({ mountPath }) => mountPath === builds) ? [] : ['repo']),
    ...(isLegacy ? [] : ['scripts', 'logs']),
  ];
}

/** One PersistentVolumeClaim may be mounted at several paths: the runner makes one volume of it. */
function checkNames(mounts: readonly NamedMount[], taken: readonly string[], report: Report): void {
  const seen = new Map<string, string>();
  for (const { type, name, nameAt } of mounts) {
    const before = seen.get(name);
    const isSameClaim = before === 'pvc' && type === 'pvc';
    if (taken.includes(name) || (before !== undefined && !isSameClaim)) {
      report({
        code: 'NAME_TAKEN',
        severity: 'error',
        message: `A volume of the job pod is already called "${name}": ${before === undefined ? 'it comes with the pod' : `an entry of ${before}`}.`,
        path: nameAt,
        help: /^(config_map|secret|pvc)$/.test(type)
          ? 'The name is also that of the object, so each can stand here once; `items` chooses several of its keys.'
          : 'Use another name.',
      });
    }
    seen.set(name, before ?? type);
  }
}

function checkPaths(mounts: readonly NamedMount[], taken: readonly string[], report: Report): void {
  const seen = new Set(taken.map(withoutSlash));
  for (const { mountPath, mountPathAt } of mounts) {
    const place = withoutSlash(mountPath);
    if (seen.has(place)) {
      report({
        code: 'MOUNT_PATH_TAKEN',
        severity: 'error',
        message: `Another volume is already mounted at "${mountPath}"; Kubernetes refuses a pod with two.`,
        path: mountPathAt,
        help: 'Mount it at another path.',
      });
    }
    seen.add(place);
  }
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function checkPropagation(
  volumes: ResolvedJobVolumes | undefined,
  allArePrivileged: boolean,
  path: Path,
  report: Report,
): void {
  if (allArePrivileged) return;
  for (const [type, entries] of entriesOf(volumes)) {
    entries.forEach(({ mount_propagation }, index) => {
      if (mount_propagation !== 'Bidirectional') return;
      report({
        code: 'CONTRADICTION',
        severity: 'error',
        message:
          'Kubernetes refuses Bidirectional mounts in containers that are not privileged, and every container of the pod has this mount.',
        path: [...path, type, index, 'mount_propagation'],
        help: 'HostToContainer shows later mounts of the node without privileges.',
      });
    });
  }
}

function isPrivileged({ privileged, ...kubernetes }: ResolvedRunner['kubernetes']): boolean {
  return CONTAINER_CONTEXTS.every((key) => (kubernetes[key]?.privileged ?? privileged) === true);
}
