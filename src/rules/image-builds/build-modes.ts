import { isFlagOn } from '../../config-toml/feature-flags.ts';
import { CONTAINER_CONTEXTS } from '../../config-toml/sections.ts';
import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import { CLIENT_VARIABLES, daemonImage } from '../../docker-builds/docker-daemon.ts';
import { hasDaemon, isUnprivileged } from '../../docker-builds/mode.ts';
import { BUILD_USER } from '../../docker-builds/storage.ts';
import type { ResolvedRunnerKubernetes } from '../../generated/resolved-types.ts';
import { type Build, writtenAt } from '../../resolve/builds.ts';

/** Reports one finding about a runner entry, at keys that the user wrote. */
type Find = (
  code: 'PRIVILEGED_WITHOUT_MODE' | 'PRIVILEGED_SERVICES' | 'BUILD_MODES_MIXED' | 'BUILDER_BLOCKED',
  severity: 'error' | 'warning',
  at: Path,
  message: string,
  help: string,
) => void;

/** A runner entry, and where its keys are written. */
interface Entry extends Build {
  readonly find: Find;
  readonly at: (...keys: readonly string[]) => Path;
}

/** Keys of runner entries that do not go with the way in which their jobs build images. */
export function checkBuildModes(builds: readonly Build[], report: Report): void {
  for (const build of builds) {
    const entry: Entry = {
      ...build,
      find: (code, severity, path, message, help) => report({ code, severity, path, message, help }),
      at: (...keys) => writtenAt(build, keys) ?? [...build.path, 'mode'],
    };
    checkPrivileges(entry);
    checkSockets(entry);
    checkServices(entry);
    if (hasDaemon(build.mode)) {
      checkDaemonClient(entry);
      checkDaemonUser(entry);
    } else {
      checkClient(entry);
    }
    if (isUnprivileged(build.mode)) checkBuilder(entry);
  }
}

/** Privileges of containers that the mode leaves without. */
function checkPrivileges({ id, mode, section: { kubernetes }, at, find }: Entry): void {
  if (mode === 'socket') return;
  const asked = [
    ...(kubernetes.privileged === true ? [['kubernetes', 'privileged']] : []),
    ...CONTAINER_CONTEXTS.filter((key) => kubernetes[key]?.privileged === true)
      .filter((key) => !(hasDaemon(mode) && key === 'service_container_security_context'))
      .map((key) => ['kubernetes', key, 'privileged']),
  ];
  for (const keys of asked) {
    const place = at(...keys);
    switch (mode) {
      case 'none':
        find(
          'PRIVILEGED_WITHOUT_MODE',
          'error',
          place,
          `Runner "${id}" asks for privileged jobs, but \`dockerBuilds.mode\` is \`none\`, which refuses them.`,
          'Choose the mode that your jobs need the privilege for, such as `dind`, or take the key out.',
        );
        break;
      case 'dind':
        find(
          'PRIVILEGED_WITHOUT_MODE',
          'warning',
          place,
          `Runner "${id}" makes more containers privileged than mode \`dind\` needs: that of the daemon is enough.`,
          'Take the key out, unless jobs need the privilege for something else.',
        );
        break;
      default:
        find(
          'PRIVILEGED_WITHOUT_MODE',
          'error',
          place,
          `Runner "${id}" asks for privileged jobs, and doing without them is what mode \`${mode}\` is for.`,
          'Take the key out, or choose the mode `dind`.',
        );
    }
  }
  const services = kubernetes.allowed_services ?? [];
  if (mode === 'dind-rootless' && services.length > 1) {
    find(
      'PRIVILEGED_SERVICES',
      'warning',
      at('kubernetes', 'allowed_services'),
      `Services of jobs are as privileged as the daemon, and an image with a setuid program takes over the node.`,
      'Allow only images that you trust as much as the daemon, or give jobs with services a runner of their own.',
    );
  }
}

/** Sockets through which a container commands the runtime of its node. */
const RUNTIME_SOCKETS = [
  '/run/docker.sock',
  '/run/containerd/containerd.sock',
  '/run/crio/crio.sock',
  '/run/podman/podman.sock',
];

function checkSockets({ id, mode, section, at, find }: Entry): void {
  if (mode === 'socket') return;
  const volumes = section.kubernetes.volumes?.host_path ?? [];
  for (const { name, host_path, mount_path } of volumes) {
    const path = (host_path || mount_path).replace(/^\/var\/run(?=\/|$)/, '/run').replace(/\/$/, '');
    if (!RUNTIME_SOCKETS.some((socket) => socket === path || socket.startsWith(`${path}/`))) continue;
    find(
      'BUILD_MODES_MIXED',
      'error',
      at('kubernetes', 'volumes', 'host_path'),
      `The volume "${name}" of runner "${id}" gives jobs the container runtime of their node, which is what mode \`socket\` does, not \`${mode}\`.`,
      mode === 'none' ? 'Choose the mode `socket`, or take the volume out.' : 'Take the volume out.',
    );
  }
}

