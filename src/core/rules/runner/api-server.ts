import { onRunner, type RunnerRow, table } from '../rule.ts';

/** How the executor reaches the API server, where keys need each other. */
export const apiServer = onRunner(
  table([
    ...(['key_file', 'ca_file'] as const).map(
      (key): RunnerRow => ({
        code: 'NEEDS_KEY',
        set: 'kubernetes.cert_file',
        isKey: true,
        when: ({ entry: { kubernetes } }) => kubernetes.host !== undefined && kubernetes[key] === undefined,
        message: `A client certificate for host needs ${key} too; without it every job fails.`,
        help: `Add \`${key}\`.`,
      }),
    ),
    ...['cert_file', 'key_file', 'ca_file', 'bearer_token', 'context'].map(
      (key): RunnerRow => ({
        code: 'NO_EFFECT',
        set: `kubernetes.${key}`,
        isKey: true,
        when: ({ entry: { kubernetes } }) => kubernetes.host === undefined,
        message:
          key === 'context'
            ? 'context has no effect, because the manager runs in a cluster and uses its service account there.'
            : `${key} is meant for the API server at \`host\`, which is not set.`,
        help: 'For jobs in another cluster set `host`.',
      }),
    ),
  ]),
);
