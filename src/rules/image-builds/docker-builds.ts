import { isFlagOn } from '../../config-toml/feature-flags.ts';
import { holdsCredential } from '../../credentials/holds-credential.ts';
import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import { daemonFlags } from '../../docker-builds/docker-daemon.ts';
import { hasDaemon, isUnprivileged, type Mode } from '../../docker-builds/mode.ts';
import type { ResolvedDockerBuilds, ResolvedGitLabRunner } from '../../generated/resolved-types.ts';
import { type Build, builds } from '../../resolve/builds.ts';
import { usesOwnNamespaces } from '../../resolve/job-namespaces.ts';
import type { Resolved } from '../../resolve/resolve.ts';
import { HAS_SECURITY_PROFILES, isAtLeast } from '../../runner-release.ts';
import { checkBuildModes } from './build-modes.ts';
import { checkJobArchitecture } from './job-architecture.ts';

/** Whether the way in which jobs build images has what it needs, and nothing that belongs to another way. */
export function checkDockerBuilds(resolved: Resolved, report: Report): void {
  const { document } = resolved;
  const all = builds(resolved);
  for (const { path, options } of blocks(document)) {
    checkOptions(options, path, report);
    checkDaemonConfig(options, path, report);
  }
  for (const { path, mode, users } of byBlock(all)) {
    checkPlacement(users, mode, path, report);
    checkRelease(document.spec.version, mode, path, report);
  }
  for (const build of all) {
    checkDaemon(build, report);
    checkSystem(build, report);
  }
  checkStorage(document, all, report);
  checkBuildModes(all, report);
  checkJobArchitecture(all, report);
}

function blocks({ spec }: ResolvedGitLabRunner): { path: Path; options: ResolvedDockerBuilds }[] {
  const own = Object.entries(spec.runners).flatMap(([id, { dockerBuilds }]) =>
    dockerBuilds ? [{ path: ['spec', 'runners', id, 'dockerBuilds'], options: dockerBuilds }] : [],
  );
  return [{ path: ['spec', 'dockerBuilds'], options: spec.dockerBuilds }, ...own];
}

