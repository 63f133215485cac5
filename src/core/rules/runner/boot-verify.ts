import { onRunner, table } from '../rule.ts';

/** The trial job that the manager runs when it starts. */
export const bootVerify = onRunner(
  table([
    {
      code: 'NEEDS_KEY',
      set: 'experimental.boot_verify',
      when: ({ entry: { experimental, kubernetes } }) =>
        experimental?.boot_verify?.enabled === true && kubernetes.image === undefined,
      message: 'The trial job of boot_verify has no image, so the manager ends with an error when it starts.',
      help: 'Add `kubernetes.image`.',
    },
  ]),
);
