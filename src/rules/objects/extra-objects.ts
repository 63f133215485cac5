import { identityKey } from '../../objects/identity.ts';
import { onObjects } from '../rule.ts';

/** Extra objects that would replace one of ours or each other, and lists, which no tool counts as one object. */
export const extraObjects = onObjects(({ spec, objects, at, find }) => {
  if (spec.extraObjects === undefined) return;
  const taken = new Map(objects.own.map((object) => [identityKey(object), 'an object of the runner']));
  for (const [id, object] of Object.entries(spec.extraObjects)) {
    const atObject = at.below('spec', 'extraObjects', id);
    if (object.kind.endsWith('List') && 'items' in object) {
      find(
        'NOT_ALLOWED',
        atObject('kind'),
        `A ${object.kind} is not one object, and what it holds cannot be told apart from ours.`,
        'Make an entry of each of its items.',
      );
      continue;
    }
    const owner = taken.get(identityKey(object));
    if (owner !== undefined) {
      find(
        'OBJECT_TAKEN',
        atObject('metadata', 'name'),
        `The ${object.kind} "${object.metadata.name}" is ${owner} already.`,
        'Use another name. To change an object of the runner, patch it in the resource layer.',
      );
    }
    taken.set(identityKey(object), `the entry "${id}"`);
  }
});
