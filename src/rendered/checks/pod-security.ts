import type { PodTemplateSpec } from 'kubernetes-types/core/v1.js';

import { isStricter, type PodSecurityLevel, podSecurityLevel } from '../../resolve/pod-security.ts';
import type { Check } from '../finding.ts';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** Namespaces that refuse the manager's own pod. */
export const podSecurity: Check = ({ managers, objects }, find) => {
  for (const { workload, namespace, template } of managers) {
    const object = namespace === undefined ? undefined : objects.find('Namespace', undefined, namespace);
    const enforced = object?.labels[ENFORCE];
    if (enforced === undefined || !/^(?:baseline|restricted)$/.test(enforced)) continue;
    const needed = levelOf(template.value);
    if (needed === undefined || !isStricter(enforced as PodSecurityLevel, needed)) continue;
    find(
      'POD_SECURITY_TOO_STRICT',
      { object: workload, path: ['spec', 'template', 'spec'] },
      `The namespace "${namespace}" has the Pod Security level ${enforced} and refuses this pod, which needs ${needed}.`,
      'Give containers that were added the same security settings as the manager has, or write them into `spec.manager` of the document, from which the level of the namespace follows.',
    );
  }
};

/** The level that a pod needs; `undefined` for one that the API server refuses for its shape, whatever the level. */
function levelOf(template: unknown): PodSecurityLevel | undefined {
  try {
    return podSecurityLevel(template as PodTemplateSpec);
  } catch {
    return undefined;
  }
}
