import type { Report } from '../../diagnostics/diagnostic.ts';
import type { KubernetesObject } from '../../objects/kubernetes-object.ts';
import type { Resolved } from '../../resolve/resolve.ts';
import { checkExtraObjects } from './extra-objects.ts';
import { checkPodSecurity } from './pod-security.ts';
import { checkReferences } from './references.ts';
import { checkSizes } from './sizes.ts';

/** Looks at what only the rendered objects show. Reports as the rules on the document do. */
export type ObjectRule = (resolved: Resolved, objects: readonly KubernetesObject[], report: Report) => void;

export const objectRules: readonly ObjectRule[] = [
  checkPodSecurity,
  checkExtraObjects,
  checkReferences,
  checkSizes,
];
