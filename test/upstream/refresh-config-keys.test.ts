import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import { readConfigKeys } from '../../scripts/upstream/read-config-keys.ts';
import {
  compareFlags,
  fileText,
  type KeyList,
  refresh,
  refreshKeys,
} from '../../scripts/upstream/refresh-config-keys.ts';
import { directory } from '../support/project.ts';

const checkout = fileURLToPath(new URL('../fixtures/gitlab-runner', import.meta.url));

describe('refreshKeys', () => {
  const list: KeyList = {
    commit: 'aaaaaaaaa',
    release: '19.4',
    removed: [{ path: 'runners', lastRelease: '15.0' }],
    keys: [
      { path: 'concurrent', type: 'string', since: '15.0', default: 1, min: 1, refusesNull: true },
      { path: 'gone', type: 'bool', since: '16.1' },
    ],
  };
  const { list: fresh, changes } = refreshKeys(list, readConfigKeys(checkout).slice(0, 3), {
    commit: 'bbbbbbbbb',
    release: '19.5',
  });

  it('takes types from the structs and keeps what was written by hand', () => {
    expect(fresh).toEqual({
      commit: 'bbbbbbbbb',
      release: '19.5',
      removed: [{ path: 'gone', lastRelease: '19.4' }],
      keys: [
        { path: 'concurrent', type: 'int', since: '15.0', default: 1, min: 1 },
        { path: 'connection_max_age', type: 'duration', since: '19.5', nullable: true },
        { path: 'runners', type: 'array<table>', since: '19.5' },
      ],
    });
  });

  it('names each difference', () => {
    expect(changes).toEqual([
      '~ concurrent: string → int',
      '+ connection_max_age: duration',
      '+ runners: array<table>',
      '- gone: bool',
    ]);
  });
});

describe('refresh', () => {
  const lists = ['config-keys.json', 'feature-flags.json'];
  const committed = (name: string): string =>
    readFileSync(new URL(`../../scripts/upstream/${name}`, import.meta.url), 'utf8');

  it.each(lists)('writes the layout that is committed: %s', (name) => {
    expect(fileText(name, JSON.parse(committed(name)))).toBe(committed(name));
  });

  it('finds no difference once it has written', () => {
    const folder = directory(Object.fromEntries(lists.map((name) => [name, committed(name)])));
    const written = (): string[] => lists.map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(refresh(checkout, folder)).toContain('+ FF_IN_PLACE: false, deprecated');
    const first = written();
    expect(first[0]).toContain('\n    { "path": "concurrent", "type": "int", "since": "15.0"');
    expect(refresh(checkout, folder)).toEqual([]);
    expect(written()).toEqual(first);
  });
});

describe('compareFlags', () => {
  it('names new, gone and changed flags', () => {
    const flag = { name: 'FF_A', default: false, deprecated: false, removedWith: null };
    expect(
      compareFlags(
        [flag, { ...flag, name: 'FF_B' }],
        [
          { ...flag, deprecated: true },
          { ...flag, name: 'FF_C' },
        ],
      ),
    ).toEqual(['~ FF_A: false → false, deprecated', '- FF_B: false', '+ FF_C: false']);
  });
});
