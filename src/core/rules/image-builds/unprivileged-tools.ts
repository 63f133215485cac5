import { assigned, assignmentOf } from '../../config-toml/environment.ts';
import { isFlagOn, switchOf } from '../../config-toml/feature-flags.ts';
import type { Path } from '../../data/path.ts';
import { isUnprivileged, type Mode } from '../../docker-builds/mode.ts';
import { BUILD_USER } from '../../docker-builds/storage.ts';
import { HAS_SECURITY_PROFILES, isAtLeast } from '../../runner-release.ts';
import { onRunner } from '../rule.ts';

/** Releases that leave a builder under the profile that the cluster sets. */
export const missingProfiles = onRunner(({ spec: { version }, build: { mode, path }, find }) => {
  if (!isUnprivileged(mode) || isAtLeast(version, HAS_SECURITY_PROFILES)) return;
  find(
    'NO_SECURITY_PROFILES',
    { path: [...path, 'mode'] },
    `GitLab Runner ${version} cannot choose a seccomp profile for jobs, so mode \`${mode}\` works only where the cluster sets none by default.`,
    `From ${HAS_SECURITY_PROFILES}.0 on the mode sets the profile itself. AppArmor is switched off by an annotation until then.`,
  );
});

const CONTEXT = 'build_container_security_context';

/** What stops a program without privileges from making a user namespace and mapping user ids into it. */
export const userNamespaces = onRunner(({ id, entry, build: { mode }, at, find }) => {
  if (!isUnprivileged(mode)) return;
  const { [CONTEXT]: context = {} } = entry.kubernetes;
  const { run_as_user: user = BUILD_USER } = context;
  const { drop = [] } = context.capabilities ?? {};
  const dropped = drop.findIndex((name) => /^(?:CAP_)?SET[UG]ID$/.test(name));
  const profile = `The default profile forbids the mounts and user namespaces that mode \`${mode}\` makes.`;
  const obstacles: readonly (readonly [path: Path, isThere: boolean, message: string])[] = [
    [
      ['allow_privilege_escalation'],
      context.allow_privilege_escalation === false,
      `Mode \`${mode}\` maps user ids with newuidmap, which gains a capability when it starts; runner "${id}" forbids that.`,
    ],
    [
      ['run_as_user'],
      user !== BUILD_USER,
      `The images of mode \`${mode}\` have user ids to map for user ${BUILD_USER} alone, and runner "${id}" runs jobs as user ${user}.`,
    ],
    [
      ['capabilities', 'drop', dropped],
      dropped >= 0,
      `Mode \`${mode}\` needs ${drop[dropped]} to map user ids, and runner "${id}" drops it.`,
    ],
    [['seccomp_profile'], context.seccomp_profile?.type === 'RuntimeDefault', profile],
    [['app_armor_profile'], context.app_armor_profile?.type === 'RuntimeDefault', profile],
  ];
  for (const [path, isThere, message] of obstacles) {
    if (!isThere) continue;
    const place = at('kubernetes', CONTEXT, ...path);
    find('BUILDER_BLOCKED', place, message, 'Remove it: the mode sets it.');
  }
});

/** Variables that keep builders from mounting a /proc of their own for each step. */
const WITHOUT_SANDBOX: Readonly<Partial<Record<Mode, readonly [name: string, value: RegExp]>>> = {
  'buildkit-rootless': ['BUILDKITD_FLAGS', /(?:^| )--oci-worker-no-process-sandbox(?:=true)?(?: |$)/],
  buildah: ['BUILDAH_ISOLATION', /^chroot$/],
  podman: ['BUILDAH_ISOLATION', /^chroot$/],
};

/** Mounts of /proc that the build container may not make. */
export const buildSandbox = onRunner(({ id, entry, section, build: { mode }, at, find }) => {
  const [name = '', wanted] = WITHOUT_SANDBOX[mode] ?? [];
  const value = assigned(section.environment, name);
  const showsProc = section.kubernetes[CONTEXT]?.proc_mount === 'unmasked';
  if (wanted === undefined || wanted.test(value) || showsProc) return;
  find(
    'BUILDER_BLOCKED',
    at('environment', ...assignmentOf(entry.environment, name)),
    `With ${name} "${value}" builds of runner "${id}" mount a /proc of their own for each step, which their container may not.`,
    `Remove ${name}: the mode sets it.`,
  );
});

const HONOR_ENTRYPOINT = 'FF_KUBERNETES_HONOR_ENTRYPOINT';

/** A feature flag with which jobs start the daemon of the BuildKit image. */
export const buildkitEntrypoint = onRunner(({ entry, build, at, find }) => {
  if (build.mode !== 'buildkit-rootless' || !isFlagOn(entry, HONOR_ENTRYPOINT)) return;
  find(
    'BUILDER_BLOCKED',
    at(...switchOf(entry, HONOR_ENTRYPOINT)),
    'With FF_KUBERNETES_HONOR_ENTRYPOINT a job starts the BuildKit daemon of its image in place of its script.',
    'Switch the feature flag off for this runner.',
  );
});
