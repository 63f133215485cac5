import { groupedBy } from '../../../core/data/grouped-by.ts';
import { isMapping } from '../../../core/data/is-mapping.ts';
import {
  clusterGrants,
  documentedGrants,
  type Grant,
  namespacedGrants,
  neededGrants,
} from '../../../core/rbac/grants.ts';
import { at, type Found } from '../../../import/manifests/objects.ts';
import type { Check, Find } from '../finding.ts';
import type { Manager, Section } from '../manager.ts';

/** What config.toml has the manager do, against what the objects let it do. */
export const permissions: Check = ({ managers, objects, isConcerned }, find) => {
  const isGranted = [...objects.of('RoleBinding'), ...objects.of('ClusterRoleBinding')].some(isConcerned);
  for (const manager of managers) {
    wildcards(manager, find);
    // Where no document renders Roles, others grant what the manager needs.
    if (isGranted) missing(manager, find);
  }
};

type Rule = Readonly<Record<string, unknown>>;

function rulesOf(role: Found): readonly Rule[] {
  const rules = at(role, 'rules');
  return Array.isArray(rules) ? rules.filter(isMapping) : [];
}

function wildcards({ grants }: Manager, find: Find): void {
  for (const role of new Set(grants.map(({ role: one }) => one))) {
    if (role === undefined) continue;
    rulesOf(role).forEach((rule, index) => {
      const field = ['verbs', 'resources', 'apiGroups'].find((one) => listOf(rule[one]).includes('*'));
      if (field === undefined) return;
      find(
        'WILDCARD_PERMISSION',
        { object: role, path: ['rules', index, field] },
        `"*" gives the manager all ${field}, including those of later releases.`,
        'Name what it needs.',
      );
    });
  }
}

function missing(manager: Manager, find: Find): void {
  const { config, namespace: own, grants, release, account } = manager;
  if (config === undefined) return;
  const { session_server } = config.value;
  const facts = {
    version: release ?? '',
    servesSessions: isMapping(session_server) && Boolean(session_server.listen_address),
  };
  const local = config.sections.filter(({ kubernetes }) => !kubernetes.host);
  const places = new Map<string | undefined, Section[]>();
  for (const section of local) {
    const { namespace = 'default', namespace_per_job } = section.kubernetes;
    const place = namespace_per_job === true ? undefined : String(namespace);
    places.set(place, [...(places.get(place) ?? []), section]);
  }
  const wide = grants.filter(({ isWide }) => isWide);
  for (const [namespace, sections] of places) {
    const { path } = sections[0]!;
    const here =
      namespace === undefined
        ? wide
        : grants.filter(({ binding, isWide }) => isWide || (binding.namespace ?? namespace) === namespace);
    const elsewhere = [...new Set(grants.flatMap(({ binding }) => binding.namespace ?? []))];
    if (here.length === 0) {
      find(
        'PERMISSION_MISSING',
        config.placeOf([
          ...path,
          'kubernetes',
          ...(namespace === undefined ? ['namespace_per_job'] : ['namespace']),
        ]),
        namespace === undefined
          ? `Each job gets a namespace of its own, and no ClusterRole lets the account "${account}" make one: every job fails.`
          : `Jobs run in the namespace "${namespace}", where the account "${account}" of the namespace "${own ?? ''}" may do nothing: every job fails.`,
        elsewhere.length === 0
          ? 'No binding among the objects is about the account: names or namespaces were changed on one side alone.'
          : `The objects let it act in ${elsewhere.map((one) => `"${one}"`).join(', ')}. kustomize does not look into config.toml: set the namespace in the config layer.`,
      );
      continue;
    }
    // What a role is not among the objects grants is not known.
    if (here.some(({ role }) => role === undefined)) continue;
    const rules = here.flatMap(({ role }) => rulesOf(role!));
    const lacks = (grant: Grant): readonly string[] =>
      grant.verbs.filter((verb) => !isCovered(rules, grant, verb));
    const needed = neededGrants(
      namespacedGrants,
      sections.map(({ typed }) => typed),
      facts,
    );
    const isDocumented = documentedGrants.every((grant) => lacks(grant).length === 0);
    if (isDocumented) continue;
    const role = here.find(({ isWide }) => !isWide)?.role ?? here[0]!.role!;
    tell(needed, lacks, role, namespace, find);
  }
  const rules = wide.flatMap(({ role }) => (role === undefined ? [] : rulesOf(role)));
  if (wide.length === 0 || wide.some(({ role }) => role === undefined)) return;
  const needed = neededGrants(
    clusterGrants,
    local.map(({ typed }) => typed),
    facts,
  );
  tell(
    needed,
    (grant) => grant.verbs.filter((verb) => !isCovered(rules, grant, verb)),
    wide[0]!.role!,
    undefined,
    find,
  );
}

function tell(
  needed: readonly Grant[],
  lacks: (grant: Grant) => readonly string[],
  role: Found,
  namespace: string | undefined,
  find: Find,
): void {
  const lacking = needed.filter((grant) => lacks(grant).length > 0);
  for (const alike of groupedBy(lacking, ({ apiGroup, resource }) => `${apiGroup}/${resource}`).values()) {
    const [grant] = alike as [Grant];
    const verbs = alike.flatMap(lacks);
    const because = alike.map((one) => one.because).join('; ');
    const where = namespace === undefined ? '' : ` in the namespace "${namespace}"`;
    find(
      'PERMISSION_MISSING',
      { object: role, path: ['rules'] },
      `These rules do not grant ${verbs.join(', ')} on ${grant.resource}${where}, which the manager needs: ${because}.`,
      'Let the rules follow from the document: write into it what config.toml is to say, and further rules into `spec.rbac`.',
    );
  }
}

function isCovered(rules: readonly Rule[], { apiGroup, resource }: Grant, verb: string): boolean {
  const [, sub] = resource.split('/');
  return rules.some(
    ({ apiGroups, resources, verbs, resourceNames }) =>
      listOf(resourceNames).length === 0 &&
      listOf(apiGroups).some((one) => one === '*' || one === apiGroup) &&
      listOf(resources).some(
        (one) => one === '*' || one === resource || (sub !== undefined && one === `*/${sub}`),
      ) &&
      listOf(verbs).some((one) => one === '*' || one === verb),
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
