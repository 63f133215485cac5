import type { PodSpec, Toleration } from 'kubernetes-types/core/v1.js';

import { isEqual } from '../data/is-equal.ts';
import { toleration } from '../resolve/job-pods.ts';
import { allOf, anyOf, type Cel, literal, matches, not, oneOf, TRUE } from './cel.ts';
import { ANYTHING, type Clause, kubernetesKey, none, only, type PodField } from './clause.ts';
import { itemsOf, numberOf, numbersOf, textOf } from './values.ts';
import { wordsOfText } from './variables.ts';

const field = (name: string, otherwise: Cel): Cel => `variables.pod.?${name}.orValue(${otherwise})`;

/** What makes a pod share with its node, or its containers with each other. */
const SHARED = ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace'] as const;

const sharedNamespaces: Clause = {
  name: 'sharedNamespaces',
  says: none(`sets none of ${SHARED.join(', ')}`),
  setting: kubernetesKey('pod_spec'),
  fields: SHARED,
  allows: ({ spec }) => {
    const isSet = (name: keyof PodSpec): boolean => spec[name] === true;
    return {
      holds: allOf(SHARED.filter((name) => !isSet(name)).map((name) => not(field(name, 'false')))),
      allowed: SHARED.filter(isSet),
    };
  },
};

const userNamespace: Clause = {
  name: 'userNamespace',
  says: only('gives pods a user namespace:'),
  setting: kubernetesKey('pod_spec'),
  fields: ['hostUsers'],
  allows: ({ spec }) => {
    const isOwn = (spec as { hostUsers?: unknown }).hostUsers === false;
    return { holds: isOwn ? not(field('hostUsers', 'true')) : TRUE, allowed: isOwn ? ['always'] : [] };
  },
};

const node: Clause = {
  name: 'node',
  says: none('leaves the choice of the node to the scheduler'),
  setting: kubernetesKey('pod_spec'),
  fields: ['nodeName'],
  allows: ({ spec: { nodeName = '' } }) => ({
    // A pod that is there has its node.
    holds: anyOf(['request.operation == "UPDATE"', oneOf(field('nodeName', '""'), ['', nodeName])]),
    allowed: nodeName ? [nodeName] : [],
  }),
};

/** The account of a namespace that a pod has which names none. */
const DEFAULT_ACCOUNT = 'default';

const account: Clause = {
  name: 'account',
  says: only('runs jobs as the account'),
  setting: kubernetesKey('service_account', 'service_account_overwrite_allowed'),
  fields: ['serviceAccountName', 'serviceAccount'],
  allows: ({ section, spec }) => {
    const name = textOf(spec.serviceAccountName) ?? DEFAULT_ACCOUNT;
    const pattern = section.kubernetes.service_account_overwrite_allowed;
    const subject = field('serviceAccountName', literal(DEFAULT_ACCOUNT));
    return {
      holds: anyOf([oneOf(subject, [name]), ...(pattern ? [matches(subject, pattern)] : [])]),
      allowed: [wordsOfText(name), ...(pattern ? [`what matches ${pattern}`] : [])],
    };
  },
};

/** A name that has to be this one, or none where the settings have none. */
function nameClause(name: PodField & keyof PodSpec, key: string, what: string, otherwise: string): Clause {
  return {
    name,
    says: only(`runs jobs with ${what}`),
    setting: kubernetesKey(key),
    fields: [name],
    allows: ({ spec }) => {
      const own = textOf(spec[name]) ?? otherwise;
      return {
        holds: oneOf(field(name, literal(otherwise)), [own]),
        allowed: [own === '' ? 'none' : wordsOfText(own)],
      };
    },
  };
}

const runtimeClass = nameClause('runtimeClassName', 'runtime_class_name', 'the runtime class', '');
const scheduler = nameClause('schedulerName', 'scheduler_name', 'the scheduler', 'default-scheduler');

const priority: Clause = {
  name: 'priority',
  says: only('runs jobs with the priority class'),
  setting: kubernetesKey('priority_class_name'),
  fields: ['priorityClassName', 'priority'],
  allows: ({ spec }) => {
    const own = textOf(spec.priorityClassName) ?? '';
    const subject = field('priorityClassName', '""');
    // The API server puts the cluster's default there where the settings have none.
    return own === ''
      ? { holds: not(`${subject}.startsWith("system-")`), allowed: ['of the cluster'] }
      : { holds: oneOf(subject, [own]), allowed: [wordsOfText(own)] };
  },
};

const nodeSelector: Clause = {
  name: 'nodeSelector',
  says: only('runs jobs on nodes with the labels'),
  setting: kubernetesKey('node_selector', 'node_selector_overwrite_allowed'),
  fields: ['nodeSelector'],
  allows: ({ section, spec }) => {
    const pattern = section.kubernetes.node_selector_overwrite_allowed;
    const labels = Object.entries(spec.nodeSelector ?? {});
    const selector = field('nodeSelector', '{}');
    return {
      // Further labels leave fewer nodes.
      holds: allOf(
        labels.map(([key, value]) => {
          const own = `${selector}[${literal(key)}]`;
          return allOf([
            `${literal(key)} in ${selector}`,
            anyOf([
              oneOf(own, [String(value)]),
              ...(pattern ? [matches(`(${literal(`${key}=`)} + ${own})`, pattern)] : []),
            ]),
          ]);
        }),
      ),
      allowed: [
        ...labels.map(([key, value]) => `${key}=${wordsOfText(String(value))}`),
        ...(labels.length > 0 && pattern ? [`what matches ${pattern}`] : []),
      ],
    };
  },
};

