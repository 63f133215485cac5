import type { CheckedDocument } from './document.ts';

/** Returns the name of the ServiceAccount that the manager's pod runs with. */
export function managerServiceAccountName(document: CheckedDocument): string {
  return document.spec.serviceAccount.name ?? document.metadata.name;
}

/** Returns the name of the ServiceAccount that is rendered for job pods; `undefined` where none is. */
export function jobServiceAccountName(document: CheckedDocument): string | undefined {
  const { create, name } = document.spec.jobs.serviceAccount;
  return create ? (name ?? `${document.metadata.name}-job`) : undefined;
}
