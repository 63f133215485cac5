import type { Path, Report } from '../../diagnostics/diagnostic.ts';
import type { ResolvedGitLabRunner } from '../../generated/resolved-types.ts';
import { ownObjects } from '../../objects/extra-objects.ts';
import type { KubernetesObject } from '../../objects/kubernetes-object.ts';
import type { Resolved } from '../../resolve/resolve.ts';

/** An object that the document takes something from, and that someone else makes. */
interface Reference {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly path: Path;
  /** Whether job pods take it, in their namespaces, and not the manager. */
  readonly isOfJobs?: boolean;
}

/** References to objects of others by names that ours have: ours would take their place in the cluster. */
export function checkReferences(
  resolved: Resolved,
  objects: readonly KubernetesObject[],
  report: Report,
): void {
  const { document, metadata, jobNamespaces } = resolved;
  const own = ownObjects(resolved, objects);
  for (const { kind, name, path, isOfJobs = false } of references(document)) {
    const namespaces = isOfJobs ? jobNamespaces.map((namespace) => namespace.name) : [metadata.namespace];
    const isTaken = own.some(
      (object) =>
        object.kind === kind &&
        object.metadata?.name === name &&
        namespaces.includes(object.metadata?.namespace ?? ''),
    );
    if (!isTaken) continue;
    report({
      code: 'OBJECT_TAKEN',
      severity: 'error',
      message: `The ${kind} "${name}" is an object of the runner itself, which would take the place of yours.`,
      path,
      help: `Give your ${kind} another name.`,
    });
  }
}

function references({ spec }: ResolvedGitLabRunner): Reference[] {
  const { s3, gcs, azure } = spec.cacheCredentials;
  const { ca, client, inJobs } = spec.certificates;
  const certificates = ['spec', 'certificates'];
  const credentials = ['spec', 'cacheCredentials'];
  const all: readonly (Omit<Reference, 'name'> & { readonly name: string | undefined })[] = [
    ...Object.entries(spec.runners).map(([id, { token }]) => ({
      kind: 'Secret' as const,
      name: token.secretKeyRef?.name,
      path: ['spec', 'runners', id, 'token', 'secretKeyRef', 'name'],
    })),
    ...Object.entries({ s3, gcs, azure }).flatMap(([cache, keys = {}]) =>
      Object.entries(keys).map(([key, value]) => ({
        kind: 'Secret' as const,
        name: typeof value === 'object' ? value.name : undefined,
        path: [...credentials, cache, key, 'name'],
      })),
    ),
    { kind: 'Secret', name: ca?.secretKeyRef?.name, path: [...certificates, 'ca', 'secretKeyRef', 'name'] },
    {
      kind: 'ConfigMap',
      name: ca?.configMapKeyRef?.name,
      path: [...certificates, 'ca', 'configMapKeyRef', 'name'],
    },
    { kind: 'Secret', name: client?.secretName, path: [...certificates, 'client', 'secretName'] },
    {
      kind: 'ConfigMap',
      name: inJobs?.configMap,
      path: [...certificates, 'inJobs', 'configMap'],
      isOfJobs: true,
    },
    { kind: 'Secret', name: inJobs?.secret, path: [...certificates, 'inJobs', 'secret'], isOfJobs: true },
  ];
  return all.flatMap(({ name, ...reference }) => (name === undefined ? [] : [{ ...reference, name }]));
}
