import { isAtLeast, LABELS_JOB_PODS } from '../runner-release.ts';
import type { CheckedDocument } from './document.ts';

/** Labels or annotations. */
export type Labels = Record<string, string>;

/** Returns the labels by which Services, monitors and the Deployment find the manager's pods. They never change. */
export function selectorLabels(document: CheckedDocument): Labels {
  return { 'app.kubernetes.io/name': 'gitlab-runner', 'app.kubernetes.io/instance': document.metadata.name };
}

/** Returns the recommended labels of every rendered object, in the order of their keys. */
export function recommendedLabels(document: CheckedDocument): Labels {
  return sorted({
    ...selectorLabels(document),
    'app.kubernetes.io/version': document.spec.version,
    'app.kubernetes.io/managed-by': 'gitlab-runner-manifests',
  });
}

/** Returns the label that the runner gives to every job pod, which jobs cannot remove. */
export function jobPodLabel({ spec }: CheckedDocument): string {
  return isAtLeast(spec.version, LABELS_JOB_PODS) ? 'job.runner.gitlab.com/pod' : 'pod';
}

/** Label that distinguishes the objects of the metrics port and of the session server. */
export const COMPONENT = 'app.kubernetes.io/component';

/**
 * Label by which the ServiceMonitor finds the Service of its manager. Argo CD may overwrite
 * `app.kubernetes.io/instance` on all objects, where it tracks them by label.
 */
export const MANAGER = 'gitlab-runner-manifests.dev/manager';

/** Returns the labels of an object. Its own win over those of the document, and the recommended ones over both. */
export function objectLabels(
  resolved: CheckedDocument & { readonly labels: Labels },
  own: Labels | undefined,
): Labels {
  const others = { ...resolved.metadata.labels, ...own };
  return Object.keys(others).length > 0 ? sorted({ ...others, ...resolved.labels }) : { ...resolved.labels };
}

/** Returns the annotations of an object as a part of its metadata, if it has any. Its own win over those for all. */
export function objectAnnotations(
  document: CheckedDocument,
  own: Labels | undefined,
): { annotations?: Labels } {
  const annotations = { ...document.spec.commonAnnotations, ...own };
  return Object.keys(annotations).length > 0 ? { annotations: sorted(annotations) } : {};
}

/** The same labels in the order of their keys. */
function sorted(labels: Labels): Labels {
  const result: Labels = {};
  for (const key of Object.keys(labels).sort()) result[key] = labels[key]!;
  return result;
}
