import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { REMARK_KINDS, REMARK_TITLES } from '../../src/import/draft.ts';
import { root } from '../support/project.ts';

const page = readFileSync(join(root, 'docs/migrate.md'), 'utf8');

describe('docs/migrate.md', () => {
  it('explains the sections of a report by their titles, in their order', () => {
    const [, table = ''] = /^\| section \| meaning \|\n.*\n((?:\|.*\n)+)/m.exec(page) ?? [];
    const [first, ...titles] = [...table.matchAll(/^\| (.*?) \|/gm)].map(([, title]) => title);
    expect(first).toBe('settings kept');
    expect(titles).toEqual(REMARK_KINDS.map((kind) => REMARK_TITLES[kind]));
  });
});
