import { valueAt } from '../../data/path.ts';
import type { Mode } from '../../docker-builds/mode.ts';
import type { CheckedDockerBuilds } from '../../generated/checked-types.ts';
import { type At, type Find, onResolved, placesFrom, type Rule } from '../rule.ts';

/** The modes that have an option. */
const MODES: Readonly<Record<Exclude<keyof CheckedDockerBuilds, 'mode'>, readonly Mode[]>> = {
  storage: ['dind', 'dind-rootless', 'buildkit-rootless', 'buildah', 'podman'],
  dind: ['dind', 'dind-rootless'],
  buildah: ['buildah'],
  podman: ['podman'],
};

/** Options of a way to build images that is not the chosen one. */
export const buildOptions = onBlock((options, at, find) => {
  for (const [key, modes] of Object.entries(MODES)) {
    if (valueAt(options, [key]) === undefined || modes.includes(options.mode)) continue;
    find(
      'BUILD_OPTION_UNUSED',
      at.key(key),
      `Mode \`${options.mode}\` has no option \`${key}\`.`,
      key === 'storage'
        ? 'Remove it, or choose a mode in which jobs keep images and layers in their pod.'
        : `Remove it, or choose the mode \`${key}\`.`,
    );
  }
});

const CERTIFICATES = "Leave it out: the daemon's certificates are part of the mode.";
/** Keys of daemon.json that dockerd gets as flags, and what to do without them; it refuses to start with both. */
const FLAGS: Readonly<Record<string, string>> = {
  'registry-mirrors': 'Use `registryMirrors` instead.',
  mtu: 'Use `mtu` instead.',
  'storage-driver': 'Use `storageDriver` instead.',
  hosts: "Leave it out: the daemon's addresses are part of the mode.",
  tls: CERTIFICATES,
  tlsverify: CERTIFICATES,
  tlscacert: CERTIFICATES,
  tlscert: CERTIFICATES,
  tlskey: CERTIFICATES,
  'data-root': 'Leave it out: `storage` says where images and layers are kept.',
};

/** What the daemon's configuration file must not contain. */
export const daemonConfig = onBlock(({ dind }, at, find) => {
  const config = dind?.daemonConfig ?? {};
  const below = at.below('dind', 'daemonConfig');
  for (const key of Object.keys(config).filter((name) => Object.hasOwn(FLAGS, name))) {
    find(
      'EXCLUSIVE_KEYS',
      below.key(key),
      `The daemon gets "${key}" in another way, and does not start when daemon.json says something about it as well.`,
      FLAGS[key],
    );
  }
});

/** Returns a rule on each block of options: also on the one for all where every runner has its own. */
function onBlock(check: (options: CheckedDockerBuilds, at: At, find: Find) => void): Rule {
  return onResolved(({ spec, runners, at, find }) => {
    check(spec.dockerBuilds, at.below('spec', 'dockerBuilds'), find);
    for (const { entry, build } of runners) {
      if (entry.dockerBuilds) check(build.options, placesFrom(build.path), find);
    }
  });
}
