import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

import { buildNodeFunction } from '../scripts/build-node-function.ts';

const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-size-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Node compiles the whole file at every start: 100 kB of it cost about 2 ms. */
it('keeps the Node function within 1.25 MB', async () => {
  const file = join(folder, 'gitlab-runner-krm');
  await buildNodeFunction(file);
  expect(statSync(file).size).toBeLessThan(1_250_000);
});
