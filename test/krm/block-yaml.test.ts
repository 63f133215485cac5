import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { readBlockYaml } from '../../src/krm/block-yaml.ts';

/** As kustomize writes a ResourceList for a generator. */
const fromKustomize = `apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
- apiVersion: gitlab-runner-manifests.dev/v1alpha1
  kind: GitLabRunner
  metadata:
    name: gitlab-runner
    annotations:
      config.kubernetes.io/function: |
        exec:
          path: ../../kustomize-plugin/gitlab-runner-krm
      config.kubernetes.io/index: '0'
      config.kubernetes.io/local-config: 'true'
  spec:
    version: 19.3.0
    runners:
      default:
        url: https://gitlab.com
        limit: 0
        environment:
        - A=b
        - "tab\\tand \\"quotes\\""
        - 'it''s'
        - --flag
        kubernetes:
          privileged: false
          cpu_limit: 500m
          memory_limit: 2Gi
          node_selector: {}
          allowed_images: []
          image:
    manager:
      replicas: -1
      tolerations:
      - key: a
        value: |-
          one

            two

      - key: b
      - - nested
        - list
functionConfig:
  pre_build_script: |+
    echo

  last: text
`;

/** Small pieces from which texts grow that are nearly what kustomize writes, or not YAML at all. */
const pieces = [
  'a: ',
  'b:',
  'a',
  'key',
  '- ',
  '-',
  ' ',
  '  ',
  '\n',
  '\n',
  '\n  ',
  '\n    ',
  '\n- ',
  '\n  - ',
  '|',
  '|-',
  '|+',
  '>',
  '|2',
  '"x"',
  "'y'",
  "'it''s'",
  '"\\n"',
  '"\\u00e9"',
  '"\\x41"',
  '"open',
  '1',
  '-0',
  '0',
  '01',
  '1.5',
  '1e3',
  '0x1F',
  '0o17',
  '19.3.0',
  '500m',
  'true',
  'True',
  'NULL',
  'null',
  '~',
  'yes',
  '{}',
  '[]',
  '[a]',
  '{a: 1}',
  '#',
  ' # c',
  ': ',
  ':',
  '&a ',
  '*a',
  '!!str ',
  '---',
  '...',
  '?',
  '? ',
  '%',
  '@',
  '`',
  ',',
  'http://x:1/',
  '<<: ',
  '__proto__: ',
  'é',
  '😀',
  '\t',
  '\u0085',
  '\u2028',
  '\u00a0',
  '.inf',
  '.5',
  '--x',
  '-x',
  '_1',
  '1_0',
  '$X',
  '0b1',
];

const same = (text: string): boolean => {
  const read = readBlockYaml(text);
  if (read === undefined) return false;
  expect(parse(text, { logLevel: 'silent' })).toStrictEqual(read);
  return true;
};

describe('readBlockYaml', () => {
  it('reads what kustomize writes', () => expect(same(fromKustomize)).toBe(true));

  it.each([
    'a: 1\na: 2\n',
    'a: "b\n  c"\n',
    'a: b\n  c\n',
    'a: [1]\n',
    'a: &x 1\n',
    'a: *x\n',
    'a: !!str 1\n',
    '# a\na: 1\n',
    'a: 1 # b\n',
    '---\na: 1\n',
    'a: 1\n---\nb: 1\n',
    '- a\n',
    'text\n',
    'a: 0644\n',
    'a: 0x10\n',
    'a: 1e3\n',
    'a: .inf\n',
    'a: True\n',
    'a: ~\n',
    'true: 1\n',
    '1: 1\n',
    '<<: 1\n',
    '__proto__: 1\n',
    'a: >\n  x\n',
    'a: |2\n   x\n',
    'a: b: c\n',
    'a: b:\n',
    'a: 12345678901234567890\n',
    'a:\n\n  b: 1\n',
    'a: 1',
    '',
    '\n',
    ' a: 1\n',
    'a: 1\r\n',
    'a:\tb\n',
    `${'- '.repeat(100)}a: 1\n`,
    `${Array.from({ length: 100 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')}`,
  ])('leaves %j to the library', (text) => expect(readBlockYaml(text)).toBeUndefined());

  it('reads the same as the library, or nothing', () => {
    let read = 0;
    const text = fc
      .array(fc.constantFrom(...pieces), { maxLength: 14 })
      .map((parts) => `a: ${parts.join('')}\n`);
    fc.assert(
      fc.property(text, (candidate) => {
        read += same(candidate) ? 1 : 0;
      }),
      { seed: 1, numRuns: 20_000 },
    );
    expect(read).toBeGreaterThan(500);
  });

  it('reads the same as the library from what kustomize writes with one place changed, or nothing', () => {
    let read = 0;
    const change = fc.tuple(fc.nat(fromKustomize.length), fc.nat(4), fc.constantFrom('', ...pieces));
    fc.assert(
      fc.property(change, ([place, length, piece]) => {
        const text = fromKustomize.slice(0, place) + piece + fromKustomize.slice(place + length);
        read += same(text) ? 1 : 0;
      }),
      { seed: 1, numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(500);
  });

  it('reads the same as the library from any plain data', () => {
    let read = 0;
    const key = fc.constantFrom(
      'a',
      'b',
      'kind',
      'config.kubernetes.io/index',
      "it's",
      'two words',
      '1',
      'true',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.oneof(
          fc.string(),
          fc.constantFrom('', 'x\n', ' x', 'a\n\nb\n', '\n'),
          fc.integer(),
          fc.boolean(),
          fc.constant(null),
        ),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4 }), fc.boolean(), (value, indentSeq) => {
        read += same(stringify(value, { indentSeq, lineWidth: 0, singleQuote: true })) ? 1 : 0;
      }),
      { seed: 1, numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(500);
  });

  it('takes a text of a million lines', () => {
    const text = `a:\n${'- b\n'.repeat(1_000_000)}`;
    expect(readBlockYaml(text)?.a).toHaveLength(1_000_000);
  });
});
