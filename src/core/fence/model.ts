import { load, YAML11_SCHEMA } from 'js-yaml';
import type { PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1.js';

import { mayBe } from '../config-toml/feature-flags.ts';
import type { JobSettings } from '../config-toml/sections.ts';
import { isMapping } from '../data/is-mapping.ts';
import { partsOf, withOperation } from '../data/json-patch.ts';
import { mergePatch } from '../data/merge-patch.ts';
import { strategicMerge } from '../data/strategic-merge.ts';
import type { CheckedJobPodSpecPatch } from '../generated/checked-types.ts';
import type { BaseFacts } from '../resolve/base-facts.ts';
import { jobPod } from '../resolve/job-pods.ts';
import { CHECKS_IDS, isAtLeast } from '../runner-release.ts';

/** The pod of a job as the runner makes it for a section, with the patches of `pod_spec`. */
export interface Model {
  readonly section: JobSettings;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  /** Whether the release checks ids that jobs choose: root's has to be listed. */
  readonly checksIds: boolean;
  /** Whether the account, which is rendered, keeps its token to itself. */
  readonly hidesToken: boolean;
  /** The patches whose result is not known. */
  readonly unread: readonly Unread[];
}

/** A patch whose result is not known. */
export interface Unread {
  /** Its place in `pod_spec`. */
  readonly index: number;
  /** The fields of the pod that it changes; undefined where it may be any. */
  readonly fields: ReadonlySet<string> | undefined;
  /** Why not: a clause about the patch. */
  readonly because: string;
}

/** What a model depends on beside the section. */
export type ModelFacts = Pick<BaseFacts, 'spec' | 'jobServiceAccount'>;

/** Returns the pods that the runner makes for jobs of a section: where a job may switch its patches on or off, both. */
export function modelsOf(
  section: JobSettings,
  { spec: { version }, jobServiceAccount }: ModelFacts,
): Model[] {
  const { metadata, spec } = jobPod(section);
  const { pod_spec: patches = [] } = section.kubernetes;
  const { service_account: account, service_account_overwrite_allowed: choice } = section.kubernetes;
  const hidesToken = account !== undefined && account === jobServiceAccount && !choice;
  const checksIds = isAtLeast(version, CHECKS_IDS);
  const model = { section, hidesToken, checksIds, annotations: metadata?.annotations ?? {} };
  const may = (isOn: boolean): boolean => mayBe(isOn, section, 'FF_USE_ADVANCED_POD_SPEC_CONFIGURATION');
  return [
    ...(patches.length === 0 || may(false) ? [{ ...model, spec: spec!, unread: [] }] : []),
    ...(patches.length > 0 && may(true) ? [{ ...model, ...patched(spec!, patches) }] : []),
  ];
}

/** Returns the patches of a section whose result is not known: pods may have any value in what these change. */
export function loosenedBy(section: JobSettings, facts: ModelFacts): Unread[] {
  const found = modelsOf(section, facts).flatMap(({ unread }) => unread);
  return [...new Map(found.map((patch) => [patch.index, patch])).values()];
}

function patched(pod: PodSpec, patches: readonly CheckedJobPodSpecPatch[]): Pick<Model, 'spec' | 'unread'> {
  let spec = pod;
  const unread: Unread[] = [];
  for (const [index, patch] of patches.entries()) {
    const next = withPatch(spec, patch);
    if ('because' in next) unread.push({ index, ...next });
    else spec = next.spec;
  }
  return { spec, unread };
}

function withPatch(
  spec: PodSpec,
  { patch, patch_path, patch_type = 'strategic' }: CheckedJobPodSpecPatch,
): { readonly spec: PodSpec } | Omit<Unread, 'index'> {
  if (patch === undefined || patch_path !== undefined)
    return { fields: undefined, because: 'its text is not in the document' };
  const data = parsed(patch);
  if (patch_type === 'json') return withOperations(spec, data);
  if (!isMapping(data)) return { fields: undefined, because: NOT_READ };
  const next = patch_type === 'merge' ? mergePatch(spec, data) : strategicMerge(spec, data);
  return isPodSpec(next) ? { spec: next } : { fields: new Set(Object.keys(data)), because: NO_POD };
}

const NOT_READ = 'it is not a patch of its type';
const NO_POD = 'it leaves no pod that could run';

function withOperations(
  spec: PodSpec,
  operations: unknown,
): { readonly spec: PodSpec } | Omit<Unread, 'index'> {
  if (!Array.isArray(operations) || !operations.every(isMapping))
    return { fields: undefined, because: NOT_READ };
  const touched = operations.flatMap(({ path, from }) =>
    [path, from].flatMap((place) => (place === undefined ? [] : [partsOf(place) ?? []])),
  );
  // Without a field it is about the pod as a whole.
  const isWhole = touched.some(([, field]) => !field);
  const fields = isWhole ? undefined : new Set(touched.map(([, field]) => field!));
  if (touched.some(isByChance))
    return { fields, because: 'it counts containers, of which jobs may add some' };
  let next: unknown = spec;
  for (const operation of operations) {
    const result = withOperation(next, operation);
    if (result === undefined)
      return { fields, because: 'an operation of it is about what only the runner knows' };
    next = result.value;
  }
  return isPodSpec(next) ? { spec: next } : { fields, because: NO_POD };
}

/** Whether a place is in a container that is another one from job to job: by their flags, and by their services. */
function isByChance([, field, index]: readonly string[]): boolean {
  return (
    (field === 'initContainers' && index !== '-') || (field === 'containers' && !/^[01-]$/.test(index ?? '-'))
  );
}

/** As the runner reads it: YAML 1.1, or JSON. An alias could make a small text endless. */
function parsed(text: string): unknown {
  try {
    return load(text, { schema: YAML11_SCHEMA, maxAliases: 0 });
  } catch {
    return undefined;
  }
}

/** Whether the lists of a pod are such lists, of what has a name. */
function isPodSpec(value: unknown): value is NonNullable<PodTemplateSpec['spec']> {
  if (!isMapping(value)) return false;
  const { containers, initContainers = [], volumes = [] } = value;
  return [containers, initContainers, volumes].every(
    (list) => Array.isArray(list) && list.every((item) => isMapping(item) && typeof item.name === 'string'),
  );
}
