import type { Path } from '../../data/path.ts';
import { identityKey } from '../../objects/identity.ts';
import type { KubernetesObject } from '../../objects/kubernetes-object.ts';
import { managerName, type Neighbour, type RuleAcross } from './documents.ts';

/** Objects that two documents render: the one that is applied last replaces the other. */
export const objectsAcross: RuleAcross = (documents) => {
  const owners = new Map<string, Neighbour>();
  for (const document of documents) {
    const { objects, find } = document;
    const taken = objects.all.flatMap((object) => {
      const owner = owners.get(identityKey(object));
      return owner === undefined ? [] : [{ object, owner }];
    });
    const namesake = taken.find(({ owner }) => managerName(owner) === managerName(document))?.owner;
    if (namesake !== undefined) {
      find(
        'OBJECT_TAKEN',
        { path: ['metadata', 'name'] },
        `Another document has the name "${managerName(document)}" too, so both would be one manager in the cluster.`,
        'Give one of them another `metadata.name` or `metadata.namespace`.',
      );
    }
    for (const { object, owner } of taken) {
      if (owner === namesake) continue;
      const { path, help } = cure(object, document);
      const { namespace, name } = object.metadata ?? {};
      find(
        'OBJECT_TAKEN',
        { path },
        `The ${object.kind} "${[namespace, name].filter((part) => part !== undefined).join('/')}" is one that the document of "${managerName(owner)}" renders too.`,
        help,
      );
    }
    for (const object of objects.all) {
      const key = identityKey(object);
      if (!owners.has(key)) owners.set(key, document);
    }
  }
};

/** Where a document says that it renders the object, and how to leave it to the other document. */
function cure(object: KubernetesObject, { resolved }: Neighbour): { path: Path; help: string } {
  const name = object.metadata?.name ?? '';
  if (object.kind === 'Namespace' && name === resolved.metadata.namespace) {
    return {
      path: ['spec', 'namespace'],
      help: 'Set `namespace.create: false` in all documents of this namespace but one. Its Pod Security level then follows from that one, or from its `namespace.podSecurity`.',
    };
  }
  if (object.kind === 'Namespace' && resolved.jobNamespaces.some((namespace) => namespace.name === name)) {
    return {
      path: ['spec', 'jobs', 'namespaces', name],
      help: 'Set `create: false` for it in all documents of this namespace but one.',
    };
  }
  const extras = Object.entries(resolved.spec.extraObjects ?? {});
  const extra = extras.find(([, one]) => identityKey(one) === identityKey(object));
  if (extra !== undefined) {
    return { path: ['spec', 'extraObjects', extra[0]], help: 'Leave it to one of the documents.' };
  }
  return {
    path: ['metadata', 'name'],
    help: 'Give one of them another `metadata.name`, or let only one of the documents render it.',
  };
}
