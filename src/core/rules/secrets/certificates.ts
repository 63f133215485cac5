import { onDocument, table } from '../rule.ts';

/** A certificate authority for jobs that comes from nowhere, or from two places. */
export const certificates = onDocument(
  table([
    {
      code: 'NEEDS_KEY',
      set: 'spec.certificates.inJobs',
      when: ({ spec: { certificates } }) =>
        (certificates.inJobs?.configMap ?? certificates.inJobs?.secret) === undefined,
      message: 'Jobs get a bundle from a ConfigMap or a Secret, and neither is named.',
      help: 'Add `configMap` or `secret`.',
    },
    {
      code: 'EXCLUSIVE_KEYS',
      set: 'spec.certificates.inJobs.secret',
      isKey: true,
      when: ({ spec: { certificates } }) => certificates.inJobs?.configMap !== undefined,
      message: 'A ConfigMap and a Secret cannot both be mounted at the same place.',
      help: 'Remove `configMap` or `secret`.',
    },
  ]),
);