/** The blocks in effect with the runner entries that they hold for, so that each is reported once. */
function byBlock(all: readonly Build[]): { path: Path; mode: Mode; users: Build[] }[] {
  const groups = new Map<string, { path: Path; mode: Mode; users: Build[] }>();
  for (const build of all) {
    const key = build.path.join('/');
    const group = groups.get(key) ?? { path: build.path, mode: build.mode, users: [] };
    group.users.push(build);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function checkOptions(options: ResolvedDockerBuilds, path: Path, report: Report): void {
  const { mode } = options;
  const belongs = {
    storage: hasDaemon(mode) || isUnprivileged(mode),
    dind: hasDaemon(mode),
    buildah: mode === 'buildah',
    podman: mode === 'podman',
  };
  for (const key of ['storage', 'dind', 'buildah', 'podman'] as const) {
    if (options[key] === undefined || belongs[key]) continue;
    report({
      code: 'BUILD_OPTION_UNUSED',
      severity: 'error',
      message: `Mode \`${mode}\` has no option \`${key}\`.`,
      path: [...path, key],
      at: 'key',
      help:
        key === 'storage'
          ? 'Take it out, or choose a mode in which jobs keep images and layers in their pod.'
          : `Take it out, or choose the mode \`${key}\`.`,
    });
  }
}

/** Keys of daemon.json that dockerd gets as flags; it refuses to start with both. */
const FLAGS: Readonly<Record<string, string>> = {
  'registry-mirrors': 'Use `registryMirrors` instead.',
  mtu: 'Use `mtu` instead.',
  'storage-driver': 'Use `storageDriver` instead.',
  hosts: "Leave it out: the daemon's addresses are part of the mode.",
  tls: "Leave it out: the daemon's certificates are part of the mode.",
  tlsverify: "Leave it out: the daemon's certificates are part of the mode.",
  tlscacert: "Leave it out: the daemon's certificates are part of the mode.",
  tlscert: "Leave it out: the daemon's certificates are part of the mode.",
  tlskey: "Leave it out: the daemon's certificates are part of the mode.",
  'data-root': 'Leave it out: `storage` says where images and layers are kept.',
};

function checkDaemonConfig({ dind }: ResolvedDockerBuilds, path: Path, report: Report): void {
  for (const key of Object.keys(dind?.daemonConfig ?? {})) {
    if (!Object.hasOwn(FLAGS, key)) continue;
    report({
      code: 'EXCLUSIVE_KEYS',
      severity: 'error',
      message: `The daemon gets "${key}" in another way, and does not start when daemon.json says something about it as well.`,
      path: [...path, 'dind', 'daemonConfig', key],
      at: 'key',
      help: FLAGS[key]!,
    });
  }
  for (const found of textsBelow(dind?.daemonConfig, [...path, 'dind', 'daemonConfig'])) {
    if (!holdsCredential(found.text)) continue;
    report({
      code: 'NOT_ALLOWED',
      severity: 'error',
      message: 'This text holds a credential, and daemon.json is rendered as a ConfigMap.',
      path: found.path,
      help: 'Take it out: use a proxy or a mirror that asks for none, and let jobs log in to registries themselves.',
    });
  }
}

function textsBelow(value: unknown, path: Path): { readonly text: string; readonly path: Path }[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textsBelow(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function checkPlacement(users: readonly Build[], mode: Mode, path: Path, report: Report): void {
  if (mode === 'socket') {
    report({
      code: 'DOCKER_SOCKET',
      severity: 'warning',
      message:
        'Mode `socket` gives every job control of its node, and works only on nodes that run a Docker daemon.',
      path: [...path, 'mode'],
      help: 'Nodes with containerd or CRI-O have no /var/run/docker.sock: `kubectl get nodes -o wide` shows the runtime. `dind` works on all of them.',
    });
  }
  const anywhere = users.filter((build) => !isPlaced(build)).map(({ id }) => `"${id}"`);
  if (!hasDaemon(mode) || anywhere.length === 0) return;
  report({
    code: 'PRIVILEGED_ON_ANY_NODE',
    severity: 'warning',
    message: `Mode \`${mode}\` runs privileged containers, and nothing keeps those of runner ${anywhere.join(', ')} off the nodes of other workloads.`,
    path: [...path, 'mode'],
    help: 'Give them nodes of their own with `kubernetes.node_selector` and `kubernetes.node_tolerations`, or choose `buildkit-rootless`, which needs no privileges.',
  });
}

/** Whether job pods are bound to certain nodes, by more than their system, or to a sandbox of their own. */
function isPlaced({ section: { kubernetes } }: Build): boolean {
  const labels = Object.keys(kubernetes.node_selector ?? {});
  const nodes = kubernetes.affinity?.node_affinity?.required_during_scheduling_ignored_during_execution;
  return (
    labels.some((label) => !/^kubernetes\.io\/(?:os|arch)$/.test(label)) ||
    nodes !== undefined ||
    Boolean(kubernetes.runtime_class_name)
  );
}

function checkRelease(version: string, mode: Mode, path: Path, report: Report): void {
  if (isUnprivileged(mode) && !isAtLeast(version, HAS_SECURITY_PROFILES)) {
    report({
      code: 'NO_SECURITY_PROFILES',
      severity: 'warning',
      message: `GitLab Runner ${version} cannot choose a seccomp profile for jobs, so that mode \`${mode}\` works only where the cluster sets none by default.`,
      path: [...path, 'mode'],
      help: `From ${HAS_SECURITY_PROFILES}.0 on the mode sets the profile itself. AppArmor is switched off by an annotation until then.`,
    });
  }
  if (hasDaemon(mode) && !isAtLeast(version, '15.10')) {
    report({
      code: 'KEY_TOO_NEW',
      severity: 'warning',
      message: `GitLab Runner ${version} does not wait for the Docker daemon: variables of services came with 15.10.`,
      path: [...path, 'mode'],
      help: 'Set spec.version to 15.10.0 or later, or let jobs wait until `docker info` succeeds.',
    });
  }
}

function checkDaemon({ mode, options, path, runner, section }: Build, report: Report): void {
  if (!hasDaemon(mode)) return;
  const flags = daemonFlags(options.dind ?? {});
  if (flags.length > 0 && isFlagOn(runner, 'FF_KUBERNETES_HONOR_ENTRYPOINT')) {
    report({
      code: 'NO_EFFECT',
      severity: 'error',
      message: `With FF_KUBERNETES_HONOR_ENTRYPOINT the runner drops the arguments of services, and the daemon never sees ${flags[0]!.replace(/=.*/, '')}.`,
      path: [...path, 'dind'],
      help: 'Switch the feature flag off for this runner, or do without the options.',
    });
  }
  if (options.dind?.daemonConfig !== undefined && !usesOwnNamespaces(section.kubernetes)) {
    report({
      code: 'EXCLUSIVE_KEYS',
      severity: 'error',
      message:
        'daemon.json is mounted from a ConfigMap, which nothing puts into a namespace that is made for one job, or into another cluster.',
      path: [...path, 'dind', 'daemonConfig'],
      help: 'Do without `daemonConfig`, or without `namespace_per_job` and `host`.',
    });
  }
}

function checkSystem({ mode, runner, id }: Build, report: Report): void {
  if (mode === 'none' || runner.kubernetes.node_selector?.['kubernetes.io/os'] !== 'windows') return;
  report({
    code: 'EXCLUSIVE_KEYS',
    severity: 'error',
    message: `Jobs of runner "${id}" run on Windows nodes, where mode \`${mode}\` does not exist.`,
    path: ['spec', 'runners', id, 'kubernetes', 'node_selector', 'kubernetes.io/os'],
    help: 'Give the runner a `dockerBuilds` of its own with the mode `none`.',
  });
}

/** A builder locks its storage, so two jobs at once never get along on one volume. */
function checkStorage({ spec }: ResolvedGitLabRunner, all: readonly Build[], report: Report): void {
  const managers = spec.autoscaling.enabled ? spec.autoscaling.maxReplicas : spec.manager.replicas;
  const users = new Map<string, string>();
  for (const { id, path, options, runner, section } of all) {
    const claim = options.storage?.persistentVolumeClaim?.claimName;
    if (claim === undefined) continue;
    const jobs = Math.min(runner.limit || Number.POSITIVE_INFINITY, spec.config.concurrent ?? 1);
    const isPerJob = /\$\{?CI_CONCURRENT_ID\b/.test(claim);
    const volume = `${section.kubernetes.namespace}/${claim}`;
    const other = users.get(volume);
    users.set(volume, id);
    const reason =
      managers > 1
        ? `${managers} managers run jobs at the same time`
        : other !== undefined
          ? `the runners "${other}" and "${id}" share it`
          : jobs > 1 && !isPerJob
            ? `up to ${jobs} jobs of runner "${id}" run at the same time`
            : undefined;
    if (reason === undefined) continue;
    report({
      code: 'BUILD_STORAGE_SHARED',
      severity: 'error',
      message: `A builder needs the volume "${claim}" for itself, but ${reason}.`,
      path: [...path, 'storage', 'persistentVolumeClaim', 'claimName'],
      help: 'Let one manager run one job at a time with `limit: 1`, or one manager several with a claim each, named by `$CI_CONCURRENT_ID`. A cache in the registry has no such limit: see docs/image-builds.',
    });
  }
}
