import type { Resource } from '../resource.ts';

/** Name of the operator's objects. */
export function workloadOf({ kind, name }: Pick<Resource, 'kind' | 'name'>): string {
  return `${kind === 'MultiRunner' ? 'gitlab-mrunner' : 'gitlab-runner'}-${name}`;
}

/** How the operator's own Deployment is called. */
export const OPERATOR = /gitlab-runner-operator|controller-manager/;
