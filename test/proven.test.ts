import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { readResult } from './cluster/full/result.ts';
import { GROUPS, hashOfSources } from './cluster/full/sources.ts';
import { root } from './support/project.ts';

const tests = readdirSync(join(root, 'test/cluster'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.test.ts'),
);

it.each(GROUPS)(
  'the long tests of %s ran with what is here: else run these, with `npm run test:cluster:full -- FOLDER`',
  (group) => {
    expect(readResult()[group]?.sources).toBe(hashOfSources(group));
  },
);

it('each file of the long tests was in such a run', () => {
  const ran = new Set(
    Object.values(readResult()).flatMap(({ tests }) => tests.map(({ file }) => `full/${file}`)),
  );
  const written = GROUPS.map((group) => `full/${group}/`);
  expect([...ran].sort()).toEqual(
    tests.filter((file) => written.some((folder) => file.startsWith(folder))).sort(),
  );
});

it('docs/proven.md names each file of tests on a cluster', () => {
  const page = readFileSync(join(root, 'docs/proven.md'), 'utf8');
  expect(tests.filter((file) => !page.includes(`../test/cluster/${file}`))).toEqual([]);
});
