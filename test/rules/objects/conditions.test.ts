import { describe, expect, it } from 'vitest';

import { kubernetesFindings } from '../../support/findings.ts';

describe('affinity compares operators with their values', () => {
  const required = 'required_during_scheduling_ignored_during_execution';
  const preferred = 'preferred_during_scheduling_ignored_during_execution';
  const node = (requirement: object): object => ({
    affinity: {
      node_affinity: {
        [required]: { node_selector_terms: [{ match_expressions: [{ key: 'cpu', ...requirement }] }] },
      },
    },
  });

  it.each([
    [{ operator: 'In', values: ['a'] }, true],
    [{ operator: 'NotIn', values: [] }, false],
    [{ operator: 'In' }, false],
    [{ operator: 'Exists' }, true],
    [{ operator: 'DoesNotExist', values: ['a'] }, false],
    [{ operator: 'Gt', values: ['4'] }, true],
    [{ operator: 'Lt', values: ['four'] }, false],
    [{ operator: 'Gt', values: ['4', '8'] }, false],
  ])('%j', (requirement, fits) => {
    expect(kubernetesFindings(node(requirement))).toEqual(
      fits
        ? []
        : [
            `error CONTRADICTION affinity.node_affinity.${required}.node_selector_terms[0].match_expressions[0]`,
          ],
    );
  });

  it('at every place where conditions stand', () => {
    const wrong = [{ key: 'a', operator: 'In' }];
    const term = {
      topology_key: 'zone',
      label_selector: { match_expressions: wrong },
      namespace_selector: { match_expressions: wrong },
    };
    const found = kubernetesFindings({
      affinity: {
        node_affinity: {
          [preferred]: [{ weight: 1, preference: { match_expressions: wrong, match_fields: wrong } }],
        },
        pod_affinity: { [required]: [term], [preferred]: [{ weight: 1, pod_affinity_term: term }] },
        pod_anti_affinity: { [required]: [term] },
      },
    });
    expect(found).toHaveLength(8);
    expect(new Set(found).size).toBe(8);
  });
});
