import { describe, expect, it } from 'vitest';

import { complete } from '../src/core/complete.ts';
import { explainKey } from '../src/core/explain-key.ts';

const HEAD =
  'apiVersion: gitlab-runner-manifests.dev/v1alpha1\nkind: GitLabRunner\nmetadata:\n  name: a\nspec:\n';

/** What may be written where a text has a bar, by label. */
function completed(marked: string): { readonly labels: readonly string[]; readonly first: string } {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = complete({ text, offset });
  const [entry] = found?.entries ?? [];
  return {
    labels: found?.entries.map(({ label }) => label) ?? [],
    first: entry === undefined ? text : text.slice(0, found!.from) + entry.insert + text.slice(found!.to),
  };
}

const volumes = `${HEAD}  runners:\n    a:\n      kubernetes:\n        volumes:\n          secret:\n`;

describe('what may be written', () => {
  it.each([
    ['in an empty document', '|', ['apiVersion', 'kind', 'metadata', 'spec']],
    ['in a second document', `${HEAD}---\n|`, ['apiVersion', 'kind', 'metadata', 'spec']],
    ['as the version', 'apiVersion: |', ['gitlab-runner-manifests.dev/v1alpha1']],
    [
      'in a list of values',
      `${HEAD}  runners: {a: {kubernetes: {pull_policy: [|]}}}`,
      ['never', 'if-not-present', 'always'],
    ],
    [
      'where an entry of a list of mappings begins',
      `${volumes}            - |`,
      ['items', 'mount_path', 'name', 'read_only', 'sub_path'],
    ],
    [
      'further on in such an entry',
      `${volumes}            - name: x\n              |`,
      ['items', 'mount_path', 'read_only', 'sub_path'],
    ],
    ['below a key of every object', `${HEAD}  __proto__:\n    |`, []],
    ['below another one', `${HEAD}  constructor:\n    |`, []],
    ['in a comment', `${HEAD}  # |`, []],
  ])('is known %s', (_, marked, labels) => {
    expect(completed(marked).labels.toSorted()).toEqual(labels.toSorted());
  });

  it.each([
    ['the keys of a mapping on the next line', 'apiVersion: x\nkind: x\n|', /^metadata:\n {2}$/m],
    ['a key within braces on the same line', `${HEAD}  config: {concurrent: 4, |}`, /, [a-z_]+: \}$/],
    ['a key in place of the one that is there', `${HEAD}  config:\n    con|x: 4`, /^ {4}concurrent: 4$/m],
    ['the first key of an entry', `${volumes}            - na|`, /^ {12}- [a-z_]+: $/m],
  ])('is %s', (_, marked, line) => {
    expect(completed(marked).first).toMatch(line);
  });

  it('is found behind a word that is as long as a document may be', () => {
    expect(completed(`${HEAD}  # ${'a'.repeat(1_000_000)}.\n  |`).labels).toContain('config');
  });
});

describe('what a key means', () => {
  it.each([
    ['in a list', `${volumes}            - mount_path: /x\n`, 'mount_path'],
    ['in a second document', `${HEAD}---\nspec:\n  config:\n    log_level: info\n`, 'log_level'],
  ])('is known %s', (_, text, key) => {
    const offset = text.lastIndexOf(key);
    const found = explainKey({ text, offset: offset + 1 });
    expect(found).toMatchObject({ from: offset, to: offset + key.length });
    expect(found!.path.at(-1)).toBe(key);
  });

  it.each(['__proto__', 'constructor'])('is nothing for %s', (key) => {
    expect(explainKey({ text: `${key}: 1`, offset: 1 })).toBeUndefined();
  });
});
