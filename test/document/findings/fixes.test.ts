import { describe, expect, it } from 'vitest';

import { validateConfig } from '../../../src/api.ts';
import type { Fix } from '../../../src/core/findings/fix.ts';

/** The fixes of a document with this in its spec, and with one runner. */
function fixes(spec: object, runner: object = {}, top: object = {}): readonly Fix[] {
  const document = {
    apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
    kind: 'GitLabRunner',
    metadata: { name: 'gitlab-runner' },
    ...top,
    spec: {
      runners: { a: { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'x' } }, ...runner } },
      ...spec,
    },
  };
  return validateConfig(document).diagnostics.flatMap(({ fix }) => fix ?? []);
}

const runner = ['spec', 'runners', 'a'];

describe('a finding has a fix where the cure is certain', () => {
  it.each<[string, object, Fix]>([
    [
      'another case',
      { checkInterval: 3 },
      { do: 'rename', path: ['spec', 'config', 'checkInterval'], key: 'check_interval' },
    ],
    [
      'other separators',
      { 'log-level': 'info' },
      { do: 'rename', path: ['spec', 'config', 'log-level'], key: 'log_level' },
    ],
    [
      'a letter',
      { concurent: 4 },
      { do: 'rename', path: ['spec', 'config', 'concurent'], key: 'concurrent' },
    ],
    [
      'a key with a new name',
      { metrics_server: ':9252' },
      { do: 'rename', path: ['spec', 'config', 'metrics_server'], key: 'listen_address' },
    ],
    [
      'a number in quotes',
      { concurrent: '4' },
      { do: 'set', path: ['spec', 'config', 'concurrent'], value: 4 },
    ],
    [
      'a time',
      { check_interval: '2m' },
      { do: 'set', path: ['spec', 'config', 'check_interval'], value: 120 },
    ],
    ['a word', { log_format: 'jsom' }, { do: 'set', path: ['spec', 'config', 'log_format'], value: 'json' }],
  ])('%s in spec.config', (_, config, fix) => {
    expect(fixes({ config })).toEqual([fix]);
  });

  it.each<[string, object, Fix]>([
    [
      'a truth value as text',
      { privileged: 'no' },
      { do: 'set', path: [...runner, 'kubernetes', 'privileged'], value: false },
    ],
    [
      'a text without quotes',
      { image: 5 },
      { do: 'set', path: [...runner, 'kubernetes', 'image'], value: '5' },
    ],
    [
      'a list of one',
      { cap_add: 'NET_ADMIN' },
      { do: 'set', path: [...runner, 'kubernetes', 'cap_add'], value: ['NET_ADMIN'] },
    ],
  ])('%s in spec.runners.a.kubernetes', (_, kubernetes, fix) => {
    expect(fixes({}, { kubernetes })).toEqual([fix]);
  });

  it('a key at another level, whose place is free and takes the value', () => {
    expect(fixes({ concurrent: 4 })).toEqual([
      { do: 'move', path: ['spec', 'concurrent'], to: ['spec', 'config', 'concurrent'] },
    ]);
    expect(fixes({}, { poll_timeout: 180 })).toEqual([
      { do: 'move', path: [...runner, 'poll_timeout'], to: [...runner, 'kubernetes', 'poll_timeout'] },
    ]);
  });

  it('a key of an entry among the entries, where there is one', () => {
    const spec = {
      runners: { a: { url: 'https://gitlab.com', token: { value: 'x' } }, kubernetes: { namespace: 'ci' } },
    };
    expect(fixes(spec)).toContainEqual({
      do: 'move',
      path: ['spec', 'runners', 'kubernetes'],
      to: [...runner, 'kubernetes'],
    });
  });

  it('what a document is', () => {
    expect(fixes({}, {}, { kind: undefined })).toEqual([
      { do: 'set', path: ['kind'], value: 'GitLabRunner' },
    ]);
  });

  it('in what all runners share, where that is written', () => {
    expect(fixes({ runnerDefaults: { limit: '4' } })).toEqual([
      { do: 'set', path: ['spec', 'runnerDefaults', 'limit'], value: 4 },
    ]);
    expect(fixes({ runnerDefaults: { poll_timeout: 180 } })).toEqual([
      {
        do: 'move',
        path: ['spec', 'runnerDefaults', 'poll_timeout'],
        to: ['spec', 'runnerDefaults', 'kubernetes', 'poll_timeout'],
      },
    ]);
  });

  it('a misspelt key of an entry that all runners share', () => {
    expect(fixes({ runnerDefaults: { limit: 4 } }, { limmit: 5 })).toEqual([
      { do: 'rename', path: [...runner, 'limmit'], key: 'limit' },
    ]);
  });

  it('a key that never does anything', () => {
    expect(fixes({}, { feature_flags: { FF_NETWORK_PER_BUILD: true } })).toEqual([
      { do: 'remove', path: [...runner, 'feature_flags', 'FF_NETWORK_PER_BUILD'] },
    ]);
  });

  it('a known key among the unchecked ones', () => {
    expect(fixes({ unchecked: { config: { concurrent: 4 } } })).toEqual([
      {
        do: 'move',
        path: ['spec', 'unchecked', 'config', 'concurrent'],
        to: ['spec', 'config', 'concurrent'],
      },
    ]);
  });
});

describe('a finding has none where the cure is a guess', () => {
  it.each<[string, object, object]>([
    ['a word near to several', { config: { log_forma: 'x', log_format: 'json' } }, {}],
    ['a name that only looks like another', {}, { secretName: 'x' }],
    ['several entries in one text', {}, { kubernetes: { cap_add: 'NET_ADMIN, SYS_TIME' } }],
    ['an amount in a unit that there is not', {}, { kubernetes: { memory_limit: '2GB' } }],
    ['a URL without a scheme', {}, { url: 'gitlab.com' }],
    ['a key whose place is taken', { concurrent: 4, config: { concurrent: 5 } }, {}],
    ['a key whose place takes another value', { concurrent: '4 jobs' }, {}],
    ['a key whose new name is taken', { config: { concurent: 4, concurrent: 4 } }, {}],
    ['a template', { config: { concurrent: '{{ .Values.concurrent }}' } }, {}],
    ['a key that does nothing as things are', {}, { kubernetes: { bearer_token: 'x'.repeat(20) } }],
    ['a credential', {}, { token: 5 }],
  ])('%s', (_, spec, entry) => {
    expect(fixes(spec, entry)).toEqual([]);
  });
});