/** Whether a reference names an image with a Docker daemon in it. */
function isDaemonImage(image: string): boolean {
  return /(?:^|\/)docker:(?:[^/]*-)?dind/.test(image);
}

function checkServices({ id, mode, options, runner, find }: Entry): void {
  (runner.kubernetes.services ?? []).forEach(({ name, alias = '' }, index) => {
    const takesPlace =
      hasDaemon(mode) &&
      (name === daemonImage(mode, options.dind) || alias.split(/[ ,]+/).includes('docker'));
    if (!isDaemonImage(name) && !takesPlace) return;
    find(
      'BUILD_MODES_MIXED',
      'error',
      ['spec', 'runners', id, 'kubernetes', 'services', index],
      hasDaemon(mode)
        ? `Mode \`${mode}\` adds a Docker daemon called "docker" to every job, and "${name}" would be a second one.`
        : `The service "${name}" is a Docker daemon, which is what mode \`dind\` does, not \`${mode}\`.`,
      hasDaemon(mode)
        ? 'Take the service out; `dockerBuilds.dind` has its image and settings.'
        : 'Choose the mode `dind`, which gives the daemon what it needs, and take the service out.',
    );
  });
}

const LOCAL_DAEMON = /^tcp:\/\/(?:docker|localhost|127\.0\.0\.1):/;

/** What the job and the daemon of the mode have to agree on. */
function checkDaemonClient(entry: Entry): void {
  const { id, mode, at, find } = entry;
  const variables = variablesOf(entry);
  for (const [name, expected] of Object.entries(CLIENT_VARIABLES)) {
    const value = variables.get(name) ?? '';
    const isOtherName = name === 'DOCKER_HOST' && LOCAL_DAEMON.test(value) && value.endsWith(':2376');
    if (value === expected || isOtherName) continue;
    find(
      'BUILD_MODES_MIXED',
      'error',
      at('environment'),
      `${name} is "${value}" for runner "${id}", but the daemon of mode \`${mode}\` answers with "${expected}" alone.`,
      `Take ${name} out: the mode sets it.`,
    );
  }
}

/** Variables with which Docker's client looks for a daemon or certificates that are not there. */
function checkClient(entry: Entry): void {
  const { id, mode, section, at, find } = entry;
  const variables = variablesOf(entry);
  const mixed = (message: string, help: string): void =>
    find('BUILD_MODES_MIXED', 'error', at('environment'), message, help);
  const host = variables.get('DOCKER_HOST') ?? '';
  if (mode === 'socket' && host !== '' && !host.startsWith('unix://')) {
    mixed(
      `With DOCKER_HOST "${host}" jobs of runner "${id}" do not use the socket that mode \`socket\` gives them.`,
      'Take DOCKER_HOST out, or choose the mode `dind`.',
    );
  } else if (LOCAL_DAEMON.test(host) && (section.kubernetes.services ?? []).length === 0) {
    mixed(
      `DOCKER_HOST "${host}" points to a daemon beside the job, and mode \`${mode}\` has none.`,
      'Choose the mode `dind`, or take DOCKER_HOST out.',
    );
  }
  const directory = variables.get('DOCKER_CERT_PATH') ?? '';
  const usesTls = (variables.get('DOCKER_TLS_VERIFY') ?? '') !== '' && directory !== '';
  if (usesTls && !isMounted(section.kubernetes, directory)) {
    mixed(
      `Docker's client looks for certificates in "${directory}", where runner "${id}" mounts no volume.`,
      'Choose the mode `dind`, which shares them with the job, or mount a volume with the certificates.',
    );
  }
}

/** The variables of every job; of several with one name the last one counts. */
function variablesOf({ section }: Entry): Map<string, string> {
  return new Map((section.environment ?? []).map((entry) => splitAssignment(entry)));
}

function splitAssignment(entry: string): [string, string] {
  const at = entry.indexOf('=');
  return [entry.slice(0, at), entry.slice(at + 1)];
}

function isMounted({ volumes = {} }: ResolvedRunnerKubernetes, directory: string): boolean {
  return Object.values(volumes)
    .flat()
    .some(({ mount_path }) => `${directory}/`.startsWith(`${mount_path.replace(/\/$/, '')}/`));
}

