import { contentHash } from '../../core/data/hash.ts';
import { identity } from '../../core/objects/identity.ts';
import type { KubernetesObject } from '../../core/objects/kubernetes-object.ts';
import { emit } from '../../core/yaml/emit.ts';

/** A file with one object. */
export interface ManifestFile {
  readonly name: string;
  readonly text: string;
  /** Whether the object holds credentials. */
  readonly isSecret: boolean;
}

/** File systems take 255 bytes for a name. */
const MAX_LENGTH = 200;

/** Whether a name is one that `manifestFiles` gives: no other file in a directory can be ours. */
export function isManifestName(name: string): boolean {
  return /^[a-z0-9]+(?:\.[a-z0-9.%-]+)?(?:_[a-z0-9.%-]+){1,3}\.(?:yaml|json)$/.test(name);
}

/** Returns a file for each object, in the same order. */
export function manifestFiles(
  objects: readonly KubernetesObject[],
  format: 'yaml' | 'json',
): readonly ManifestFile[] {
  return objects.map((object) => ({
    name: `${baseName(object)}.${format}`,
    text: format === 'yaml' ? emit(object) : jsonFile(object),
    isSecret: object.apiVersion === 'v1' && object.kind === 'Secret',
  }));
}

/** Returns a value as the text of a JSON file. */
export function jsonFile(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * The identity of an object as a file name, `deployment.apps_gitlab-runner_gitlab-runner`: kind and API group,
 * namespace, name. It depends on nothing else, so a file keeps its name whatever is rendered beside it. Parts
 * hold no `_`, and no letter counts as another one where the file system does not tell cases apart.
 */
function baseName(object: KubernetesObject): string {
  const { group, kind, namespace, name: ownName } = identity(object);
  const parts = [group === '' ? kind : `${kind}.${group}`, namespace, ownName];
  const name = parts
    .filter((part) => part !== '')
    .map(encoded)
    .join('_');
  return name.length <= MAX_LENGTH ? name : `${name.slice(0, MAX_LENGTH - 13)}_${contentHash(name)}`;
}

function encoded(text: string): string {
  return text.replace(
    /[^a-z0-9.-]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
