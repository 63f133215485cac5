import { CONCURRENT } from '../../config-toml/defaults.ts';
import { counted } from '../../data/counted.ts';
import { onDocument, onRunner } from '../rule.ts';

/** More runner entries than jobs at once. */
export const concurrency = onDocument(({ spec: { config, runners }, at, find }) => {
  const { concurrent = CONCURRENT } = config;
  const count = Object.keys(runners).length;
  if (concurrent >= count) return;
  find(
    'CONCURRENT_TOO_LOW',
    at('spec', 'config', ...(config.concurrent === undefined ? [] : ['concurrent'])),
    `With concurrent ${concurrent} and ${count} runners, entries wait for each other: one that asks GitLab for jobs holds up the rest.`,
    `Set spec.config.concurrent to ${count} or more.`,
  );
});

/** A limit of an entry above the one of all entries together. */
export const limit = onRunner(({ entry: { limit = 0 }, spec: { config }, at, find }) => {
  const { concurrent = CONCURRENT } = config;
  if (limit <= concurrent) return;
  find(
    'NO_EFFECT',
    at('limit'),
    `A limit of ${limit} is never reached, because concurrent allows only ${counted(concurrent, 'job')} across all runners of the manager.`,
    `Raise spec.config.concurrent to ${limit} or more, or lower the limit.`,
  );
});
