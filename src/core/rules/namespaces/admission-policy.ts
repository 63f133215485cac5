import type { PolicyRule } from 'kubernetes-types/rbac/v1.js';
import { loosenedBy, modelsOf } from '../../fence/model.ts';
import { namesOf } from '../../fence/volumes.ts';
import { expandsVariables } from '../../formats/variables.ts';
import { tokenSecretNames } from '../../resolve/tokens.ts';
import { isAtLeast } from '../../runner-release.ts';
import { onDocument, onResolved } from '../rule.ts';

/** First release of Kubernetes in which every cluster has ValidatingAdmissionPolicy, in `v1`. */
const HAS_ADMISSION_POLICIES = '1.30';

/** Policies that the API server does not have or refuses. */
export const admissionPolicy = onDocument(({ spec, at: from, find }) => {
  const { admissionPolicy: options } = spec.jobs;
  if (options === undefined) return;
  const at = from.below('spec', 'jobs', 'admissionPolicy');
  if (spec.kubernetesVersion !== undefined && !isAtLeast(spec.kubernetesVersion, HAS_ADMISSION_POLICIES)) {
    find(
      'KUBERNETES_TOO_OLD',
      from.key('spec', 'jobs', 'admissionPolicy'),
      `ValidatingAdmissionPolicy needs Kubernetes ${HAS_ADMISSION_POLICIES}, and this document is for ${spec.kubernetesVersion}.`,
      'Remove `jobs.admissionPolicy`, or raise `spec.kubernetesVersion` if every cluster is newer.',
    );
  }
  const { validationActions: actions } = options;
  actions.forEach((action, index) => {
    if (actions.indexOf(action) === index) return;
    find(
      'REFUSED_VALUE',
      at('validationActions', index),
      `The action ${action} is listed twice.`,
      'Remove one.',
    );
  });
  if (!actions.includes('Deny') || !actions.includes('Warn')) return;
  find(
    'CONTRADICTION',
    at('validationActions', actions.indexOf('Warn')),
    'Kubernetes refuses Warn beside Deny: what is denied says why by itself.',
    'Remove Warn.',
  );
});

/** Settings by which every job of a runner would be refused. */
export const fencedOut = onResolved(
  ({ spec, jobNamespaces, jobServiceAccount, manager, metadata, at, find }) => {
    if (spec.jobs.admissionPolicy === undefined) return;
    const { runners = [] } = jobNamespaces.find(({ isManagers }) => isManagers) ?? {};
    const tokens = tokenSecretNames({ metadata, spec });
    for (const { id, path, entry, section } of runners) {
      const here = at.below(...path, 'kubernetes');
      const { service_account, volumes } = entry.kubernetes;
      if (service_account === manager.serviceAccount) {
        find(
          'CONTRADICTION',
          here('service_account'),
          `With jobs.admissionPolicy every job of runner "${id}" is refused: no job may run as the manager's own account.`,
          'Use another account, such as the one that `spec.jobs.serviceAccount.create: true` makes.',
        );
      }
      for (const name of modelsOf(section, { spec, jobServiceAccount }).flatMap((model) =>
        namesOf(model, 'secret'),
      )) {
        if (!tokens.includes(name)) continue;
        const index = volumes?.secret?.findIndex((volume) => volume.name === name) ?? -1;
        find(
          'CONTRADICTION',
          index < 0 ? here() : here('volumes', 'secret', index, 'name'),
          `With jobs.admissionPolicy every job of runner "${id}" is refused: "${name}" holds the token of a runner.`,
          'Give jobs a Secret of their own.',
        );
      }
    }
  },
);

