import { counted } from '../../../core/data/counted.ts';
import { groupedBy } from '../../../core/data/grouped-by.ts';
import { isMapping } from '../../../core/data/is-mapping.ts';
import type { Path } from '../../../core/data/path.ts';
import { isOurs } from '../../../core/objects/as-written.ts';
import { referencesOf } from '../../../core/objects/references.ts';
import { at, type Found } from '../../../import/manifests/objects.ts';
import type { Check, Find } from '../finding.ts';
import type { Manager } from '../manager.ts';
import type { World } from '../world.ts';

/** Admission policies of a document that no longer hold its manager. */
export const fence: Check = (world, find) => {
  const { objects } = world;
  const bindings = objects.of('ValidatingAdmissionPolicyBinding');
  const policies = objects.of('ValidatingAdmissionPolicy').filter(isRendered);
  // Where there is no manager at all, that is what is wrong.
  if (world.managers.length > 0) accounts(policies, world, find);
  for (const policy of policies) {
    if (bindings.some((binding) => at(binding, 'spec', 'policyName') === policy.name)) continue;
    find(
      'FENCE_OPEN',
      { object: policy, path: ['metadata', 'name'] },
      'No binding makes this policy hold: nothing is refused by it.',
      'Hand in all objects of the document together. For policies that refuse nothing, `validationActions: [Audit, Warn]`.',
    );
  }
  for (const binding of bindings.filter(isRendered)) place(binding, world, find);
};

function isRendered({ data }: Found): boolean {
  return isOurs(data.value);
}

interface Condition {
  readonly policy: Found;
  readonly path: Path;
  readonly namespace: string;
  readonly name: string;
}

function conditionsOf(policy: Found): Condition[] {
  return listOf(at(policy, 'spec', 'matchConditions')).flatMap(({ expression }, index) => {
    const [, namespace, name] = /"system:serviceaccount:([^:"]+):([^:"]+)"/.exec(String(expression)) ?? [];
    return namespace === undefined || name === undefined
      ? []
      : [{ policy, path: ['spec', 'matchConditions', index, 'expression'], namespace, name }];
  });
}

/** Checks the accounts that policies apply to: what is wrong with one policy is wrong with all of the document. */
function accounts(policies: readonly Found[], { managers }: World, find: Find): void {
  const lost: Condition[] = [];
  for (const condition of policies.flatMap(conditionsOf)) {
    const { policy, namespace, name } = condition;
    const manager = managers.find(
      (one) => one.account === name && (one.namespace ?? namespace) === namespace,
    );
    if (manager === undefined) lost.push(condition);
    else secrets(policy, manager, find);
  }
  for (const [first, ...others] of groupedBy(
    lost,
    ({ namespace, name }) => `${namespace}:${name}`,
  ).values()) {
    const { policy, path, namespace, name } = first!;
    const found = managers.map((one) => `"${one.account}" of the namespace "${one.namespace ?? ''}"`);
    const [whose, whom] = managers.length === 1 ? ['the manager has', 'it'] : ['the managers have', 'them'];
    find(
      'FENCE_OPEN',
      { object: policy, path },
      `This policy${others.length === 0 ? '' : `, as ${counted(others.length, 'other')},`} is for the account "${name}" of the namespace "${namespace}", and ${whose} ${found.join(', ')}: nothing holds ${whom} to the document.`,
      'Expressions are text that kustomize does not change: set prefix, suffix and namespace in the config layer, where the document is still whole.',
    );
  }
}

/** What the manager's pod reads may have got another name, as from a generator. */
function secrets(policy: Found, { workload }: Manager, find: Find): void {
  const { kind, namespace, data } = workload;
  const names = referencesOf({ kind, namespace, value: data.value }).flatMap((one) =>
    one.kind === 'Secret' ? [one.name] : [],
  );
  listOf(at(policy, 'spec', 'validations')).forEach(({ message, expression }, index) => {
    if (!/lets no job read a Secret of the manager$/.test(String(message))) return;
    const other = names.find((name) => !String(expression).includes(JSON.stringify(name)));
    if (other === undefined) return;
    find(
      'FENCE_OPEN',
      { object: policy, path: ['spec', 'validations', index, 'expression'] },
      `The manager reads the Secret "${other}", which this expression does not keep from jobs.`,
      'Give it the name that the document has for it: `disableNameSuffixHash: true` in the options of a generator.',
    );
  });
}

function place(binding: Found, { managers }: World, find: Find): void {
  const path = ['spec', 'matchResources', 'namespaceSelector', 'matchLabels', 'kubernetes.io/metadata.name'];
  const name = at(binding, ...path);
  const grants = managers.flatMap((manager) => manager.grants);
  const places = new Set(grants.flatMap((grant) => grant.binding.namespace ?? []));
  if (typeof name !== 'string' || places.size === 0 || places.has(name)) return;
  find(
    'FENCE_OPEN',
    { object: binding, path },
    `The policy holds in the namespace "${name}", and the manager may act in ${[...places].map((one) => `"${one}"`).join(', ')}.`,
    'kustomize does not change labels in selectors of namespaces: set the namespace in the config layer, where the document is still whole.',
  );
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isMapping) : [];
}
