import { POLL_INTERVAL, POLL_TIMEOUT } from '../../config-toml/defaults.ts';
import { onRunner } from '../rule.ts';

/** Milliseconds that the runner waits at least before it tries a request again. */
const LEAST_BACKOFF = 500;

/** How often the runner looks at a starting pod, and tries again where the API server fails. */
export const polling = onRunner(({ entry: { kubernetes }, at, find }) => {
  const { poll_interval, poll_timeout, retry_backoff_max = 0 } = kubernetes;
  const [interval, timeout] = [poll_interval || POLL_INTERVAL, poll_timeout || POLL_TIMEOUT];
  if (timeout < interval) {
    find(
      'CONTRADICTION',
      at('kubernetes', poll_timeout ? 'poll_timeout' : 'poll_interval'),
      `The runner looks at a starting pod every ${interval} seconds for ${timeout} seconds, which is not even once: every job fails.`,
      'Make poll_timeout a multiple of poll_interval.',
    );
  }
  if (retry_backoff_max > 0 && retry_backoff_max < LEAST_BACKOFF) {
    find(
      'UNUSUAL_VALUE',
      at('kubernetes', 'retry_backoff_max'),
      `The runner uses ${LEAST_BACKOFF} milliseconds for a retry_backoff_max of ${retry_backoff_max}.`,
      'The number counts milliseconds.',
    );
  }
});
