import type { PolicyRule } from 'kubernetes-types/rbac/v1.js';

import type { KubernetesObject } from '../../../../src/index.ts';

/** A verb on a resource, as grants hold it. */
export interface Verb {
  /** Where a Role, or the ClusterRole, grants it. */
  readonly scope: 'namespace' | 'cluster';
  readonly apiGroup: string;
  readonly resource: string;
  readonly verb: string;
}

/** What a run has shown of a verb. */
export interface ShownVerb extends Verb {
  /** What is seen without it, and only then. */
  readonly seen: readonly string[];
  /** What is seen with it, and only then. */
  readonly unseen: readonly string[];
}

declare module 'vitest' {
  export interface TaskMeta {
    /** The verb without which the test has seen something fail. */
    verb?: ShownVerb;
  }
}

/** How the API server refuses it. */
export function refusalOf({ resource, verb }: Verb): string {
  return `cannot ${verb} resource "${resource}"`;
}

/** A permission is missing: in the words of the API server, or of a manager that has asked it before. */
export const REFUSAL = /cannot \w+ resource "|not allowed: /;

/** Takes a verb out of the Roles of a runner. */
export function without({ scope, apiGroup, resource, verb }: Verb) {
  const isMeant = ({ apiGroups = [], resources = [], verbs }: PolicyRule): boolean =>
    apiGroups.includes(apiGroup) && resources.includes(resource) && verbs.includes(verb);
  const kind = scope === 'cluster' ? 'ClusterRole' : 'Role';
  return (object: KubernetesObject): KubernetesObject => {
    if (object.kind !== kind) return object;
    const rules = object.rules as readonly PolicyRule[];
    if (!rules.some(isMeant)) throw new Error(`The ${kind} has no ${verb} on ${resource} to take away.`);
    return {
      ...object,
      rules: rules
        .map((rule) => (isMeant(rule) ? { ...rule, verbs: rule.verbs.filter((one) => one !== verb) } : rule))
        .filter(({ verbs }) => verbs.length > 0),
    };
  };
}
