import type { ResolvedGitLabRunner } from '../generated/resolved-types.ts';

/** Returns the name of the ServiceAccount of job pods. */
export function jobServiceAccountName({ metadata, spec }: ResolvedGitLabRunner): string {
  return spec.jobs.serviceAccount.name ?? `${metadata.name}-job`;
}

/**
 * Returns what `jobs.serviceAccount` adds to a `[[runners]]` section whose jobs run in namespaces that we render the
 * account into.
 */
export function jobServiceAccountLayer(document: ResolvedGitLabRunner): object {
  return document.spec.jobs.serviceAccount.create
    ? { kubernetes: { service_account: jobServiceAccountName(document) } }
    : {};
}
