import { expect } from 'vitest';

import { it } from '../../support/test.ts';
import { REFUSAL } from './verb.ts';

it('a job runs with the permissions that GitLab documents', async ({ start }) => {
  const runner = await start({ spec: { rbac: { permissions: 'documented' } } });
  const job = await runner.run({ script: ['echo "it runs"'] });
  expect(job).toMatchObject({ status: 'success' });
  expect([await runner.log(), job.trace].join('\n')).not.toMatch(REFUSAL);
});
