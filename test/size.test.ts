import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

import { buildNodeFunction } from '../scripts/build-node-function.ts';

const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-size-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a Node without the stored code compiles at every start: 100 kB of it cost about 2 ms. */
it('keeps the Node function within 0.85 MB', async () => {
  const file = join(folder, 'gitlab-runner-krm');
  await buildNodeFunction(file);
  expect(statSync(`${file}.js`).size).toBeLessThan(850_000);
});
