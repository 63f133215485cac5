import type {
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from 'kubernetes-types/admissionregistration/v1.js';

import { fencePolicies } from '../../fence/policies.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import type { Whole } from '../kubernetes-object.ts';
import { deployment } from '../manager/deployment.ts';
import { metadata } from '../metadata.ts';
import { referencesOf } from '../references.ts';

const apiVersion = 'admissionregistration.k8s.io/v1';

/** Returns the policies that hold the manager to the document, each with what makes it hold. */
export function admissionPolicies(
  resolved: Resolved,
): (Whole<ValidatingAdmissionPolicy> | Whole<ValidatingAdmissionPolicyBinding>)[] {
  const { admissionPolicy } = resolved.spec.jobs;
  if (admissionPolicy === undefined) return [];
  const { manager, selector } = resolved;
  const value = deployment(resolved);
  const named = referencesOf({ kind: 'Deployment', namespace: undefined, value });
  const secrets = named.flatMap(({ kind, name }) => (kind === 'Secret' ? [name] : []));
  const policies = fencePolicies(resolved, {
    serviceAccount: manager.serviceAccount,
    selector,
    secrets: [...new Set(secrets)].sort(),
  });
  return policies.flatMap(({ name, spec, namespaceSelector }) => [
    { apiVersion, kind: 'ValidatingAdmissionPolicy', metadata: metadata(resolved, name, {}), spec },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: metadata(resolved, name, {}),
      spec: {
        policyName: name,
        validationActions: [...admissionPolicy.validationActions],
        ...(namespaceSelector && { matchResources: { namespaceSelector } }),
      },
    },
  ]);
}