/** What the policies cannot hold the manager to. */
export const fenceLoosened = onResolved(({ spec, runners, jobServiceAccount, at: from, find }) => {
  if (spec.jobs.admissionPolicy === undefined) return;
  for (const { id, path, section, jobsIn } of runners) {
    const at = from.below(...path, 'kubernetes');
    const { kubernetes } = section;
    if (jobsIn === 'another cluster') {
      find(
        'FENCE_LOOSENED',
        at('host'),
        `The admission policies are in this cluster, and jobs of runner "${id}" run in another one: nothing holds the account there to the document.`,
        'Deploy the runner in the cluster of its jobs.',
      );
      continue;
    }
    for (const key of ['bearer_token', 'bearer_token_overwrite_allowed'] as const) {
      if (!kubernetes[key]) continue;
      find(
        'FENCE_LOOSENED',
        at.key(key),
        `With ${key} another account than the manager's makes pods of runner "${id}", and the admission policies look at the manager's alone.`,
        'Remove the key: the manager has an account of its own.',
      );
    }
    for (const { index, fields, because } of loosenedBy(section, { spec, jobServiceAccount })) {
      const what = fields === undefined ? 'anything' : `any ${[...fields].join(', ')}`;
      find(
        'FENCE_LOOSENED',
        at('pod_spec', index),
        `What this patch does is not known, because ${because}: the admission policies let pods of runner "${id}" have ${what}.`,
        'Write a patch of type strategic, with its text in `patch`.',
      );
    }
    const { allowed_images = [], allowed_services = [], image = '', volumes } = kubernetes;
    if (allowed_images.length + allowed_services.length > 0 && image.startsWith('$')) {
      find(
        'FENCE_LOOSENED',
        at('image'),
        `Only the job knows what "${image}" expands to, so the admission policies allow every image${ending(image)}.`,
        'Begin with the name of a registry, and add the image to `allowed_images`.',
      );
    }
    volumes?.pvc?.forEach(({ name }, index) => {
      if (!expandsVariables(name) || !name.startsWith('$')) return;
      find(
        'FENCE_LOOSENED',
        at('volumes', 'pvc', index, 'name'),
        `Only the job knows what "${name}" expands to, so the admission policies let it mount every PersistentVolumeClaim${ending(name)}.`,
        'Begin with a fixed text, such as `cache-$CI_PROJECT_ID`.',
      );
    });
  }
});

/** The known end of a text that begins with a variable, in words: what follows its last variable. */
function ending(text: string): string {
  const rest = text.split(/\$(?:\w+|\{[^}]*\})/).at(-1)!;
  return rest === '' ? '' : ` that ends with "${rest}"`;
}

/** Kinds whose objects make pods, which then are not the manager's. */
const WORKLOADS = [
  'daemonsets',
  'statefulsets',
  'replicasets',
  'replicationcontrollers',
  'deployments',
  'jobs',
  'cronjobs',
];
const WRITES = ['create', 'update', 'patch', '*'];

/** Rules by which the manager may make pods around the policies, or change them. */
export const rulesAroundFence = onDocument(({ spec, at: from, find }) => {
  if (spec.jobs.admissionPolicy === undefined) return;
  for (const list of ['extraRules', 'extraClusterRules'] as const) {
    spec.rbac[list]?.forEach((rule, index) => {
      const way = wayAround(rule);
      if (way === undefined) return;
      find(
        'FENCE_LOOSENED',
        from('spec', 'rbac', list, index),
        `By this rule the manager ${way}, and the admission policies do not look at that.`,
        'Remove the rule, or give it to another account.',
      );
    });
  }
});

/** What a rule lets the manager do around the policies: completes "the manager …". */
function wayAround({ verbs, resources = [] }: PolicyRule): string | undefined {
  const has = (list: readonly string[], names: readonly string[]): boolean =>
    list.includes('*') || names.some((name) => list.includes(name));
  if (has(verbs, ['impersonate', 'bind', 'escalate'])) return 'may act as another account';
  if (!has(verbs, WRITES)) return undefined;
  if (has(resources, ['serviceaccounts/token', 'rolebindings', 'clusterrolebindings']))
    return 'may act as another account';
  if (has(resources, ['validatingadmissionpolicies', 'validatingadmissionpolicybindings']))
    return 'may change the policies';
  return has(resources, WORKLOADS) ? 'creates objects that create pods' : undefined;
}