function checkDaemonUser({ id, mode, section: { kubernetes }, at, find }: Entry): void {
  const { service_container_security_context: service = {}, pod_security_context: pod = {} } = kubernetes;
  const isRootless = mode === 'dind-rootless';
  const expected = isRootless ? BUILD_USER : 0;
  const user = service.run_as_user ?? pod.run_as_user;
  const nonRoot = service.run_as_non_root ?? pod.run_as_non_root;
  const holder = (key: 'run_as_user' | 'run_as_non_root'): Path =>
    at(
      'kubernetes',
      service[key] === undefined ? 'pod_security_context' : 'service_container_security_context',
      key,
    );
  if ((user ?? expected) !== expected) {
    find(
      'BUILDER_BLOCKED',
      'error',
      holder('run_as_user'),
      `Runner "${id}" runs services as user ${user}, and the daemon of mode \`${mode}\` starts only as user ${expected}.`,
      isRootless
        ? 'Take the key out: the mode sets it.'
        : 'Set `service_container_security_context.run_as_user: 0`, or choose a mode without a daemon.',
    );
  } else if (!isRootless && nonRoot === true) {
    find(
      'BUILDER_BLOCKED',
      'error',
      holder('run_as_non_root'),
      `Runner "${id}" forbids services to run as root, and the daemon of mode \`dind\` has to.`,
      'Set `service_container_security_context.run_as_non_root: false`, or choose `dind-rootless` or a mode without a daemon.',
    );
  }
  if (service.privileged === false) {
    find(
      'BUILDER_BLOCKED',
      'error',
      at('kubernetes', 'service_container_security_context', 'privileged'),
      `The daemon of mode \`${mode}\` does not start in a container without privileges.`,
      'Take the key out: the mode sets it. Without any privileged container work the modes `buildkit-rootless`, `buildah` and `podman`.',
    );
  }
  if (service.read_only_root_filesystem === true) {
    find(
      'BUILDER_BLOCKED',
      'error',
      at('kubernetes', 'service_container_security_context', 'read_only_root_filesystem'),
      'The Docker daemon writes to /run, /etc and /certs of its container, which is read-only here.',
      'Take the key out.',
    );
  }
}

/** Variables that keep builders from mounting a /proc of their own for each step. */
const WITHOUT_SANDBOX: Readonly<Record<string, readonly [string, RegExp]>> = {
  'buildkit-rootless': ['BUILDKITD_FLAGS', /(?:^| )--oci-worker-no-process-sandbox(?:=true)?(?: |$)/],
  buildah: ['BUILDAH_ISOLATION', /^chroot$/],
  podman: ['BUILDAH_ISOLATION', /^chroot$/],
};

/** What stops a program without privileges from making a user namespace and mapping user ids into it. */
function checkBuilder(entry: Entry): void {
  const { id, mode, runner, section, at, find } = entry;
  const key = 'build_container_security_context';
  const { [key]: context = {} } = section.kubernetes;
  const block = (keys: readonly string[], message: string): void =>
    find(
      'BUILDER_BLOCKED',
      'error',
      at('kubernetes', key, ...keys),
      message,
      'Take the key out: the mode sets it.',
    );
  if (context.allow_privilege_escalation === false) {
    block(
      ['allow_privilege_escalation'],
      `Mode \`${mode}\` maps user ids with newuidmap, which gains a capability when it starts; runner "${id}" forbids that.`,
    );
  }
  if (context.run_as_user !== BUILD_USER) {
    block(
      ['run_as_user'],
      `The images of mode \`${mode}\` have user ids to map for user ${BUILD_USER} alone, and runner "${id}" runs jobs as user ${context.run_as_user}.`,
    );
  }
  const dropped = (context.capabilities?.drop ?? []).find((name) => /^(?:CAP_)?SET[UG]ID$/.test(name));
  if (dropped !== undefined) {
    block(
      ['capabilities', 'drop'],
      `Mode \`${mode}\` needs ${dropped} to map user ids, and runner "${id}" drops it.`,
    );
  }
  for (const profile of ['seccomp_profile', 'app_armor_profile'] as const) {
    if (context[profile]?.type !== 'RuntimeDefault') continue;
    block(
      [profile],
      `The default profile forbids the mounts and user namespaces that mode \`${mode}\` makes.`,
    );
  }
  const [name, wanted] = WITHOUT_SANDBOX[mode]!;
  const value = variablesOf(entry).get(name) ?? '';
  if (!wanted.test(value) && context.proc_mount !== 'unmasked') {
    find(
      'BUILDER_BLOCKED',
      'error',
      at('environment'),
      `With ${name} "${value}" builds of runner "${id}" mount a /proc of their own for each step, which their container may not.`,
      `Take ${name} out: the mode sets it.`,
    );
  }
  if (mode === 'buildkit-rootless' && isFlagOn(runner, 'FF_KUBERNETES_HONOR_ENTRYPOINT')) {
    find(
      'BUILDER_BLOCKED',
      'error',
      [...writtenFlag(runner.feature_flags, id)],
      'With FF_KUBERNETES_HONOR_ENTRYPOINT a job starts the BuildKit daemon of its image in place of its script.',
      'Switch the feature flag off for this runner.',
    );
  }
}

function writtenFlag(flags: object | undefined, id: string): Path {
  const flag = 'FF_KUBERNETES_HONOR_ENTRYPOINT';
  return flags !== undefined && Object.hasOwn(flags, flag)
    ? ['spec', 'runners', id, 'feature_flags', flag]
    : ['spec', 'runners', id, 'environment'];
}
