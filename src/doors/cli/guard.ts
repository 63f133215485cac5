import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

import { maskedName } from '../../core/credentials/mask.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { type Diagnostic, diagnostic } from '../../core/findings/diagnostic.ts';
import { attach } from '../document-text/attach.ts';
import { readSources } from '../document-text/source.ts';
import { kustomizationIn, readKustomization } from './kustomize.ts';

/** A kustomization that lists documents of ours under `generators`. */
export interface ResourceLayer {
  readonly directory: string;
  /** The entries with documents, as it lists them: files, directories, remote ones, or texts. */
  readonly entries: readonly string[];
}

/** A finding in a file, and the text of the file. */
export interface PlacedFinding {
  readonly diagnostic: Diagnostic;
  readonly file: string;
  readonly text: string;
}

/** A document, or a config layer that has one from elsewhere. */
const DOCUMENT = /\bkind: *["']?GitLabRunner\b|\boverlays\/[\w-]+\/config\b/;
/** Parts of this package, wherever they come from, that fail where nothing is rendered. */
const GUARD = /\bcomponents\/require-enable-exec(?:[/?]|$)/;
const GUARDED_OVERLAY = /\boverlays\/(?:base|docker-builds)\/?(?:\?|$)/;

/** Returns the resource layers that a directory builds: its own, and those that it includes. */
export function resourceLayers(directory: string): readonly ResourceLayer[] {
  return below(directory).flatMap((layer) => resourceLayerIn(layer) ?? []);
}

/** Returns the resource layer that a directory is; `undefined` where it is not one. */
function resourceLayerIn(directory: string): ResourceLayer | undefined {
  const entries = listOf(directory, 'generators').filter(
    (entry): entry is string => typeof entry === 'string' && hasDocument(directory, entry),
  );
  return entries.length > 0 ? { directory, entries } : undefined;
}

/**
 * Whether a directory fails to build where functions are off: something in it needs a Deployment that only the function
 * renders. That is a replacement in the kustomization itself or in a component, or a guarded layer that it includes.
 */
export function isGuarded(directory: string): boolean {
  return guards(directory, deploymentsIn(directory), new Set());
}

/** @param others the names of Deployments that are there without the function. */
function guards(directory: string, others: ReadonlySet<unknown>, seen: Set<string>): boolean {
  if (!isNew(directory, seen)) return false;
  const has = (key: string, remote: RegExp, isOne: (path: string) => boolean): boolean =>
    textsOf(directory, key).some((entry) => {
      const path = join(directory, entry);
      return kustomizationIn(path) === undefined ? remote.test(entry) : isOne(path);
    });
  return (
    replacementsIn(directory).some((replacement) => needsDeployment(replacement, others)) ||
    has('components', GUARD, (path) => guards(path, others, seen)) ||
    ['resources', 'bases'].some((key) =>
      has(key, GUARDED_OVERLAY, (path) => resourceLayers(path).length > 0 && guards(path, others, seen)),
    )
  );
}

function needsDeployment(replacement: unknown, others: ReadonlySet<unknown>): boolean {
  if (!isMapping(replacement) || !isMapping(replacement.source)) return false;
  const { kind, name } = replacement.source;
  return kind === 'Deployment' && (name === undefined ? others.size === 0 : !others.has(name));
}

/** Returns a finding for each resource layer of a directory that builds without the runner where functions are off. */
export function missingGuards(directory: string): readonly PlacedFinding[] {
  return isGuarded(directory) ? [] : below(directory).flatMap(missingGuard);
}

/** Returns the finding that a directory is a resource layer without a guard; nothing where it is not, or has one. */
export function missingGuard(directory: string): readonly PlacedFinding[] {
  const layer = resourceLayerIn(directory);
  const path = kustomizationIn(directory);
  if (layer === undefined || path === undefined || isGuarded(directory)) return [];
  const [source] = readSources(readFileSync(path), maskedName(path));
  const finding = attach([missing(layer.entries.length)], source!).at(-1)!;
  return [{ diagnostic: finding, file: source!.file, text: source!.text }];
}

function missing(entries: number): Diagnostic {
  const name = entries === 1 ? '' : ' name: NAME,';
  const line = `replacements: [{source: {kind: Deployment,${name} fieldPath: kind}, targets: [{select: {kind: Deployment}, fieldPaths: [kind]}]}]`;
  return diagnostic(
    'GUARD_MISSING',
    { path: ['generators'], at: 'key' },
    'Without --enable-exec, kustomize leaves the runner out of this layer and reports success.',
    `A controller that prunes would then delete the runner. ${
      entries === 1
        ? `Add the component \`require-enable-exec\` of this package, or the line \`${line}\`.`
        : `Add the line \`${line}\` with the name of one of the runners.`
    }`,
  );
}

/** A directory, and the directories with kustomizations that it includes, each once. */
function below(directory: string, seen = new Set<string>()): readonly string[] {
  if (kustomizationIn(directory) === undefined || !isNew(directory, seen)) return [];
  return [directory, ...takenIn(directory).flatMap((path) => below(path, seen))];
}

function isNew(directory: string, seen: Set<string>): boolean {
  const path = realpathSync(directory);
  if (seen.has(path)) return false;
  seen.add(path);
  return true;
}

function takenIn(directory: string): readonly string[] {
  return ['resources', 'bases', 'components'].flatMap((key) =>
    textsOf(directory, key).map((entry) => join(directory, entry)),
  );
}

function listOf(directory: string, key: string): readonly unknown[] {
  const list = readKustomization(directory)[key];
  return Array.isArray(list) ? list : [];
}

function textsOf(directory: string, key: string): readonly string[] {
  return listOf(directory, key).filter((entry) => typeof entry === 'string');
}

function hasDocument(directory: string, entry: string): boolean {
  const path = join(directory, entry);
  if (entry.includes('\n') || !existsSync(path)) return DOCUMENT.test(entry);
  if (isFile(path)) return DOCUMENT.test(textIn(path));
  return below(path).some((layer) =>
    [kustomizationIn(layer)!, ...takenIn(layer).filter(isFile)].some((file) => DOCUMENT.test(textIn(file))),
  );
}

/** The names of the Deployments in the files that a directory includes. */
function deploymentsIn(directory: string): ReadonlySet<unknown> {
  const values = below(directory).flatMap((layer) => takenIn(layer).filter(isFile).flatMap(valuesIn));
  return new Set(
    values.flatMap((value) =>
      isMapping(value) && value.kind === 'Deployment' && isMapping(value.metadata)
        ? [value.metadata.name]
        : [],
    ),
  );
}

/** The replacements that a kustomization lists, in itself and in files. */
function replacementsIn(directory: string): readonly unknown[] {
  return listOf(directory, 'replacements').flatMap((entry) =>
    isMapping(entry) && typeof entry.path === 'string'
      ? valuesIn(join(directory, entry.path)).flat()
      : [entry],
  );
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** What a file says; nothing where it cannot be read, which kustomize reports. */
function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function valuesIn(path: string): readonly unknown[] {
  try {
    return parseAllDocuments(textIn(path), { logLevel: 'silent' }).map((document): unknown =>
      document.toJS(),
    );
  } catch {
    return [];
  }
}
