import { isStricter } from '../../resolve/pod-security.ts';
import { onResolved } from '../rule.ts';

/** Pod Security levels that would keep out the very pods that the document makes a namespace run. */
export const podSecurity = onResolved(
  ({ spec: { namespace, jobs }, manager: { podSecurityLevel }, jobNamespaces, at, find }) => {
    const levels = [
      { options: namespace, needed: podSecurityLevel, place: at.below('spec', 'namespace') },
      ...jobNamespaces
        // The level of the manager's namespace applies to the jobs there.
        .filter(({ isManagers }) => !isManagers || namespace.podSecurity === undefined)
        .map(({ name, isManagers, options, podSecurityLevel: ofJobs }) => {
          const isOwn = jobs.namespaces?.[name]?.podSecurity !== undefined;
          return {
            options,
            needed: isManagers ? podSecurityLevel : ofJobs,
            place: at.below('spec', 'jobs', ...(isOwn ? ['namespaces', name] : [])),
          };
        }),
    ];
    for (const { options, needed, place } of levels) {
      const enforce = options.podSecurity?.enforce;
      if (enforce === undefined || !isStricter(enforce, needed)) continue;
      find(
        'POD_SECURITY_TOO_STRICT',
        place('podSecurity', 'enforce'),
        `With the level ${enforce} the namespace refuses pods of this document, which need ${needed}.`,
        {
          suggestion: needed,
          help: 'Tighten the security settings of the pods, lower the level, or set only `warn` and `audit`.',
        },
      );
    }
  },
);
