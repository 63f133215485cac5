import type { Place } from '../../findings/diagnostic.ts';
import type { JobNamespace } from '../../resolve/job-namespaces.ts';
import { type At, onResolved } from '../rule.ts';

/** Namespaces that every cluster has, and names that Kubernetes keeps for its own. */
const SYSTEM = /^(?:default$|kube-)/;

/** Namespaces of the cluster that would be rendered as if they were the runner's. */
export const systemNamespaces = onResolved(({ metadata, spec, jobNamespaces, at, find }) => {
  const look = (name: string, create: boolean, place: Place, switchedBy: string): void => {
    if (!create || !SYSTEM.test(name)) return;
    find(
      'SYSTEM_NAMESPACE',
      place,
      `The Namespace "${name}" is the cluster's own: its rendered Pod Security labels would apply to all pods in it, not only to the runner's.`,
      `Choose another namespace, or set \`${switchedBy}: false\`: then no Namespace is rendered.`,
    );
  };
  look(metadata.namespace, spec.namespace.create, at('metadata', 'namespace'), 'spec.namespace.create');
  for (const namespace of jobNamespaces) {
    const { name, isManagers, options } = namespace;
    if (isManagers) continue;
    const place = namedAt(namespace, at, Object.hasOwn(spec.jobs.namespaces ?? {}, name));
    look(name, options.create, place, `spec.jobs.namespaces.${name}.create`);
  }
});

/** Returns where the document names a job namespace first. */
function namedAt({ name, runners }: JobNamespace, at: At, isListed: boolean): Place {
  if (isListed) return at.key('spec', 'jobs', 'namespaces', name);
  const user = runners.find(({ entry }) => entry.kubernetes.namespace === name);
  return user === undefined
    ? at('spec', 'jobs', 'namespace')
    : { path: [...user.path, 'kubernetes', 'namespace'] };
}
