import type { Resource } from '../resource.ts';

/** The id of the one runner that a resource stands for. */
export const RUNNER = 'default';

/** The account that all resources of a namespace share where they name no other. */
export const SHARED_ACCOUNT = 'gitlab-runner-app-sa';

/** Name of the Deployment that the operator makes. */
export function workloadOf({ name }: Pick<Resource, 'name'>): string {
  return `${name}-runner`;
}
