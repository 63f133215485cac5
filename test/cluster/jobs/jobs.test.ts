import { expect } from 'vitest';
import { it } from '../support/test.ts';

it('a plain job', async ({ start }) => {
  const runner = await start();
  const job = await runner.run({ script: ['cat hello.txt', 'echo "it runs"'] });
  expect(job).toMatchObject({ status: 'success' });
  expect(job.trace).toContain('hello from the repository');
});
