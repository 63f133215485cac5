import { type Look, onDocument, onResolved, type Row, table } from '../rule.ts';

const LISTS = ['extraRules', 'extraClusterRules'] as const;

/** Extra rules that no Role has. */
export const unusedRules = onResolved(
  table([
    ...LISTS.map(
      (list): Row<Look<'resolved'>> => ({
        code: 'NO_EFFECT',
        set: `spec.rbac.${list}`,
        isKey: true,
        when: ({ spec }) => !spec.rbac.create,
        message: 'These rules have no effect, because no Role is rendered.',
        help: 'Set `spec.rbac.create: true`, or remove them.',
      }),
    ),
    {
      code: 'NO_EFFECT',
      set: 'spec.rbac.extraRules',
      isKey: true,
      when: ({ spec, jobNamespaces }) => spec.rbac.create && jobNamespaces.length === 0,
      message: 'These rules have no effect, because there is no job namespace that exists before its jobs.',
      help: 'Use `spec.rbac.extraClusterRules`.',
    },
  ]),
);

/** Extra rules that the API server refuses, or that give everything away. */
export const extraRules = onDocument(({ spec, at: from, find }) => {
  for (const list of LISTS) {
    spec.rbac[list]?.forEach((rule, index) => {
      const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
      const at = from.below('spec', 'rbac', list, index);
      if (nonResourceURLs.length > 0 && list === 'extraRules') {
        find(
          'CONTRADICTION',
          at.key('nonResourceURLs'),
          'A Role cannot grant nonResourceURLs: they belong to the whole cluster.',
          'Move the rule to `spec.rbac.extraClusterRules`.',
        );
      } else if (
        nonResourceURLs.length > 0 &&
        [apiGroups, resources, resourceNames].some(({ length }) => length > 0)
      ) {
        find(
          'CONTRADICTION',
          at.key('nonResourceURLs'),
          'A rule is about resources or about nonResourceURLs, not both.',
          'Make two rules of it.',
        );
      } else if (nonResourceURLs.length === 0 && (apiGroups.length === 0 || resources.length === 0)) {
        find(
          'NEEDS_KEY',
          at(),
          'A rule has to name apiGroups and resources; the core group is the empty text.',
          'Write, for instance, `apiGroups: [""]` and `resources: [configmaps]`.',
        );
      }
      const open = Object.entries({ verbs, resources, apiGroups }).find(([, names]) => names.includes('*'));
      if (open === undefined) return;
      find(
        'WILDCARD_PERMISSION',
        at(open[0], open[1].indexOf('*')),
        `"*" gives the manager all ${open[0]}, including those of later releases.`,
        'Name what it needs.',
      );
    });
  }
});
