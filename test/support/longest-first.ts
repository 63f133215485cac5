import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take the longest, in this order. */
const LONGEST = [
  'test/cluster/jobs/jobs.test.ts',
  'test/cluster/objects/objects.test.ts',
  'test/fuzz.test.ts',
  'test/kustomize/layouts.test.ts',
  'test/properties.test.ts',
  'test/import/operators/fuzz.test.ts',
  'test/import/manifests/properties.test.ts',
  'test/credentials/properties.test.ts',
];

/** Begins with the files that take the longest, also in a checkout in which nothing ran: short ones fill the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.findIndex((file) => moduleId.endsWith(`/${file}`));
      return place < 0 ? LONGEST.length : place;
    };
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
