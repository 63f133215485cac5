import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedPodSecurity } from '../../generated/resolved-types.ts';
import type { KubernetesObject } from '../../objects/kubernetes-object.ts';
import { podTemplate } from '../../objects/manager/pod-template.ts';
import { jobNamespaceLevel, managerNamespaceLevel } from '../../objects/namespace.ts';
import { isStricter, type PodSecurityLevel } from '../../resolve/pod-security.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** Pod Security levels that would keep out the very pods that the document makes a namespace run. */
export function checkPodSecurity(
  resolved: Resolved,
  _objects: readonly KubernetesObject[],
  report: Report,
): void {
  const { namespace, jobs } = resolved.spec;
  const { namespaces = {} } = jobs;
  const isSet = [namespace, jobs, ...Object.values(namespaces)].some(
    ({ podSecurity }) => podSecurity?.enforce,
  );
  if (!isSet) return;

  const managerLevel = managerNamespaceLevel(resolved, podTemplate(resolved));
  const check = (options: ResolvedPodSecurity | undefined, needed: PodSecurityLevel, path: Path): void => {
    const { enforce } = options ?? {};
    if (enforce === undefined || !isStricter(enforce, needed)) return;
    report({
      code: 'POD_SECURITY_TOO_STRICT',
      severity: 'warning',
      message: `With the level ${enforce} the namespace refuses pods of this document, which need ${needed}.`,
      path: [...path, 'podSecurity', 'enforce'],
      suggestion: needed,
      help: 'Raise the security settings of the pods, lower the level, or set `warn` and `audit` alone.',
    });
  };
  check(namespace.podSecurity, managerLevel, ['spec', 'namespace']);
  for (const job of resolved.jobNamespaces) {
    const needed = job.isManagers ? managerLevel : jobNamespaceLevel(job);
    const isOwn = namespaces[job.name]?.podSecurity !== undefined;
    if (job.isManagers && namespace.podSecurity !== undefined) continue;
    check(job.options.podSecurity, needed, ['spec', 'jobs', ...(isOwn ? ['namespaces', job.name] : [])]);
  }
}
