import { describe, expect, it } from 'vitest';

import { isAnchored } from '../../../src/rules/runner/overwrites.ts';
import { kubernetesFindings } from '../../support/findings.ts';

describe('isAnchored', () => {
  it.each([
    '^ci-.*$',
    '\\Aci\\z',
    '^(a|b)$',
    '^[|$]$',
    '^a\\|b$',
    '(?i)^ci$',
    '.*',
    '.+',
    '^[]|]$',
    '^[[:alpha:]|]$',
    '^$',
  ])('holds for %s', (pattern) => {
    expect(isAnchored(pattern)).toBe(true);
  });

  it.each([
    'ci-.*',
    '^ci-.*',
    'ci-.*$',
    '^ci\\$',
    '^a|b$',
    '^a$|^b$',
    '(^a$)',
    '^ci[$]',
    '.*-ci',
    '^[[:alpha:]]|x$',
  ])('does not hold for %s', (pattern) => {
    expect(isAnchored(pattern)).toBe(false);
  });

  it('takes linear time', () => {
    const hostile = `^${'[[:'.repeat(200_000)}`;
    expect(isAnchored(hostile)).toBe(false);
  });
});

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

  it('finds what a namespace for each job makes idle', () => {
    expect(
      kubernetesFindings({ namespace_per_job: true, namespace: 'ci', namespace_overwrite_allowed: '^ci$' }),
    ).toEqual(['warning NO_EFFECT namespace', 'warning NO_EFFECT namespace_overwrite_allowed']);
    expect(kubernetesFindings({ namespace_per_job: false, namespace: 'ci' })).toEqual([]);
  });
});
