import type { SchemaNode } from './node.ts';

const KUBERNETES = '#/definitions/io.k8s.';

/** Returns the definition that a node refers to; the node itself where it refers to none. */
export function definitionOf(node: SchemaNode, root: SchemaNode): SchemaNode {
  return node.$ref === undefined ? node : root.definitions![node.$ref.slice('#/definitions/'.length)]!;
}

/** Whether a node refers to a type of the Kubernetes API. */
export function isKubernetesType({ $ref }: SchemaNode): boolean {
  return $ref?.startsWith(KUBERNETES) === true;
}

/** Returns the name of the Kubernetes type that a node refers to: `Affinity`. */
export function kubernetesName({ $ref = '' }: SchemaNode): string {
  return $ref.slice(KUBERNETES.length);
}
