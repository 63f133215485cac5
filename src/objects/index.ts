import type { Resolved } from '../resolve/resolve.ts';
import { config } from './config.ts';
import { deployment } from './deployment.ts';
import { jobNamespace, managerNamespace } from './namespace.ts';
import { clusterRole, role } from './role.ts';
import { clusterRoleBinding, roleBinding } from './role-binding.ts';
import { jobServiceAccount, managerServiceAccount } from './service-account.ts';
import { tokenSecret } from './token-secret.ts';

/** A Kubernetes object as data. */
export interface KubernetesObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/** Returns every object of a document, in the order in which a cluster wants them. */
export function objects(resolved: Resolved): KubernetesObject[] {
  const { jobNamespaces } = resolved;
  const inJobNamespaces = <T>(
    build: (resolved: Resolved, namespace: (typeof jobNamespaces)[number]) => T,
  ): T[] => jobNamespaces.map((namespace) => build(resolved, namespace));
  return [
    managerNamespace(resolved),
    ...inJobNamespaces(jobNamespace),
    managerServiceAccount(resolved),
    ...inJobNamespaces(jobServiceAccount),
    ...inJobNamespaces(role),
    ...inJobNamespaces(roleBinding),
    clusterRole(resolved),
    clusterRoleBinding(resolved),
    config(resolved),
    tokenSecret(resolved),
    deployment(resolved),
  ].filter((object) => object !== undefined);
}
