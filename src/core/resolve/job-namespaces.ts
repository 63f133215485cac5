import { groupedBy } from '../data/grouped-by.ts';
import { own } from '../data/own.ts';
import type { CheckedJobs } from '../generated/checked-types.ts';
import { namespacePermissions, type Permission } from '../rbac/permissions.ts';
import { type ManagerRole, namespaceRole } from '../rbac/roles.ts';
import type { BaseFacts } from './base-facts.ts';
import { jobPods } from './job-pods.ts';
import { overwritePattern } from './overwrite-pattern.ts';
import { commonPodSecurityLevel, loosest, type PodSecurityLevel } from './pod-security.ts';
import type { Runner } from './runners.ts';

/** One namespace in which job pods run. */
export interface JobNamespace {
  readonly name: string;
  /** Whether the manager runs there as well. */
  readonly isManagers: boolean;
  /** The runners whose jobs run or may run there. */
  readonly runners: readonly Runner[];
  /** Settings for the namespace, over those for all. */
  readonly options: Omit<CheckedJobs, 'namespace' | 'namespaces'>;
  /** The strictest Pod Security level that admits the pods of the jobs. */
  readonly podSecurityLevel: PodSecurityLevel;
  /** What the settings let the manager do there. */
  readonly permissions: readonly Permission[];
  /** The manager's Role there; `undefined` where none is rendered. */
  readonly role: ManagerRole | undefined;
}

/**
 * Returns the namespaces of job pods by name: those that sections of config.toml name, and those that
 * `spec.jobs.namespaces` adds, to which jobs may go where a section lets them choose the name: one whose pattern is too
 * large to be worked out gets no rights for it. Runners that create a namespace for each job, or talk to another cluster,
 * have none here.
 */
export function jobNamespaces(resolved: BaseFacts): JobNamespace[] {
  const { metadata, spec } = resolved;
  const runners = resolved.runners.filter(({ jobsIn }) => jobsIn === 'given namespaces');
  const { namespaces: settings = {}, ...forAll } = spec.jobs;
  const names = new Set([
    ...runners.map(({ section }) => section.kubernetes.namespace!),
    ...Object.keys(settings),
  ]);
  // Many sections tend to have one pattern.
  const choices = new Map(
    [...new Set(runners.map(({ section }) => section.kubernetes.namespace_overwrite_allowed))].map(
      (pattern) => [pattern, pattern ? overwritePattern(pattern) : undefined],
    ),
  );
  const usersOf = usersByNamespace(runners);
  const levels = new Map(runners.map((runner) => [runner, commonPodSecurityLevel(jobPods(runner.section))]));
  return [...names].sort().map((name) => {
    const given = own(settings, name);
    const patterns =
      given === undefined
        ? []
        : [...choices].filter(([, choice]) => choice?.admits(name) === true).map(([pattern]) => pattern);
    const users = usersOf(name, patterns);
    const permissions = namespacePermissions(resolved, name, users);
    return {
      name,
      isManagers: name === metadata.namespace,
      runners: users,
      options: {
        ...forAll,
        ...given,
        labels: { ...forAll.labels, ...given?.labels },
        annotations: { ...forAll.annotations, ...given?.annotations },
      },
      podSecurityLevel: loosest(users.map((runner) => levels.get(runner)!)),
      permissions,
      role: namespaceRole(resolved, name, permissions),
    };
  });
}

/**
 * Returns what finds the runners of a namespace, in their order: those that name it, and those with one of the patterns.
 * Many namespaces tend to have the same runners, or few of many.
 */
function usersByNamespace(
  runners: readonly Runner[],
): (name: string, patterns: readonly (string | undefined)[]) => readonly Runner[] {
  const residents = groupedBy(runners, ({ section }) => section.kubernetes.namespace);
  const guests = groupedBy(runners, ({ section }) => section.kubernetes.namespace_overwrite_allowed);
  const place = new Map(runners.map((runner, index) => [runner, index]));
  return (name, patterns) => {
    const own = residents.get(name) ?? [];
    const groups = [own, ...patterns.map((pattern) => guests.get(pattern)!)];
    if (groups.length === 1) return own;
    return [...new Set(groups.flat())].sort((one, other) => place.get(one)! - place.get(other)!);
  };
}
