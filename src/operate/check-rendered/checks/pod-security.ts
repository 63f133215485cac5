import type { PodTemplateSpec } from 'kubernetes-types/core/v1.js';
import { isStricter, type PodSecurityLevel, podSecurityLevel } from '../../../core/resolve/pod-security.ts';
import { below, type Located } from '../../../import/read/located.ts';
import type { Check } from '../finding.ts';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const LISTS = ['containers', 'initContainers'] as const;

/** Namespaces that refuse the manager's own pod. */
export const podSecurity: Check = ({ managers, objects }, find) => {
  for (const { workload, namespace, template } of managers) {
    const enforced =
      namespace === undefined ? undefined : objects.find('Namespace', undefined, namespace)?.labels[ENFORCE];
    if (enforced !== 'baseline' && enforced !== 'restricted') continue;
    const needed = levelOf(template.value);
    if (needed === undefined || !isStricter(enforced, needed)) continue;
    const of = containerThatNeeds(template, enforced);
    find(
      'POD_SECURITY_TOO_STRICT',
      { object: workload, path: ['spec', 'template', 'spec', ...(of?.path ?? [])] },
      `The namespace "${namespace}" has the Pod Security level ${enforced} and refuses this pod: ${of === undefined ? 'it' : `its container "${of.name}"`} needs ${needed}.`,
      'Give it the security settings that the containers of the manager have, or write it into `spec.manager` of the document, from which the level of the namespace follows.',
    );
  }
};

/** The first container that a namespace refuses even where it is alone in the pod. */
function containerThatNeeds(template: Located, enforced: PodSecurityLevel) {
  const spec = below(template, ['spec']).value as Readonly<Record<string, unknown>>;
  return LISTS.flatMap((list) => {
    const all = Array.isArray(spec[list]) ? (spec[list] as readonly { readonly name?: unknown }[]) : [];
    return all.map((container, index) => ({ container, path: [list, index] }));
  })
    .filter(({ container }) => {
      const level = levelOf({ spec: { ...spec, containers: [container], initContainers: [] } });
      return level !== undefined && isStricter(enforced, level);
    })
    .map(({ container, path }) => ({ name: String(container.name), path }))[0];
}

/** The level that a pod needs; `undefined` for one that the API server refuses for its shape, whatever the level. */
function levelOf(template: unknown): PodSecurityLevel | undefined {
  try {
    return podSecurityLevel(template as PodTemplateSpec);
  } catch {
    return undefined;
  }
}
