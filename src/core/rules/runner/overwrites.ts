import { overwritePattern } from '../../resolve/overwrite-pattern.ts';
import { idle, type Look, onRunner, table } from '../rule.ts';

/** Keys with a regular expression for what jobs may ask for. */
const PATTERNS = [
  'namespace_overwrite_allowed',
  'service_account_overwrite_allowed',
  'node_selector_overwrite_allowed',
  'node_tolerations_overwrite_allowed',
  'pod_labels_overwrite_allowed',
  'pod_annotations_overwrite_allowed',
] as const;

/** Patterns for what jobs may change about their pod that allow more than they seem to. */
export const overwrites = onRunner(({ entry, at, find }) => {
  for (const key of PATTERNS) {
    const pattern = entry.kubernetes[key];
    if (!pattern || overwritePattern(pattern)?.isAnchored !== false) continue;
    const suggestion = `^(?:${pattern})$`;
    find(
      'NOT_ANCHORED',
      at('kubernetes', key),
      `The runner looks for "${pattern}" anywhere in the value, so a job may also ask for values that only contain a match.`,
      {
        ...(overwritePattern(suggestion)?.isAnchored === true && { suggestion }),
        help: 'Begin with `^` and end with `$`, around all branches.',
      },
    );
  }
});

/** What keeps a pattern of images from being read: an escape of nothing, and brackets or braces that stay open. */
const BROKEN_PATTERN = /\\$|\[(?![^\]]+\])|\{(?![^}]*\})/;

/** Patterns for images that the runner cannot read and silently ignores. */
export const imagePatterns = onRunner(({ entry, at, find }) => {
  for (const key of ['allowed_images', 'allowed_services'] as const) {
    entry.kubernetes[key]?.forEach((pattern, index) => {
      if (!BROKEN_PATTERN.test(pattern.replace(/\\./gs, ''))) return;
      find(
        'NO_EFFECT',
        at('kubernetes', key, index),
        `The runner cannot read the pattern "${pattern}" and ignores it, so it allows no image.`,
        'Close each `[` and `{`, or write a backslash in front of it.',
      );
    });
  }
});

/** Keys about namespaces beside a namespace for each job. */
export const namespacePerJob = onRunner(
  table(
    ['namespace', 'namespace_overwrite_allowed'].map((key) =>
      idle<Look<'runner'>>(
        `kubernetes.${key}`,
        'namespace_per_job gives each job a namespace of its own',
        ({ entry }) => entry.kubernetes.namespace_per_job === true,
        'Remove one of the two keys.',
      ),
    ),
  ),
);
