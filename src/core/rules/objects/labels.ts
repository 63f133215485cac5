import { followPatterns, patternTree } from '../../data/pattern-tree.ts';
import { onDocument, onResolved } from '../rule.ts';

/** Where a document gives one object more labels. Those of `metadata` may come from a tool that labels everything. */
const places = patternTree(
  [
    'manager.labels',
    'manager.podLabels',
    'namespace.labels',
    'jobs.labels',
    'jobs.namespaces.*.labels',
    'serviceAccount.labels',
    'metrics.*.labels',
    'sessionServer.*.labels',
  ].map((place) => [place.split('.'), true] as const),
);

/** Labels with a key of ours, which do not replace ours. */
export const ownLabels = onResolved(({ spec, labels: ours, at, find }) => {
  followPatterns(spec, places, (_, path, labels) => {
    for (const [key, value] of Object.entries(labels as Readonly<Record<string, string>>)) {
      if (!Object.hasOwn(ours, key) || ours[key] === value) continue;
      find(
        'NO_EFFECT',
        at.key('spec', ...path, key),
        `The label ${key} stays "${ours[key]}": the document decides on it, and by such labels the objects of a runner find each other.`,
        'Remove it, or use a label of your own.',
      );
    }
  });
});

const LOCAL_CONFIG = 'config.kubernetes.io/local-config';

/** An annotation with which kustomize would regard every object as not meant for the cluster. */
export const localConfig = onDocument(({ spec: { commonAnnotations = {} }, at, find }) => {
  if ((commonAnnotations[LOCAL_CONFIG] ?? 'false') === 'false') return;
  find(
    'UNUSUAL_VALUE',
    at.key('spec', 'commonAnnotations', LOCAL_CONFIG),
    `kustomize leaves out what has the annotation ${LOCAL_CONFIG}, which here is every object: it would apply none.`,
    'Remove it. On the document itself, in `metadata.annotations`, it is not copied to objects.',
  );
});
