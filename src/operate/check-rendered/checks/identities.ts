import type { Check } from '../finding.ts';
import { objectName } from '../world.ts';

/** Objects that would be the same one in the cluster. */
export const identities: Check = ({ repeated }, find) => {
  for (const object of repeated) {
    find(
      'OBJECT_TAKEN',
      { object, path: ['metadata', 'name'] },
      `${objectName(object)} is there twice: the last one that is applied replaces the other.`,
      'Remove one, or give one document another name.',
    );
  }
};
