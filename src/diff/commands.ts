import { groupedBy } from '../data/grouped-by.ts';
import { shellWord } from '../data/shell-word.ts';
import type { ObjectName } from './changes.ts';

/** Returns the commands that delete objects, one for each namespace. */
export function deleting(objects: readonly ObjectName[]): readonly string[] {
  return [...groupedBy(objects, ({ namespace }) => namespace)].map(
    ([namespace, group]) => `kubectl delete${inNamespace(namespace)} ${group.map(reference).join(' ')}`,
  );
}

/** Returns the commands that stop managers, and wait until they have ended. */
export function stopping(
  { namespace, name }: ObjectName,
  labels: object,
  seconds: number,
): readonly string[] {
  const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return [
    `kubectl scale${inNamespace(namespace)} deployment/${shellWord(name)} --replicas=0`,
    `kubectl wait${inNamespace(namespace)} pods --for=delete --selector=${shellWord(selector.join(','))} --timeout=${seconds + 60}s`,
  ];
}

/** Returns the command that starts new managers. */
export function restarting({ namespace, name }: ObjectName): readonly string[] {
  return [`kubectl rollout restart${inNamespace(namespace)} deployment/${shellWord(name)}`];
}

function inNamespace(namespace: string | undefined): string {
  return namespace === undefined ? '' : ` --namespace=${shellWord(namespace)}`;
}

/** An object as kubectl takes it: `role.rbac.authorization.k8s.io/runner`. */
function reference({ apiVersion, kind, name }: ObjectName): string {
  const [, group] = /^(.+)\//.exec(apiVersion) ?? [];
  return shellWord(`${kind.toLowerCase()}${group === undefined ? '' : `.${group}`}/${name}`);
}
