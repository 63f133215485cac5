import { type Path, valueAt } from '../../data/path.ts';
import { onObjects } from '../rule.ts';

/** A kind of object, where the settings name one that someone else makes, and the namespaces that it is taken from. */
type Reference = readonly [kind: 'ConfigMap' | 'Secret', path: Path, namespaces: readonly string[]];

/** References to objects of others by names of our objects: ours would replace them in the cluster. */
export const references = onObjects(({ metadata, spec, jobNamespaces, objects, at, find }) => {
  const { runners, cacheCredentials } = spec;
  const managers = [metadata.namespace];
  const jobs = jobNamespaces.map(({ name }) => name);
  const all: readonly Reference[] = [
    ...Object.keys(runners).map(
      (id): Reference => ['Secret', ['runners', id, 'token', 'secretKeyRef', 'name'], managers],
    ),
    ...Object.entries(cacheCredentials).flatMap(([store, keys]) =>
      Object.keys(keys).map(
        (key): Reference => ['Secret', ['cacheCredentials', store, key, 'name'], managers],
      ),
    ),
    ['Secret', ['certificates', 'ca', 'secretKeyRef', 'name'], managers],
    ['ConfigMap', ['certificates', 'ca', 'configMapKeyRef', 'name'], managers],
    ['Secret', ['certificates', 'client', 'secretName'], managers],
    ['ConfigMap', ['certificates', 'inJobs', 'configMap'], jobs],
    ['Secret', ['certificates', 'inJobs', 'secret'], jobs],
  ];
  for (const [kind, path, namespaces] of all) {
    const name = valueAt(spec, path) as string | undefined;
    if (name === undefined) continue;
    const isOurs = objects.own.some(
      ({ kind: own, metadata }) =>
        own === kind && metadata.name === name && namespaces.includes(metadata.namespace ?? ''),
    );
    if (!isOurs) continue;
    find(
      'OBJECT_TAKEN',
      at('spec', ...path),
      `The ${kind} "${name}" is an object of the runner itself, which would take the place of yours.`,
      `Give your ${kind} another name.`,
    );
  }
});
