import { onRunner } from '../rule.ts';

/** Labels that a manager may report to GitLab, its own and an entry's together. */
const MAX_LABELS = 32;

/** More labels than the runner accepts. */
export const labels = onRunner(({ entry: { labels = {} }, spec, at, find }) => {
  const count = Object.keys({ ...spec.config.labels, ...labels }).length;
  if (count <= MAX_LABELS) return;
  find(
    'TOO_MANY_LABELS',
    Object.keys(labels).length > 0 ? at('labels') : at(),
    `The runner would have ${count} labels, its own and spec.config.labels together; ${MAX_LABELS} are allowed.`,
    'The runner refuses to load config.toml with more. Remove some.',
  );
});
