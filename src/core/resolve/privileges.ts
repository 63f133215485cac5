import { CONTAINER_CONTEXTS } from '../config-toml/sections.ts';
import { onDemand } from '../data/on-demand.ts';
import { type Path, valueAt } from '../data/path.ts';
import type { CheckedJobPodSpecPatch, CheckedRunnerKubernetes } from '../generated/checked-types.ts';

/**
 * Returns the keys below `kubernetes` by which a runner entry itself, whatever its build mode, makes containers of jobs
 * privileged: the one for all containers, those of single containers, and patches of the pod.
 */
export function privilegesOf(kubernetes: CheckedRunnerKubernetes): Path[] {
  const keys = [['privileged'], ...CONTAINER_CONTEXTS.map((context) => [context, 'privileged'])];
  const patches = (kubernetes.pod_spec ?? []).flatMap((patch, index) =>
    givesPrivileges(patch) ? [['pod_spec', index, 'patch']] : [],
  );
  return [...keys.filter((key) => valueAt(kubernetes, key) === true), ...patches];
}

/** What the runner reads as true, at the end of a value. */
const TRUE = '(?:true|True|TRUE|yes|Yes|YES|on|On|ON|y|Y)(?=[\\s,}\\]]|$)';
/** The field itself, in block style, flow style or JSON. */
const field = onDemand(() => new RegExp(`(?:^|[\\s{,])(["']?)privileged\\1\\s*:\\s*${TRUE}`));
/** An operation on the field. */
const OPERATION = /\/securityContext\/privileged(?=["'\s,}]|$)/;
const value = onDemand(() => new RegExp(`(?:^|[\\s{,])(["']?)value\\1\\s*:\\s*${TRUE}`));

/**
 * Whether a patch, as far as its text is in the document, makes a container privileged. The text is searched rather than
 * read: no other field of a pod is called so.
 */
function givesPrivileges({ patch = '', patch_type }: CheckedJobPodSpecPatch): boolean {
  const text = patch.replace(/(^|\s)#.*/g, '$1');
  return field().test(text) || (patch_type === 'json' && OPERATION.test(text) && value().test(text));
}
