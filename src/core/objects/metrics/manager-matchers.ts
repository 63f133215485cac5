import type { CheckedMetadata } from '../../generated/checked-types.ts';

/**
 * Returns the label matchers of the manager's series, whichever way Prometheus scrapes them: a Deployment's pods
 * are called after it, with the hash of the ReplicaSet and five characters.
 */
export function managerMatchers({ name, namespace }: CheckedMetadata): string {
  return `namespace="${namespace}",pod=~"${name}-[a-z0-9]+-[a-z0-9]{5}"`;
}

/** Returns the managers whose series the matchers in a text select, which may be JSON with quotes escaped. */
export function managersMatched(text: string): { readonly namespace: string; readonly name: string }[] {
  const found = text.matchAll(
    /namespace=\\*"([^"\\]{0,253})\\*",pod=~\\*"([^"\\]{0,253})-\[a-z0-9\]\+-\[a-z0-9\]\{5\}/g,
  );
  const pairs = new Map(
    Array.from(found, ([, namespace = '', name = '']) => [`${namespace}/${name}`, { namespace, name }]),
  );
  return [...pairs.values()];
}
