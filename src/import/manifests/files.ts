import { isMapping } from '../../core/data/is-mapping.ts';
import type { SecretKey } from '../config-toml/surroundings.ts';
import type { Located } from '../read/located.ts';
import { type Container, itemsAt, type Pod } from './managers.ts';
import { keysOf, type Objects } from './objects.ts';

/** What is behind a path of a container. */
export interface Mounted {
  /** Name of the volume. */
  readonly volume: string;
  /** The objects and keys that make up the volume; none in one of another kind. */
  readonly sources: readonly Source[];
  /** Its kind, as the volume names it: `emptyDir`, `persistentVolumeClaim`. */
  readonly kind: string;
  /** The path within the volume, without a slash at either end. */
  readonly path: string;
  /** Whether a single file is mounted. */
  readonly isSubPath: boolean;
}

/** A ConfigMap or Secret of which a volume is made. */
export interface Source {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** Its keys, each with its path in the volume; all of them under their names where it says nothing. */
  readonly items: readonly { readonly key: string; readonly path: string }[] | undefined;
}

/** A key of a ConfigMap or a Secret. */
export interface KeyOf extends SecretKey {
  readonly kind: 'ConfigMap' | 'Secret';
}

/** Returns what is mounted at a path of a container; `undefined` where it is of the image. */
export function mountedAt(pod: Pod, container: Container, path: string): Mounted | undefined {
  const [mount] = mountsOf(container)
    .filter(({ mountPath }) => path === mountPath || path.startsWith(`${mountPath}/`))
    .sort((one, other) => other.mountPath.length - one.mountPath.length);
  const volume = pod.volumes.find(({ value }) => (value as { name?: unknown }).name === mount?.name);
  if (mount === undefined || volume === undefined) return undefined;
  const within = path.slice(mount.mountPath.length + 1);
  return {
    volume: mount.name,
    sources: sourcesOf(volume),
    kind: Object.keys(volume.value as object).find((key) => key !== 'name') ?? 'emptyDir',
    path: [mount.subPath, within].filter((part) => part !== undefined && part !== '').join('/'),
    isSubPath: mount.subPath !== undefined,
  };
}

/** A volume in a container. */
export interface Mount {
  readonly data: Located;
  readonly name: string;
  readonly mountPath: string;
  readonly subPath: string | undefined;
}

/** Returns the volumes in a container. */
export function mountsOf({ data }: Container): readonly Mount[] {
  return itemsAt(data, ['volumeMounts']).flatMap((mount) => {
    const { name, mountPath, subPath } = mount.value as Readonly<Record<string, unknown>>;
    if (typeof name !== 'string' || typeof mountPath !== 'string') return [];
    return [
      {
        data: mount,
        name,
        mountPath: mountPath.replace(/\/+$/, ''),
        subPath: typeof subPath === 'string' && subPath !== '' ? trimmed(subPath) : undefined,
      },
    ];
  });
}

function trimmed(path: string): string {
  return path.replace(/^(?:\.?\/)+|\/+$/g, '');
}

/** Returns the ConfigMaps and Secrets of which a volume is made. */
export function sourcesOf({ value }: Located): readonly Source[] {
  const volume = value as Readonly<Record<string, unknown>>;
  if (isMapping(volume.projected)) {
    const { sources } = volume.projected;
    return (Array.isArray(sources) ? sources : []).filter(isMapping).flatMap(sourceOf);
  }
  return sourceOf(volume);
}

function sourceOf({ configMap, secret }: Readonly<Record<string, unknown>>): readonly Source[] {
  const source = isMapping(configMap) ? configMap : secret;
  if (!isMapping(source)) return [];
  // A projected Secret has a name where a volume has a secretName.
  const name = source.secretName ?? source.name;
  if (typeof name !== 'string') return [];
  const items = Array.isArray(source.items)
    ? source.items
        .filter(isMapping)
        .map(({ key, path }) => ({ key: String(key), path: trimmed(String(path)) }))
    : undefined;
  return [{ kind: source === configMap ? 'ConfigMap' : 'Secret', name, items }];
}

/**
 * Returns the key behind a file of a container; `undefined` where no ConfigMap or Secret is. Where a source names no
 * keys, the objects tell which of several it is.
 */
export function keyAt(
  pod: Pod,
  container: Container,
  path: string,
  objects: Objects,
  namespace: string | undefined,
): KeyOf | undefined {
  const mounted = mountedAt(pod, container, path);
  if (mounted === undefined || mounted.path === '') return undefined;
  const found = mounted.sources.flatMap(({ kind, name, items }): readonly KeyOf[] => {
    const item = items?.find((one) => one.path === mounted.path);
    if (item !== undefined) return [{ kind, name, key: item.key }];
    return items === undefined ? [{ kind, name, key: mounted.path }] : [];
  });
  const isThere = ({ kind, name, key }: KeyOf): boolean => {
    const object = objects.find(kind, namespace, name);
    return object !== undefined && keysOf(object).includes(key);
  };
  // Of several sources with one path the last one is seen.
  return found.findLast(isThere) ?? found.at(-1);
}
