import { identityKey } from '../../objects/identity.ts';
import type { Check } from '../finding.ts';
import { objectName } from '../world.ts';

/** Objects that would be the same one in the cluster. */
export const identities: Check = ({ objects }, find) => {
  const seen = new Set<string>();
  for (const object of objects.all) {
    const key = identityKey(object.data.value as object);
    if (seen.has(key)) {
      find(
        'OBJECT_TAKEN',
        { object, path: ['metadata', 'name'] },
        `${objectName(object)} is there twice: the last one that is applied replaces the other.`,
        'Take one out, or give one document another name.',
      );
    }
    seen.add(key);
  }
};
