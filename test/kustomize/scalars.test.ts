import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { emit } from '../../src/core/yaml/emit.ts';
import { directory } from '../support/project.ts';
import { run } from '../support/run.ts';
import { readSource } from '../support/source.ts';

/** Texts that YAML readers tend to take for numbers, dates and truth values. */
const scalar = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789_+-.xXbBoOeEtTZ:aF'), minLength: 1, maxLength: 8 }),
  fc
    .tuple(
      fc.constantFrom('', '-', '+'),
      fc.constantFrom('0', '0x', '0b', '0o', '1'),
      fc.stringMatching(/^[0-9_]{1,5}$/),
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(
      fc.stringMatching(/^20[0-9]{2}-[01]?[0-9]-[0-3]?[0-9]$/),
      fc.constantFrom(
        '',
        'T10:00:00Z',
        ' 10:00:00',
        't1:2:3.500Z',
        'T10:00:00+02:00',
        'T10:00:00',
        ' 10:00:00 +2',
      ),
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('yes', 'on', 'y', 'TRUE', 'True', 'null', 'Null', 'NaN', 'Infinity', '=', '0644', '1_000'),
);
const plain = scalar.filter(
  (text) => !/^(?:[-?:]$|---|\.\.\.)|:$|^[-?:] |: /.test(text) && !/^[-+]?\.(?:inf|nan)$/i.test(text),
);

const forms = [
  '0X1F',
  '0O17',
  '0B1',
  '-0X1F',
  '12e4_5',
  '1E1_0',
  '1_e1',
  '-_1',
  '_1',
  '._5',
  '.5_',
  '-._5',
  '0_8',
];

/** Returns the values of a mapping, written in YAML at no indentation, as kustomize hands them to a function. */
function readByKustomize(mapping: string): Record<string, unknown> {
  const path = directory({
    'function.sh':
      '#!/bin/sh\ncat > seen.yaml\necho \'{"kind":"ResourceList","apiVersion":"config.kubernetes.io/v1","items":[]}\'\n',
    'kustomization.yaml': 'generators: [document.yaml]\n',
    'document.yaml': [
      'apiVersion: x/v1',
      'kind: X',
      'metadata: {name: x, annotations: {config.kubernetes.io/function: "exec: {path: ./function.sh}"}}',
      'spec:',
      mapping.replace(/^/gm, '  '),
    ].join('\n'),
  });
  chmodSync(join(path, 'function.sh'), 0o755);
  const { exitCode, stderr } = run('kustomize', ['build', '--enable-alpha-plugins', '--enable-exec', path]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return parse(readFileSync(join(path, 'seen.yaml'), 'utf8')).functionConfig.spec as Record<string, unknown>;
}

it('a text that the library writes is the same text to kustomize', () => {
  const texts = [...forms, ...fc.sample(scalar, { seed: 20261124, numRuns: 6000 })];
  const written = Object.fromEntries(texts.map((text, index) => [`k${index}`, text]));
  expect(readByKustomize(emit(written))).toEqual(written);
});

it('an unquoted scalar that is taken means the same to kustomize', () => {
  const scalars = fc.sample(plain, { seed: 20261124, numRuns: 3000 });
  const accepted = scalars.filter((text) => readSource(`a: ${text}\n`, 'a.yaml').problems.length === 0);
  expect(accepted.length).toBeGreaterThan(1000);

  const seen = readByKustomize(accepted.map((text, index) => `k${index}: ${text}\n`).join(''));
  const differing = accepted.flatMap((text, index) => {
    const { a } = readSource(`a: ${text}\n`, 'a.yaml').value as { a: unknown };
    return a === seen[`k${index}`] ? [] : [{ text, here: a, kustomize: seen[`k${index}`] }];
  });
  expect(differing).toEqual([]);
});
