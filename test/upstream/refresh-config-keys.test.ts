import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import { parseGoFile } from '../../scripts/upstream/go-types.ts';
import { readConfigKeys, readFeatureFlags } from '../../scripts/upstream/read-config-keys.ts';
import {
  compareFlags,
  formatKeyList,
  type KeyList,
  refreshKeys,
} from '../../scripts/upstream/refresh-config-keys.ts';

const checkout = fileURLToPath(new URL('../fixtures/gitlab-runner', import.meta.url));

describe('readConfigKeys', () => {
  it('reads the keys in the order of the structs, through embedded structs, aliases and other packages', () => {
    expect(readConfigKeys(checkout)).toEqual([
      { path: 'concurrent', type: 'int' },
      { path: 'connection_max_age', type: 'duration', nullable: true },
      { path: 'runners', type: 'array<table>' },
      { path: 'runners[].name', type: 'string', registerEnv: 'RUNNER_NAME' },
      { path: 'runners[].token', type: 'string', registerEnv: 'CI_SERVER_TOKEN' },
      { path: 'runners[].token_expires_at', type: 'datetime' },
      { path: 'runners[].pull_policy', type: 'string|array<string>' },
      { path: 'runners[].allowed_pull_policies', type: 'array<string>' },
      { path: 'runners[].retry_limits', type: 'map<string,int>' },
      { path: 'runners[].security_context', type: 'table' },
      { path: 'runners[].security_context.run_as_user', type: 'int', nullable: true },
      { path: 'runners[].security_context.capabilities', type: 'table' },
      { path: 'runners[].security_context.capabilities.add', type: 'array<string>' },
      { path: 'runners[].labels', type: 'map<string,string>' },
      { path: 'runners[].Factor', type: 'float' },
    ]);
  });

  it('stops at a type that it cannot follow instead of guessing', () => {
    expect(() => parseGoFile('type T struct { F <- }')).toThrow('begins no type');
  });
});

describe('readFeatureFlags', () => {
  it('reads name, default, deprecation and end', () => {
    expect(readFeatureFlags(checkout)).toEqual([
      { name: 'FF_USE_FASTZIP', default: true, deprecated: true, removedWith: '19.7' },
      { name: 'FF_NEW', default: false, deprecated: false, removedWith: null },
    ]);
  });
});

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