/** Tolerations that the API server adds to every pod. */
const ADDED: readonly Toleration[] = ['not-ready', 'unreachable'].map((name) =>
  toleration(`node.kubernetes.io/${name}`, 'NoExecute'),
);

const tolerations: Clause = {
  name: 'tolerations',
  says: none('tolerates no taint of a node'),
  setting: kubernetesKey('node_tolerations', 'node_tolerations_overwrite_allowed'),
  fields: ['tolerations'],
  allows: ({ section, spec }) => {
    const pattern = section.kubernetes.node_tolerations_overwrite_allowed;
    const own = itemsOf(spec.tolerations) as readonly Toleration[];
    const each = [...ADDED, ...own.filter((one) => !ADDED.some((other) => isEqual(one, other)))];
    const parts = {
      key: 't.?key.orValue("")',
      operator: 't.?operator.orValue("Equal")',
      value: 't.?value.orValue("")',
      effect: 't.?effect.orValue("")',
    };
    const isOne = ({ key = '', operator = 'Equal', value = '', effect = '' }: Toleration): Cel =>
      allOf([
        oneOf(parts.key, [key]),
        oneOf(parts.operator, [operator]),
        oneOf(parts.value, [value]),
        // Without an effect it is about all of them.
        ...(effect ? [oneOf(parts.effect, [effect])] : []),
      ]);
    // As a job writes it, with a colon before the effect, or without one where there is none.
    const written = `${parts.key} + (${parts.operator} == "Exists" ? "" : "=" + ${parts.value})`;
    const chosen = (text: string): Cel =>
      anyOf([
        matches(`(${written} + ":" + ${parts.effect})`, text),
        allOf([oneOf(parts.effect, ['']), matches(`(${written})`, text)]),
      ]);
    return {
      holds: `${field('tolerations', '[]')}.all(t, ${anyOf([...each.map(isOne), ...(pattern ? [chosen(pattern)] : [])])})`,
      allowed: [...own.map(wordsOfToleration), ...(pattern ? [`what matches ${pattern}`] : [])],
    };
  },
};

function wordsOfToleration({ key = '', operator, value, effect }: Toleration): string {
  const what = operator === 'Exists' ? key || 'all' : `${key}=${value}`;
  return effect ? `${what}:${effect}` : what;
}

/** From here on OpenShift gives each namespace ids of its own, and its pods a group of these. */
const FIRST_ID_OF_NAMESPACES = 1_000_000_000;

const moreGroups: Clause = {
  name: 'moreGroups',
  says: none('puts pods into no further group'),
  setting: kubernetesKey('pod_security_context.fs_group', 'pod_security_context.supplemental_groups'),
  fields: ['securityContext'],
  allows: ({ spec: { securityContext } }) => {
    const files = numberOf(securityContext?.fsGroup);
    const others = numbersOf(securityContext?.supplementalGroups);
    const group = field('securityContext.?fsGroup', String(FIRST_ID_OF_NAMESPACES));
    const groups = field('securityContext.?supplementalGroups', '[]');
    return {
      holds: allOf([
        anyOf([
          `${group} >= ${FIRST_ID_OF_NAMESPACES}`,
          ...(files === undefined ? [] : [`${group} == ${files}`]),
        ]),
        others.length > 0 ? `${groups}.all(g, g in ${literal(others)})` : `size(${groups}) == 0`,
      ]),
      allowed: [...new Set([...(files === undefined ? [] : [files]), ...others])].map(String),
    };
  },
};

const sysctls: Clause = {
  name: 'sysctls',
  says: none('sets no kernel parameter'),
  setting: kubernetesKey('pod_spec'),
  fields: ['securityContext'],
  allows: ({ spec }) => {
    const names = itemsOf(spec.securityContext?.sysctls).flatMap(({ name }) => textOf(name) ?? []);
    const list = field('securityContext.?sysctls', '[]');
    return { holds: `${list}.all(s, ${oneOf('s.name', names)})`, allowed: names };
  },
};

const resourceClaims: Clause = {
  name: 'resourceClaims',
  says: none('claims no device'),
  setting: kubernetesKey('pod_spec'),
  fields: ['resourceClaims'],
  allows: ({ spec }) =>
    itemsOf((spec as { resourceClaims?: unknown }).resourceClaims).length > 0
      ? ANYTHING
      : { holds: `size(${field('resourceClaims', '[]')}) == 0`, allowed: [] },
};

/** What is asked of a pod as a whole. */
export const podClauses: readonly Clause[] = [
  sharedNamespaces,
  userNamespace,
  node,
  account,
  runtimeClass,
  priority,
  scheduler,
  nodeSelector,
  tolerations,
  moreGroups,
  sysctls,
  resourceClaims,
];
