import type { PolicyRule } from 'kubernetes-types/rbac/v1.js';
import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type { JobNamespace } from '../../resolve/job-namespaces.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** Extra rules that the API server refuses, that land nowhere, or that give everything away. */
export function checkPermissions({ spec, jobNamespaces }: Resolved, report: Report): void {
  const { create, extraRules, extraClusterRules } = spec.rbac;
  const path = ['spec', 'rbac'];
  const lists = { extraRules, extraClusterRules };
  for (const [key, rules] of Object.entries(lists)) {
    if (rules === undefined) continue;
    const reason = create ? nowhere(jobNamespaces, key) : 'no Role is rendered';
    if (reason !== undefined) {
      report({
        code: 'NO_EFFECT',
        severity: 'warning',
        message: `These rules have no effect, because ${reason}.`,
        path: [...path, key],
        at: 'key',
        help: create
          ? 'Use `spec.rbac.extraClusterRules`.'
          : 'Set `spec.rbac.create: true`, or take them out.',
      });
    }
    rules.forEach((rule, index) => {
      checkRule(rule, key === 'extraClusterRules', [...path, key, index], report);
    });
  }
}

function nowhere(jobNamespaces: readonly JobNamespace[], key: string): string | undefined {
  if (key === 'extraClusterRules' || jobNamespaces.length > 0) return undefined;
  return 'there is no job namespace that exists before its jobs';
}

function checkRule(rule: PolicyRule, isClusterWide: boolean, path: Path, report: Report): void {
  const { verbs, apiGroups = [], resources = [], nonResourceURLs = [] } = rule;
  if (nonResourceURLs.length > 0 && !isClusterWide) {
    report({
      code: 'CONTRADICTION',
      severity: 'error',
      message: 'A Role cannot grant nonResourceURLs: they belong to the whole cluster.',
      path: [...path, 'nonResourceURLs'],
      at: 'key',
      help: 'Move the rule to `spec.rbac.extraClusterRules`.',
    });
  } else if (nonResourceURLs.length === 0 && (apiGroups.length === 0 || resources.length === 0)) {
    report({
      code: 'NEEDS_KEY',
      severity: 'error',
      message: 'A rule has to name apiGroups and resources; the core group is the empty text.',
      path,
      help: 'Write, for instance, `apiGroups: [""]` and `resources: [configmaps]`.',
    });
  }
  const open = Object.entries({ verbs, resources, apiGroups }).find(([, values]) => values.includes('*'));
  if (open === undefined) return;
  report({
    code: 'WILDCARD_PERMISSION',
    severity: 'warning',
    message: `"*" gives the manager all ${open[0]}, those of later releases included.`,
    path: [...path, open[0]],
    help: 'Name what it needs.',
  });
}
