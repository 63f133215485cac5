import { followPatterns, patternTree } from '../../data/pattern-tree.ts';
import { onResolved } from '../rule.ts';

/** Where a document gives one object more labels. Those of `metadata` may come from a tool that labels everything. */
const PLACES = [
  'manager.labels',
  'manager.podLabels',
  'namespace.labels',
  'jobs.labels',
  'jobs.namespaces.*.labels',
  'serviceAccount.labels',
  'metrics.*.labels',
  'sessionServer.*.labels',
].map((place) => [place.split('.'), true] as const);

/** Labels that would take the place of ours, and do not. */
export const ownLabels = onResolved(({ spec, labels: ours, at, find }) => {
  followPatterns(spec, patternTree(PLACES), (_, path, labels) => {
    for (const [key, value] of Object.entries(labels as Readonly<Record<string, string>>)) {
      if (!Object.hasOwn(ours, key) || ours[key] === value) continue;
      find(
        'NO_EFFECT',
        at.key('spec', ...path, key),
        `The label ${key} stays "${ours[key]}": the document decides on it, and by such labels the objects of a runner find each other.`,
        'Take it out, or use a label of your own.',
      );
    }
  });
});
