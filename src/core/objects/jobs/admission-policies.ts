import type {
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from 'kubernetes-types/admissionregistration/v1.js';

import { modelsOf } from '../../fence/model.ts';
import { fencePolicies } from '../../fence/policies.ts';
import { namesOf } from '../../fence/volumes.ts';
import type { Resolved } from '../../resolve/resolved.ts';
import { tokenSecretNames } from '../../resolve/tokens.ts';
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
  const policies = fencePolicies(resolved, {
    serviceAccount: manager.serviceAccount,
    selector,
    secrets: secretsOfManager(resolved),
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

/** The Secrets that the manager's pod reads, but for those without a token that the settings give to jobs as well. */
function secretsOfManager(resolved: Resolved): string[] {
  const { runners, config } = resolved;
  const named = referencesOf({ kind: 'Deployment', namespace: undefined, value: deployment(resolved) });
  const models = runners.flatMap(({ section }) => modelsOf(section, resolved));
  const shared = new Set(models.flatMap((model) => namesOf(model, 'secret')));
  const withToken = new Set([...tokenSecretNames(resolved), config.name]);
  const secrets = named.flatMap(({ kind, name }) => (kind === 'Secret' ? [name] : []));
  return [...new Set(secrets)].filter((name) => withToken.has(name) || !shared.has(name)).sort();
}
