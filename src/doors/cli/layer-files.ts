import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { maskedName } from '../../core/credentials/mask.ts';
import { isEqual } from '../../core/data/is-equal.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { type Path, valueAt } from '../../core/data/path.ts';
import { readSources, type Source } from '../document-text/source.ts';
import { kustomizationIn, readKustomization } from './kustomize.ts';
import { isVendored } from './vendor/pin.ts';

/** A document, or a patch of one, in a file of a config layer. */
export interface Written {
  readonly path: string;
  readonly source: Source;
}

/** Layers on layers, and files in them, of which a loop or a trap would be made. */
const MAX_FILES = 1000;

/**
 * Returns the documents of a config layer and the patches of them that are files here, in the order in which kustomize
 * lays them over each other. Those of a remote base, in the kustomization itself, or as JSON patches, are not among them.
 */
export function layerFiles(directory: string): readonly Written[] {
  const seen = new Set<string>();
  const found: Written[] = [];
  const visit = (path: string): void => {
    if (seen.has(path) || seen.size >= MAX_FILES) return;
    seen.add(path);
    if (kindOf(path) === 'directory') {
      if (kustomizationIn(path) !== undefined) visitLayer(path);
    } else if (kindOf(path) === 'file') {
      found.push(...read(path));
    }
  };
  const visitLayer = (layer: string): void => {
    const kustomization = readKustomization(layer);
    for (const key of ['resources', 'bases', 'components', 'patchesStrategicMerge', 'patches']) {
      const list = kustomization[key];
      if (!Array.isArray(list)) continue;
      for (const entry of list as readonly unknown[]) {
        const name = isMapping(entry) ? entry.path : entry;
        if (typeof name === 'string' && !name.includes('\n')) visit(join(layer, name));
      }
    }
  };
  visit(join(directory));
  return found;
}

function kindOf(path: string): 'file' | 'directory' | undefined {
  try {
    const status = statSync(path);
    return status.isDirectory() ? 'directory' : status.isFile() ? 'file' : undefined;
  } catch {
    return undefined;
  }
}

function read(path: string): Written[] {
  try {
    return readSources(readFileSync(path), maskedName(path))
      .filter(({ value }) => isMapping(value) && value.kind === 'GitLabRunner')
      .map((source) => ({ path, source }));
  } catch {
    return [];
  }
}

/**
 * Returns where a value of the built document was written: the last of the files that say at the path what it has. Of a
 * mapping, which several may have written, that is the first. `undefined` where no file says it.
 */
export function writtenAt(path: Path, built: unknown, files: readonly Written[]): Written | undefined {
  const value = valueAt(built, path);
  const having = files.filter(({ source }) => {
    const own = valueAt(source.value, path);
    return own !== undefined && (isMapping(value) ? isMapping(own) : isEqual(own, value));
  });
  return isMapping(value) ? having[0] : having.at(-1);
}

/** Whether a file is the user's own to change, and not one of a package, installed or vendored. */
export function isOwn(path: string): boolean {
  return !/(?:^|[\\/])node_modules[\\/]/.test(dirname(path)) && !isVendored(path);
}
