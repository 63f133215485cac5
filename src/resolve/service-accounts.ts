import type { ResolvedDocument } from './document.ts';

/** Returns the name of the ServiceAccount of job pods. */
export function jobServiceAccountName(document: ResolvedDocument): string {
  return document.spec.jobs.serviceAccount.name ?? `${document.metadata.name}-job`;
}
