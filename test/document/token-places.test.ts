import { describe, expect, it } from 'vitest';

import { compile } from '../../src/core/compile.ts';
import { findings } from '../support/findings.ts';

const token = 'glrt-EXAMPLE0123456789abc';
const extra = (object: object): object => ({
  extraObjects: { own: { apiVersion: 'v1', metadata: { name: 'own', namespace: 'ci' }, ...object } },
});

describe('a token out of place', () => {
  it.each([
    [{ token: { value: token } }, {}],
    [{ token: { secretKeyRef: { name: 'glrt-team-a' } } }, {}],
    [{ token: { secretKeyRef: { name: 'gitlab-glrt-runner' } } }, {}],
    [{ token: { secretKeyRef: { name: 'glrt-shared-runners-production' } } }, {}],
    [{ token: { secretKeyRef: { name: 'glrt-k8s-shared-runners-eu-west-1' } } }, {}],
    [{ environment: ['TOKEN_PREFIX=glrt-'] }, {}],
    [{}, extra({ kind: 'Secret', stringData: { token }, data: { [token]: 'eA==' } })],
  ])('takes %j %j', (runner, spec) => {
    expect(findings(runner, spec).filter((finding) => finding.includes('TOKEN'))).toEqual([]);
  });

  it.each([
    [{ name: token }, {}, 'name'],
    [{ pre_build_script: `run --token=${token} --yes` }, {}, 'pre_build_script'],
    [{ name: 'glrtr-EXAMPLE' }, {}, 'name'],
    [{ name: 'glrt-example0123456789abc' }, {}, 'name'],
    [{ name: 'GR1348941EXAMPLE' }, {}, 'name'],
    [{ name: 'glrt-t1_exampleexample' }, {}, 'name'],
    [{ token: { secretKeyRef: { name: token } } }, {}, 'token.secretKeyRef.name'],
    [{ token: { secretKeyRef: { name: 'x', key: token } } }, {}, 'token.secretKeyRef.key'],
    [{}, { manager: { env: [{ name: 'T', value: token }] } }, 'spec.manager.env[0].value'],
    [{}, { manager: { args: [token] } }, 'spec.manager.args[0]'],
    [
      {},
      { manager: { podAnnotations: { 'example.com/x': token } } },
      'spec.manager.podAnnotations["example.com/x"]',
    ],
    [{}, { unchecked: { config: { some_key: token } } }, 'spec.unchecked.config.some_key'],
    [
      {},
      extra({ kind: 'ConfigMap', data: { 'x.toml': `token = "${token}"` } }),
      'spec.extraObjects.own.data["x.toml"]',
    ],
    [
      {},
      extra({ kind: 'Secret', metadata: { name: 'own', namespace: 'ci', annotations: { a: token } } }),
      'spec.extraObjects.own.metadata.annotations.a',
    ],
    [{ kubernetes: { pod_annotations: { [token]: 'x' } } }, {}, 'kubernetes.pod_annotations["glrt-…"]'],
    [{ [token]: 'x' }, {}, '["glrt-…"]'],
  ])('finds the token in %j %j', (runner, spec, path) => {
    const found = findings(runner, spec).filter((finding) => !finding.includes('UNCHECKED_KEY'));
    expect(found).toEqual([`error TOKEN_OUT_OF_PLACE ${path}`]);
  });

  it('looks at the whole document, and shows no token', () => {
    const { diagnostics } = compile({
      apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
      kind: 'GitLabRunner',
      metadata: { name: 'gitlab-runner', annotations: { note: token } },
      spec: { runners: { default: { url: 'https://gitlab.com', token: { secretKeyRef: { name: token } } } } },
    });
    const codes = diagnostics.map(({ code }) => code);
    expect(codes).toEqual(['TOKEN_OUT_OF_PLACE', 'TOKEN_OUT_OF_PLACE', 'MORE_CHECKS_FOLLOW']);
    for (const { message, help = '', suggestion } of diagnostics) {
      expect(suggestion).toBeUndefined();
      expect(message + help).not.toContain('EXAMPLE');
    }
  });

  it('leaves to the schema what the key was meant to be', () => {
    expect(findings({ token })).toEqual(['error WRONG_TYPE token']);
    expect(findings({ registration_token: 'GR1348941EXAMPLE' })).toEqual([
      'error UNKNOWN_KEY registration_token',
    ]);
  });
});
