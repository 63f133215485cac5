import type { CheckedRunnerKubernetes } from '../generated/checked-types.ts';
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

/** The field of a pod that names its account, in block style, flow style or JSON, or an operation on it. */
const ACCOUNT = /(?:^|[\s{,])(["']?)serviceAccountName\1\s*:|\/serviceAccountName(?=["'\s,}]|$)/;

/**
 * Whether a runner entry names an account for its jobs, lets jobs name one, or has a patch of the pod that does, as far as
 * its text is in the document.
 */
export function namesJobAccount(kubernetes: CheckedRunnerKubernetes): boolean {
  const { service_account, service_account_overwrite_allowed, pod_spec = [] } = kubernetes;
  return (
    Boolean(service_account || service_account_overwrite_allowed) ||
    pod_spec.some(({ patch = '' }) => ACCOUNT.test(patch.replace(/(^|\s)#.*/g, '$1')))
  );
}
