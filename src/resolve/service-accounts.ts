import type { CheckedDocument } from './document.ts';

/** Returns the name of the ServiceAccount of job pods. */
export function jobServiceAccountName(document: CheckedDocument): string {
  return document.spec.jobs.serviceAccount.name ?? `${document.metadata.name}-job`;
}
