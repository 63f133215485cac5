import { layer } from '../../core/config-toml/layer.ts';
import { isEqual } from '../../core/data/is-equal.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { valueAt } from '../../core/data/path.ts';
import { CONFIG_FILE } from '../../core/docker-builds/docker-daemon.ts';
import { buildLayer } from '../../core/docker-builds/index.ts';
import { hasDaemon, type Mode } from '../../core/docker-builds/mode.ts';
import type { CheckedDockerBuilds, CheckedGitLabRunner } from '../../core/generated/checked-types.ts';
import { schemaOf } from '../../core/schema/node.ts';
import { laid } from '../document/lay.ts';
import type { Setting } from '../draft.ts';
import { type Entry, pathOf, type Step } from './entry.ts';
import { isAt, type Leaf, leafAt } from './leaves.ts';
import type { Surroundings } from './surroundings.ts';

const SOCKET = '/var/run/docker.sock';

/** A way to build images that an entry turns out to have, and the leaves that it does not account for. */
interface Found {
  readonly options: Partial<CheckedDockerBuilds>;
  readonly leaves: readonly Leaf[];
}

/**
 * Says of entries that their jobs build images in one of the ways of `dockerBuilds`, where it adds up to what they have:
 * each way is tried, and what it adds is removed. All else stays as it is, privileged jobs among it.
 */
export function withBuilds(entries: readonly Entry[], surroundings: Surroundings): Step {
  const found = entries.map((entry) => buildOf(entry, surroundings));
  const [first] = found;
  const isShared = first !== undefined && found.every((one) => one && isEqual(one.options, first.options));
  const settings = entries.flatMap((entry, index): Setting[] => {
    const options = found[index]?.options;
    if (options === undefined || (isShared && index > 0)) return [];
    const at = isShared ? ['spec', 'dockerBuilds'] : pathOf(entry, 'dockerBuilds');
    return leavesOf(options).map(([path, value]) => ({ path: [...at, ...path], value, from: entry.from }));
  });
  return {
    entries: entries.map((entry, index) => ({ ...entry, leaves: found[index]?.leaves ?? entry.leaves })),
    settings,
    remarks: [],
    secrets: [],
  };
}

function leavesOf(value: object): (readonly [readonly string[], unknown])[] {
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
    isMapping(item)
      ? leavesOf(item).map(([path, leaf]) => [[key, ...path], leaf] as const)
      : [[[key], item] as const],
  );
}

function buildOf(entry: Entry, surroundings: Surroundings): Found | undefined {
  const { release = schemaOf(['spec', 'version'])!.default as string } = surroundings;
  const { enum: modes = [] } = schemaOf(['spec', 'dockerBuilds', 'mode']) ?? {};
  for (const mode of modes as readonly Mode[]) {
    if (mode === 'none') continue;
    const leaves = mode === 'socket' ? withSocketAsWeName(entry.leaves) : entry.leaves;
    const section = laid(leaves);
    const found = optionsOf(mode, section, release, surroundings);
    const rest = found && remainder(section, leaves, found, release);
    if (rest !== undefined) return { options: withoutDefaults(found!.options), leaves: rest };
  }
  return undefined;
}

/** The socket's volume as the mode has it, whatever it is called: its name is one within the pod. */
function withSocketAsWeName(leaves: readonly Leaf[]): readonly Leaf[] {
  if (leafAt(leaves, 'kubernetes', 'pod_spec') !== undefined) return leaves;
  const at = ['kubernetes', 'volumes', 'host_path'];
  return leaves.map((leaf) => {
    if (!isAt(leaf, at) || !Array.isArray(leaf.value)) return leaf;
    const value = (leaf.value as unknown[]).map((volume) => {
      if (!isMapping(volume) || volume.mount_path !== SOCKET) return volume;
      // Whoever may only read the socket can still ask its daemon for everything.
      const { read_only: _readOnly, ...rest } = volume;
      return { ...rest, name: 'docker', host_path: volume.host_path ?? SOCKET };
    });
    return { ...leaf, value };
  });
}

/** A way to build images, as a document has it, and the ConfigMap of its daemon. */
interface Options {
  readonly options: CheckedDockerBuilds;
  readonly daemonConfig: string | undefined;
}

/** The options with which a mode may add up to a section. */
function optionsOf(
  mode: Mode,
  section: object,
  release: string,
  { configMap }: Surroundings,
): Options | undefined {
  const plain = toolOf(mode, section, configMap);
  if (plain === undefined) return undefined;
  return { ...plain, options: { ...plain.options, ...storageOf(plain, section, release) } };
}

/** The same without the volume for images and layers. */
function toolOf(mode: Mode, section: object, configMap: Surroundings['configMap']): Options | undefined {
  if (mode === 'buildah' || mode === 'podman') {
    const [driver] = variables(section, 'STORAGE_DRIVER');
    const tool = driver === undefined ? {} : { storageDriver: driver };
    return { options: { mode, [mode]: tool } as CheckedDockerBuilds, daemonConfig: undefined };
  }
  if (!hasDaemon(mode)) return { options: { mode } as CheckedDockerBuilds, daemonConfig: undefined };
  const service = listAt(section, 'services').find(({ alias }) => alias === 'docker');
  if (service === undefined) return undefined;
  const flags = Array.isArray(service.command) ? (service.command as unknown[]).map(String) : [];
  const flag = (name: string): string[] =>
    flags.flatMap((text) => (text.startsWith(`--${name}=`) ? [text.slice(name.length + 3)] : []));
  const [[mtu], [storageDriver], [file]] = [flag('mtu'), flag('storage-driver'), flag('config-file')];
  const registryMirrors = flag('registry-mirror');
  const name = file === undefined ? undefined : daemonConfigName(section);
  const daemonConfig = name === undefined ? undefined : parsedObject(configMap?.(name)?.[CONFIG_FILE]);
  if (file !== undefined && daemonConfig === undefined) return undefined;
  return {
    options: {
      mode,
      dind: {
        image: service.name,
        ...(registryMirrors.length > 0 && { registryMirrors }),
        ...(mtu !== undefined && { mtu: Number(mtu) }),
        ...(storageDriver !== undefined && { storageDriver }),
        ...(daemonConfig !== undefined && { daemonConfig }),
      },
    } as CheckedDockerBuilds,
    daemonConfig: name,
  };
}

