import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import { readConfigKeys } from '../../scripts/upstream/read-config-keys.ts';
import {
  compareFlags,
  formatKeyList,
  type KeyList,
  refreshKeys,
} from '../../scripts/upstream/refresh-config-keys.ts';

const checkout = fileURLToPath(new URL('../fixtures/gitlab-runner', import.meta.url));

describe('refreshKeys', () => {
  const list: KeyList = {
    commit: 'aaaaaaaaa',
    release: '19.4',
    removed: [{ path: 'runners', lastRelease: '15.0' }],
    keys: [
      { path: 'concurrent', type: 'string', since: '15.0', default: 1, min: 1 },
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

  it('writes one key a line', () => {
    const text = formatKeyList(fresh);
    expect(JSON.parse(text)).toEqual(fresh);
    expect(text).toContain('\n    {"path": "runners", "type": "array<table>", "since": "19.5"}\n');
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
