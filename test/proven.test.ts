import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { readResult } from './cluster/full/result.ts';
import { hashOfSources } from './cluster/full/sources.ts';
import { root } from './support/project.ts';

const tests = readdirSync(join(root, 'test/cluster'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.test.ts'),
);

it('the long tests on a cluster ran with what is here: else run `npm run test:cluster:full`', () => {
  expect(readResult().sources).toBe(hashOfSources());
});

it('each file of the long tests was in that run', () => {
  const ran = new Set(readResult().tests.map(({ file }) => `full/${file}`));
  expect([...ran].sort()).toEqual(tests.filter((file) => file.startsWith('full/')).sort());
});

it('docs/proven.md names each file of tests on a cluster', () => {
  const page = readFileSync(join(root, 'docs/proven.md'), 'utf8');
  expect(tests.filter((file) => !page.includes(`../test/cluster/${file}`))).toEqual([]);
});
