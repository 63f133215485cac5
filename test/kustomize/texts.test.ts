import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';

import { directory, installInto } from '../support/project.ts';
import { run } from '../support/run.ts';

/** Texts that readers of YAML 1.1 and 1.2 take for something else, or stumble over. */
const texts = [
  ...[
    'yes',
    'no',
    'on',
    'off',
    'y',
    'n',
    'true',
    'null',
    '~',
    '',
    '=',
    '<<',
    '*a',
    '&a',
    '!x',
    '%x',
    '@x',
    '`x',
  ],
  ...[
    '0644',
    '0o17',
    '0x1F',
    '0b11',
    '1_000',
    '-_1',
    '1e3',
    '1.',
    '.5',
    '.inf',
    '.nan',
    '+1',
    '1:20',
    '12:30:45',
  ],
  ...['2026-01-02', '2026-01-02T03:04:05Z', '12345678901234567890', '-0', '1.20', '0', '007'],
  ...[
    'a: b',
    'a:b',
    ': a',
    'a #b',
    '#a',
    '- a',
    '-',
    '?',
    '? a',
    '{a}',
    '[a]',
    '}',
    ']',
    ',',
    '|',
    '>',
    '"a"',
    "'a'",
    "it's",
  ],
  ...[
    ' a',
    'a ',
    '\ta',
    'a\tb',
    'a\nb',
    'a\nb\n',
    '\na',
    'a\n\n',
    'a\r\nb',
    '  a\nb',
    'a\n b',
    '---',
    '---\na',
    '...',
    'a\\nb',
  ],
  ...[
    'ü',
    '😀',
    '\u00a0a',
    'a'.repeat(300),
    'x '.repeat(100).trim(),
    '$HOME',
    '${A}',
    '%{x}',
    '\\',
    '"',
    "'",
  ],
];

it('hands every text to the function as it was written', () => {
  const podAnnotations = Object.fromEntries(texts.map((text, index) => [`example.com/text-${index}`, text]));
  const path = directory({
    'kustomization.yaml': 'generators: [runner.yaml]\n',
    'runner.yaml': stringify(
      {
        apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
        kind: 'GitLabRunner',
        metadata: {
          name: 'gitlab-runner',
          annotations: {
            'config.kubernetes.io/function': 'exec: {path: node_modules/.bin/gitlab-runner-krm}',
          },
        },
        spec: {
          runners: { default: { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'token' } } } },
          manager: { podAnnotations },
        },
      },
      { compat: 'yaml-1.1', defaultStringType: 'QUOTE_DOUBLE' },
    ),
  });
  installInto(path);
  const { exitCode, stdout, stderr } = run('kustomize', [
    'build',
    '--enable-alpha-plugins',
    '--enable-exec',
    join(path),
  ]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const deployment = parseAllDocuments(stdout, { version: '1.1' })
    .map(
      (document) =>
        document.toJS() as { kind: string; spec: { template: { metadata: { annotations: object } } } },
    )
    .find(({ kind }) => kind === 'Deployment');
  expect(deployment?.spec.template.metadata.annotations).toEqual(podAnnotations);
});
