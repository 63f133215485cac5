import { groupedBy } from '../../core/data/grouped-by.ts';
import { shellWord } from '../../core/data/shell-word.ts';
import type { Controller } from '../../core/objects/delivery.ts';
import type { ObjectName } from './changes.ts';

/** Returns the commands that delete objects, one for each namespace. */
export function deleting(objects: readonly ObjectName[]): readonly string[] {
  return [...groupedBy(objects, ({ namespace }) => namespace)].map(
    ([namespace, group]) => `kubectl delete${inNamespace(namespace)} ${group.map(reference).join(' ')}`,
  );
}

/** Returns the commands that stop managers, and wait until they have ended. */
export function stopping(object: ObjectName, labels: object, seconds: number): readonly string[] {
  const { namespace, name } = object;
  return [
    `kubectl scale${inNamespace(namespace)} deployment/${shellWord(name)} --replicas=0`,
    waiting(object, labels, seconds),
  ];
}

/** Returns the command that waits until managers have ended. */
export function waiting({ namespace }: ObjectName, labels: object, seconds: number): string {
  const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return `kubectl wait${inNamespace(namespace)} pods --for=delete --selector=${shellWord(selector.join(','))} --timeout=${seconds + 60}s`;
}

/** Returns the command that starts new managers. Flux undoes what kubectl writes in its own name. */
export function restarting({ namespace, name }: ObjectName, controller: Controller | undefined): string {
  const writer = controller === 'Flux' ? ' --field-manager=flux-client-side-apply' : '';
  return `kubectl rollout restart${inNamespace(namespace)} deployment/${shellWord(name)}${writer}`;
}

function inNamespace(namespace: string | undefined): string {
  return namespace === undefined ? '' : ` --namespace=${shellWord(namespace)}`;
}

/** An object as kubectl accepts it: `role.rbac.authorization.k8s.io/runner`. */
function reference({ apiVersion, kind, name }: ObjectName): string {
  const [, group] = /^(.+)\//.exec(apiVersion) ?? [];
  return shellWord(`${kind.toLowerCase()}${group === undefined ? '' : `.${group}`}/${name}`);
}
