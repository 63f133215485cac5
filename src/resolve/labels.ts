import type { ResolvedGitLabRunner } from '../generated/resolved-types.ts';

/** Labels or annotations. */
export type Labels = Record<string, string>;

/** Returns the labels by which Services, monitors and the Deployment find the manager's pods. They never change. */
export function selectorLabels({ metadata }: ResolvedGitLabRunner): Labels {
  return { 'app.kubernetes.io/name': 'gitlab-runner', 'app.kubernetes.io/instance': metadata.name };
}

/** Returns the labels of every rendered object. The document's own labels cannot replace the recommended ones. */
export function commonLabels(document: ResolvedGitLabRunner): Labels {
  return {
    ...document.metadata.labels,
    ...selectorLabels(document),
    'app.kubernetes.io/version': document.spec.version,
    'app.kubernetes.io/managed-by': 'gitlab-runner-manifests',
  };
}
