import type { ConfigModel, RunnerSection } from '../config-toml/sections.ts';
import type {
  ResolvedGitLabRunner,
  ResolvedJobs,
  ResolvedRunnerKubernetes,
} from '../generated/resolved-types.ts';
import { choice } from './overwrite-pattern.ts';

/** One namespace in which job pods run. */
export interface JobNamespace {
  readonly name: string;
  /** Whether the manager runs there as well. */
  readonly isManagers: boolean;
  /** Sections of config.toml whose jobs run or may run there. */
  readonly sections: readonly RunnerSection[];
  /** Settings for the namespace, over those for all. */
  readonly options: Omit<ResolvedJobs, 'namespace' | 'namespaces'>;
}

/**
 * Returns the namespaces of job pods by name: those that sections of config.toml name, and those that
 * `spec.jobs.namespaces` adds, to which jobs may go where a section lets them choose the name. Sections that create
 * a namespace for each job, or talk to another cluster, have none here.
 */
export function jobNamespaces(
  { metadata, spec }: ResolvedGitLabRunner,
  { runners }: ConfigModel,
): JobNamespace[] {
  const sections = Object.values(runners).filter(({ kubernetes }) => usesOwnNamespaces(kubernetes));
  const { namespaces: settings = {}, ...forAll } = spec.jobs;
  const names = new Set([
    ...sections.map(({ kubernetes }) => kubernetes.namespace!),
    ...Object.keys(settings),
  ]);
  // Many sections tend to have one pattern.
  const choices = new Map(
    sections.map(({ kubernetes: { namespace_overwrite_allowed: pattern } }) => [pattern, choice(pattern)]),
  );
  return [...names].sort().map((name) => {
    const own = Object.hasOwn(settings, name) ? settings[name]! : {};
    const patterns = new Set(
      Object.hasOwn(settings, name)
        ? [...choices].filter(([, mayChoose]) => mayChoose(name)).map(([pattern]) => pattern)
        : [],
    );
    return {
      name,
      isManagers: name === metadata.namespace,
      sections: sections.filter(
        ({ kubernetes }) =>
          kubernetes.namespace === name || patterns.has(kubernetes.namespace_overwrite_allowed),
      ),
      options: {
        ...forAll,
        ...own,
        labels: { ...forAll.labels, ...own.labels },
        annotations: { ...forAll.annotations, ...own.annotations },
      },
    };
  });
}

/** Whether jobs of a section run in namespaces of this cluster that exist before the job. */
export function usesOwnNamespaces({ namespace_per_job, host }: ResolvedRunnerKubernetes): boolean {
  return namespace_per_job !== true && !host;
}

/** Returns the sections that create a namespace of its own for each job. */
export function sectionsPerJob({ runners }: ConfigModel): RunnerSection[] {
  return Object.values(runners).filter(
    ({ kubernetes }) => kubernetes.namespace_per_job === true && !kubernetes.host,
  );
}
