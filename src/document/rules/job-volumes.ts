import { isFlagOn } from '../../config-toml/feature-flags.ts';
import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type {
  ResolvedGitLabRunner,
  ResolvedJobVolumes,
  ResolvedRunner,
} from '../../generated/resolved-types.ts';
import { configModel } from '../../resolve/config-model.ts';

interface Mount {
  readonly type: string;
  readonly index: number;
  readonly name: string;
  readonly mountPath: string;
  readonly propagation?: string;
}

/** Volumes of job pods that clash with each other or with those that the pod has anyway. */
export function checkJobVolumes(document: ResolvedGitLabRunner, report: Report): void {
  let model: ReturnType<typeof configModel> | undefined;
  for (const [id, runner] of Object.entries(document.spec.runners)) {
    const mounts = mountsOf(runner.kubernetes.volumes);
    if (mounts.length === 0) continue;
    const path = ['spec', 'runners', id, 'kubernetes', 'volumes'];
    model ??= configModel(document);
    const section = model.runners[id]!;
    const isOwn = (mount: Mount): boolean =>
      mounts.some(({ type, name }) => type === mount.type && name === mount.name);
    const added = mountsOf(section.kubernetes.volumes).filter((mount) => !isOwn(mount));
    checkNames(mounts, [...added.map(({ name }) => name), ...runnersOwn(runner, mounts)], path, report);
    checkPaths(
      mounts,
      added.map(({ mountPath }) => mountPath),
      path,
      report,
    );
    checkPropagation(mounts, isPrivileged(section.kubernetes), path, report);
  }
}

function mountsOf(volumes: ResolvedJobVolumes | undefined): Mount[] {
  return Object.entries(volumes ?? {}).flatMap(([type, entries]) =>
    (entries as { name: string; mount_path: string; mount_propagation?: string }[]).map((entry, index) => ({
      type,
      index,
      name: entry.name,
      mountPath: entry.mount_path,
      ...(entry.mount_propagation === undefined ? {} : { propagation: entry.mount_propagation }),
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
function checkNames(mounts: readonly Mount[], taken: readonly string[], path: Path, report: Report): void {
  const seen = new Map<string, string>();
  for (const { type, index, name } of mounts) {
    const before = seen.get(name);
    const isSameClaim = before === 'pvc' && type === 'pvc';
    if (taken.includes(name) || (before !== undefined && !isSameClaim)) {
      report({
        code: 'NAME_TAKEN',
        severity: 'error',
        message: `A volume of the job pod is already called "${name}": ${before === undefined ? 'it comes with the pod' : `an entry of ${before}`}.`,
        path: [...path, type, index, 'name'],
        help: /^(config_map|secret|pvc)$/.test(type)
          ? 'The name is also that of the object, so each can stand here once; `items` chooses several of its keys.'
          : 'Use another name.',
      });
    }
    seen.set(name, before ?? type);
  }
}

function checkPaths(mounts: readonly Mount[], taken: readonly string[], path: Path, report: Report): void {
  const seen = new Set(taken.map(withoutSlash));
  for (const { type, index, mountPath } of mounts) {
    const place = withoutSlash(mountPath);
    if (seen.has(place)) {
      report({
        code: 'MOUNT_PATH_TAKEN',
        severity: 'error',
        message: `Another volume is already mounted at "${mountPath}"; Kubernetes refuses a pod with two.`,
        path: [...path, type, index, 'mount_path'],
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
  mounts: readonly Mount[],
  allArePrivileged: boolean,
  path: Path,
  report: Report,
): void {
  for (const { type, index, propagation } of mounts) {
    if (propagation !== 'Bidirectional' || allArePrivileged) continue;
    report({
      code: 'CONTRADICTION',
      severity: 'error',
      message:
        'Kubernetes refuses Bidirectional mounts in containers that are not privileged, and every container of the pod has this mount.',
      path: [...path, type, index, 'mount_propagation'],
      help: 'HostToContainer shows later mounts of the node without privileges.',
    });
  }
}

function isPrivileged({ privileged, ...kubernetes }: ResolvedRunner['kubernetes']): boolean {
  return [
    kubernetes.build_container_security_context,
    kubernetes.helper_container_security_context,
    kubernetes.service_container_security_context,
    kubernetes.init_permissions_container_security_context,
  ].every((context) => (context?.privileged ?? privileged) === true);
}
