import { describe, expect, it } from 'vitest';

import { unknownKeyAdvice } from '../../../src/document/findings/suggest.ts';
import { rootSchema } from '../../../src/schema/node.ts';

const { definitions = {} } = rootSchema();
const sections = {
  Config: ['spec', 'config'],
  Runner: ['spec', 'runners', 'default'],
  RunnerKubernetes: ['spec', 'runners', 'default', 'kubernetes'],
  Manager: ['spec', 'manager'],
  Spec: ['spec'],
};
const keys = Object.entries(sections).flatMap(([name, path]) => {
  const own = Object.keys(definitions[name]!.properties!);
  return own.map((key) => ({ path, key, own }));
});

/** The ways in which people write a key of one tool in the style of another, and slips of the hand. */
const spellings: Readonly<Record<string, (key: string) => string>> = {
  camelCase: (key) => key.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase()),
  snake_case: (key) => key.replaceAll('-', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  'kebab-case': (key) => key.replaceAll('_', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  capitals: (key) => key.toUpperCase(),
  'a plural': (key) => `${key}s`,
  'a letter too few': (key) => key.slice(0, 3) + key.slice(4),
  'a letter twice': (key) => key.slice(0, 3) + key.slice(2),
  'two letters swapped': (key) => key.slice(0, 1) + key.charAt(2) + key.charAt(1) + key.slice(3),
};

describe('a misspelt key', () => {
  it.each(Object.entries(spellings))('with %s is told the key that was meant', (_, spell) => {
    const wrong = keys
      // Of a very short word a slip leaves too little.
      .filter(({ key }) => key.length > 5)
      .map((one) => ({ ...one, written: spell(one.key) }))
      .filter(({ written, key, own }) => written !== key && !own.includes(written))
      .map(({ path, key, written }) => ({ key, written, ...unknownKeyAdvice(path, written) }))
      .filter(({ key, suggestion, help }) => suggestion !== key && help === undefined);
    expect(wrong).toEqual([]);
  });
});

describe('a key at the wrong level', () => {
  it.each([
    [['spec'], 'concurrent', 'The key belongs in spec.config.'],
    [[], 'config', 'The key belongs in spec.'],
    [['spec', 'runners', 'a'], 'log_level', 'The key belongs in spec.config.'],
    [['spec', 'runners', 'a'], 'poll_timeout', 'The key belongs in spec.runners.a.kubernetes.'],
    [['spec', 'runners', 'a', 'kubernetes'], 'environment', 'The key belongs in spec.runners.a.'],
    [['spec', 'config'], 'poll_timeout', 'The key belongs in spec.runners.<id>.kubernetes.'],
    [
      ['spec', 'runners', 'a', 'cache'],
      'BucketName',
      'The key belongs in spec.runners.a.cache.s3, or in spec.runners.a.cache.gcs.',
    ],
    [['metadata'], 'replicas', 'The key belongs in spec.manager.'],
  ])('%j %s is told where it belongs', (path, key, help) => {
    expect(unknownKeyAdvice(path, key)).toEqual({ help });
  });
});

describe('a key that is gone or kept elsewhere', () => {
  it.each([
    [['spec', 'runners', 'a'], 'tags', /GitLab keeps/],
    [['spec', 'runners', 'a'], 'pre_clone_script', /16\.11/],
    [['spec', 'runners', 'a'], 'docker', /Docker executor/],
    [['spec'], 'gitlabUrl', /spec\.runners\.<id>\.url/],
    [['spec', 'runners', 'a'], 'runnerToken', /secretKeyRef/],
    [['spec', 'rbac'], 'rules', /extraRules/],
    [['spec', 'runners', 'a', 'token'], 'secretName', /secretKeyRef/],
    [['spec', 'manager'], 'serviceAccountName', /spec\.serviceAccount\.name/],
  ])('%j %s is explained', (path, key, help) => {
    expect(unknownKeyAdvice(path, key).help).toMatch(help);
  });

  it.each(['constructor', '__proto__', 'toString', '', 'x'.repeat(100_000), '日本語'])(
    '%.20s has no advice but the keys there are',
    (key) => {
      expect(unknownKeyAdvice(['spec', 'runners', 'a'], key)).toEqual({});
      expect(Object.keys(unknownKeyAdvice(['spec', 'config'], key))).toEqual(['help']);
    },
  );
});
