import { isMapping } from '../../../core/data/is-mapping.ts';
import { at, type Found, type Objects } from '../../manifests/objects.ts';

/** Whether the inputs show that the cluster is OpenShift. */
export function isOpenShift(objects: Objects): boolean {
  return objects.all.some(
    (object) =>
      /(?:^|\.)openshift\.io$/.test(object.group) ||
      String(at(object, 'spec', 'sourceNamespace')) === 'openshift-marketplace' ||
      JSON.stringify(at(object, 'roleRef') ?? '').includes('system:openshift:scc:'),
  );
}

/** The security context constraints that an account may use, and the object that says so. */
export function constraintsOf(
  account: string,
  namespace: string | undefined,
  objects: Objects,
): readonly { readonly name: string; readonly by: Found }[] {
  const isAccount = (subject: unknown): boolean =>
    isMapping(subject) &&
    subject.kind === 'ServiceAccount' &&
    subject.name === account &&
    (namespace === undefined || subject.namespace === undefined || subject.namespace === namespace);
  const bound = [...objects.of('RoleBinding'), ...objects.of('ClusterRoleBinding')].flatMap((by) => {
    const subjects = at(by, 'subjects');
    const name = /^system:openshift:scc:(.+)$/.exec(String(at(by, 'roleRef', 'name')))?.[1];
    return name !== undefined && Array.isArray(subjects) && subjects.some(isAccount) ? [{ name, by }] : [];
  });
  const listed = objects.of('SecurityContextConstraints').flatMap((by) => {
    const users = at(by, 'users');
    const isListed =
      Array.isArray(users) &&
      users.some((user) =>
        namespace === undefined
          ? String(user).endsWith(`:${account}`)
          : user === `system:serviceaccount:${namespace}:${account}`,
      );
    return isListed ? [{ name: by.name, by }] : [];
  });
  return [...bound, ...listed];
}
