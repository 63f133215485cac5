import { BUILDS_DIRECTORY } from '../../config-toml/defaults.ts';
import { isFlagOn } from '../../config-toml/feature-flags.ts';
import { CONTAINER_CONTEXTS } from '../../config-toml/sections.ts';
import { type JobMount, jobMounts } from '../../config-toml/volumes.ts';
import { plainPath } from '../../data/directory.ts';
import type { Build } from '../../docker-builds/build.ts';
import type { Place } from '../../findings/diagnostic.ts';
import type { CheckedRunner, CheckedSpec } from '../../generated/checked-types.ts';
import { type Look, onRunner, placesFrom } from '../rule.ts';

/** Two volumes of one name. A PersistentVolumeClaim may be mounted at several paths: the runner makes one volume of it. */
export const jobVolumeNames = onRunner((look) => {
  const { fixed, named } = volumesOf(look);
  const taken = new Set([...fixed.map(({ name }) => name), ...runnersOwn(look.entry, named)]);
  const seen = new Map<string, string>();
  for (const { type, name, nameAt } of named) {
    const before = seen.get(name);
    const isSameClaim = before === 'pvc' && type === 'pvc';
    if (taken.has(name) || (before !== undefined && !isSameClaim)) {
      look.find(
        'NAME_TAKEN',
        nameAt,
        `A volume of the job pod is already called "${name}": ${before === undefined ? 'it comes with the pod' : `an entry of ${before}`}.`,
        /^(config_map|secret|pvc)$/.test(type)
          ? 'The name is also the name of the object, so each can be here once; `items` chooses several of its keys.'
          : 'Use another name.',
      );
    }
    seen.set(name, before ?? type);
  }
});

/** Two volumes at one path. */
export const jobVolumePaths = onRunner((look) => {
  const { fixed, named } = volumesOf(look);
  const seen = new Set(fixed.map(({ mount_path }) => plainPath(mount_path)));
  for (const { mount_path, pathAt } of named) {
    const path = plainPath(mount_path);
    if (seen.has(path)) {
      look.find(
        'MOUNT_PATH_TAKEN',
        pathAt,
        `Another volume is already mounted at "${mount_path}"; Kubernetes refuses a pod with two.`,
        'Mount it at another path.',
      );
    }
    seen.add(path);
  }
});

/** Mounts that show the node what a container mounts, where not every container is privileged. */
export const mountPropagation = onRunner(({ entry, section, at, find }) => {
  const { privileged, ...kubernetes } = section.kubernetes;
  if (CONTAINER_CONTEXTS.every((key) => kubernetes[key]?.privileged ?? privileged)) return;
  for (const { type, index, mount_propagation } of jobMounts(entry.kubernetes.volumes)) {
    if (mount_propagation !== 'Bidirectional') continue;
    find(
      'CONTRADICTION',
      at('kubernetes', 'volumes', type, index, 'mount_propagation'),
      'Kubernetes refuses Bidirectional mounts in containers that are not privileged, and every container of the pod has this mount.',
      'HostToContainer shows later mounts of the node without privileges.',
    );
  }
});

/** Where the document has the name of a volume and its mount path. */
interface Places {
  readonly nameAt: Place;
  readonly pathAt: Place;
}

/** The volumes of a job pod beside the runner's own, by whether the document has their names. */
interface Volumes {
  readonly fixed: readonly JobMount[];
  readonly named: readonly (JobMount & Places)[];
}

/** Returns the volumes that blocks of the document add to the jobs of a runner entry, and then those of the entry. */
function volumesOf({ entry, section, spec, build, at }: Look<'runner'>): Volumes {
  const own = jobMounts(entry.kubernetes.volumes).map((mount) => {
    const here = at.below('kubernetes', 'volumes', mount.type, mount.index);
    return { ...mount, nameAt: here('name'), pathAt: here('mount_path') };
  });
  const fixed: JobMount[] = [];
  const named: (JobMount & Places)[] = [];
  for (const mount of jobMounts(section.kubernetes.volumes)) {
    if (own.some((other) => isSame(mount, other))) continue;
    const places = placesInBlocks(mount, spec, build);
    if (places === undefined) fixed.push(mount);
    else named.push({ ...mount, ...places });
  }
  return { fixed, named: [...named, ...own] };
}

function isSame(one: JobMount, other: JobMount): boolean {
  return one.type === other.type && one.name === other.name && one.mount_path === other.mount_path;
}

/** Returns where a block of the document names a volume that the rest of the block mounts. */
function placesInBlocks(
  { type, name }: JobMount,
  { certificates }: CheckedSpec,
  { options, path }: Build,
): Places | undefined {
  const { configMap, secret } = certificates.inJobs ?? {};
  const inJobs = placesFrom(['spec', 'certificates', 'inJobs']);
  const pathAt = inJobs('mountPath');
  // The two exclude each other, which has a rule of its own.
  if (type === 'config_map' && name === configMap && !secret) return { nameAt: inJobs('configMap'), pathAt };
  if (type === 'secret' && name === secret && !configMap) return { nameAt: inJobs('secret'), pathAt };
  if (type !== 'pvc' || name !== options.storage?.persistentVolumeClaim?.claimName) return undefined;
  const claim = { path: [...path, 'storage', 'persistentVolumeClaim', 'claimName'] };
  return { nameAt: claim, pathAt: claim };
}

/** Volumes that the runner adds to every pod; the one for working copies only where no other is mounted there. */
function runnersOwn(entry: CheckedRunner, mounts: readonly JobMount[]): string[] {
  const builds = entry.builds_dir ?? BUILDS_DIRECTORY;
  const isLegacy = isFlagOn(entry, 'FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY');
  return [
    ...(mounts.some(({ mount_path }) => mount_path === builds) ? [] : ['repo']),
    ...(isLegacy ? [] : ['scripts', 'logs']),
  ];
}