/** The volume that a section has where the mode keeps its own. */
function storageOf(plain: Options, section: object, release: string): object {
  const own = { ...plain, options: { ...plain.options, storage: { emptyDir: {} } } };
  const [volume] = listAt(addedBy(own, section, release), 'volumes', 'empty_dir').filter(
    ({ name }) => name === 'build-storage',
  );
  if (volume === undefined) return {};
  const isThere = ({ mount_path }: Readonly<Record<string, unknown>>): boolean =>
    mount_path === volume.mount_path;
  const claim = listAt(section, 'volumes', 'pvc').find(isThere);
  if (claim !== undefined) return { storage: { persistentVolumeClaim: { claimName: claim.name } } };
  const { medium, size_limit: sizeLimit } = listAt(section, 'volumes', 'empty_dir').find(isThere) ?? {};
  return {
    storage: {
      emptyDir: {
        ...(medium !== undefined && { medium }),
        ...(sizeLimit !== undefined && { sizeLimit }),
      },
    },
  };
}

/** What a mode adds to a section. */
function addedBy({ options, daemonConfig }: Options, section: object, release: string): object {
  const allowed = valueAt(section, ['kubernetes', 'allowed_services']);
  const own = Array.isArray(allowed)
    ? (allowed as unknown[]).filter((one) => one !== options.dind?.image)
    : [];
  const document = {
    spec: {
      version: release,
      certificates: {},
      runners: { one: { kubernetes: { allowed_services: own } } },
    },
  } as unknown as CheckedGitLabRunner;
  return buildLayer(document, 'one', {
    mode: options.mode,
    options,
    path: [],
    daemonConfig: daemonConfig === undefined ? undefined : { name: daemonConfig, text: '' },
  });
}

/** What remains of the leaves once a mode has added its part, where both together make up the same section. */
function remainder(
  section: Record<string, unknown>,
  leaves: readonly Leaf[],
  found: Options,
  release: string,
): readonly Leaf[] | undefined {
  const added = addedBy(found, section, release);
  const isPrivileged = valueAt(section, ['kubernetes', 'privileged']) === true;
  const rest = leaves.flatMap((leaf): Leaf[] => {
    const part = valueAt(added, leaf.path);
    if (part === undefined) return [leaf];
    if (!Array.isArray(part) || !Array.isArray(leaf.value)) return isEqual(part, leaf.value) ? [] : [leaf];
    const value = (leaf.value as unknown[]).filter((item) => !part.some((one) => isEqual(one, item)));
    return value.length === 0 ? [] : [{ ...leaf, value }];
  });
  if (rest.length === leaves.length && rest.every((leaf, index) => leaf === leaves[index])) return undefined;
  // The socket alone does not make jobs privileged, and the mode would.
  if (
    found.options.mode === 'socket' &&
    !isPrivileged &&
    leafAt(rest, 'kubernetes', 'privileged') === undefined
  )
    rest.push({ path: ['kubernetes', 'privileged'], value: false, from: undefined });
  const whole = layer(added, laid(rest));
  return isEqual(inEffect(whole, isPrivileged), inEffect(section, isPrivileged)) ? rest : undefined;
}

/** A section with what has no order in one, and without what says no more than a key above. */
function inEffect(value: object, isPrivileged: boolean): unknown {
  const walk = (item: unknown, key: string): unknown => {
    if (Array.isArray(item)) {
      const items = (item as unknown[]).map((one) => walk(one, ''));
      return key === 'command' ? items : items.map((one) => JSON.stringify(one)).sort();
    }
    if (!isMapping(item)) return item;
    return Object.fromEntries(
      Object.entries(item)
        .filter(([name, one]) => name !== 'privileged' || one !== (key === '' ? undefined : isPrivileged))
        .map(([name, one]) => [name, walk(one, name)] as const)
        .filter(([, one]) => !(isMapping(one) && Object.keys(one).length === 0))
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  };
  return walk(value, '');
}

function withoutDefaults(options: Partial<CheckedDockerBuilds>): Partial<CheckedDockerBuilds> {
  const isEmpty = (value: unknown): boolean => isMapping(value) && Object.values(value).every(isEmpty);
  return Object.fromEntries(Object.entries(options).filter(([, value]) => !isEmpty(value)));
}

function daemonConfigName(section: object): string | undefined {
  const name = listAt(section, 'volumes', 'config_map').find(
    ({ mount_path }) => mount_path === '/dind',
  )?.name;
  return typeof name === 'string' ? name : undefined;
}

function parsedObject(text: string | undefined): object | undefined {
  try {
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    return isMapping(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function variables(section: object, name: string): string[] {
  const list = valueAt(section, ['environment']);
  return (Array.isArray(list) ? list.map(String) : []).flatMap((text) =>
    text.startsWith(`${name}=`) ? [text.slice(name.length + 1)] : [],
  );
}

function listAt(section: object, ...path: readonly string[]): Readonly<Record<string, unknown>>[] {
  const list = valueAt(section, ['kubernetes', ...path]);
  return Array.isArray(list) ? (list as unknown[]).filter(isMapping) : [];
}
