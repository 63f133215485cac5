import { describe, expect, it } from 'vitest';

import { compile } from '../../../src/core/compile.ts';
import { kubernetesFindings } from '../../support/findings.ts';
import { documentWith } from '../../support/rendered.ts';

describe('overwrites', () => {
  it('warns about patterns that match parts of a value', () => {
    expect(
      kubernetesFindings({
        node_tolerations_overwrite_allowed: 'spot.*',
        service_account_overwrite_allowed: '^ci-.*$',
        node_selector_overwrite_allowed: '',
        pod_labels_overwrite_allowed: '^team=|env=$',
      }),
    ).toEqual([
      'warning NOT_ANCHORED node_tolerations_overwrite_allowed',
      'warning NOT_ANCHORED pod_labels_overwrite_allowed',
    ]);
  });

  it.each([
    ['^a|b$', '^(?:^a|b$)$'],
    ['(?m)^a$', '^(?:(?m)^a$)$'],
    // Nothing may stand behind a quotation that is not closed.
    ['^\\Qci$', undefined],
  ])('suggests for %s what is anchored', (pattern, suggestion) => {
    const { diagnostics } = compile(
      documentWith({}, { kubernetes: { pod_labels_overwrite_allowed: pattern } }),
    );
    expect(diagnostics.map((found) => [found.code, found.suggestion])).toEqual([
      ['NOT_ANCHORED', suggestion],
    ]);
  });

  it.each([
    ['busybox:*', false],
    ['registry.example.com/{a,b}/**', false],
    ['a[a-z]:*', false],
    ['a\\[b', false],
    ['$CI_REGISTRY/${TEAM}/*', false],
    ['[', true],
    ['a[]', true],
    ['a{b,c', true],
    ['a\\', true],
    ['a\\\\', false],
  ])('looks whether the runner can read the pattern %s', (pattern, isBroken) => {
    for (const key of ['allowed_images', 'allowed_services']) {
      expect(kubernetesFindings({ [key]: ['alpine', pattern] })).toEqual(
        isBroken ? [`warning NO_EFFECT ${key}[1]`] : [],
      );
    }
  });

  it('finds what a namespace for each job makes idle', () => {
    expect(
      kubernetesFindings({ namespace_per_job: true, namespace: 'ci', namespace_overwrite_allowed: '^ci$' }),
    ).toEqual(['warning NO_EFFECT namespace', 'warning NO_EFFECT namespace_overwrite_allowed']);
    expect(kubernetesFindings({ namespace_per_job: false, namespace: 'ci' })).toEqual([]);
  });
});
