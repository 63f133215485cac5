import type { ResolvedGitLabRunner, ResolvedRunnerKubernetes } from '../generated/resolved-types.ts';
import { usesOwnNamespaces } from './job-namespaces.ts';

/** Returns the name of the ServiceAccount that the manager's pod runs with. */
export function serviceAccountName({
  metadata,
  spec,
}: Pick<ResolvedGitLabRunner, 'metadata' | 'spec'>): string {
  return spec.serviceAccount.name ?? metadata.name;
}

/** Returns the name of the ServiceAccount of job pods. */
export function jobServiceAccountName({
  metadata,
  spec,
}: Pick<ResolvedGitLabRunner, 'metadata' | 'spec'>): string {
  return spec.jobs.serviceAccount.name ?? `${metadata.name}-job`;
}

/**
 * Returns what `jobs.serviceAccount` adds to a `[[runners]]` section: the account's name, where jobs run in
 * namespaces that we render it into.
 */
export function jobServiceAccountLayer(
  document: ResolvedGitLabRunner,
  kubernetes: ResolvedRunnerKubernetes,
): object {
  if (!document.spec.jobs.serviceAccount.create || !usesOwnNamespaces(kubernetes)) return {};
  return { kubernetes: { service_account: jobServiceAccountName(document) } };
}
