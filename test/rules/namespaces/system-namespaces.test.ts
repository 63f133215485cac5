import { describe, expect, it } from 'vitest';

import { compile } from '../../../src/core/compile.ts';
import { formatPath } from '../../../src/core/findings/diagnostic.ts';
import { type GitLabRunner, renderRunner } from '../../../src/index.ts';
import { documentWith } from '../../support/rendered.ts';

/** A document with one runner, whose manager runs in a namespace. */
function documentIn(namespace: string, spec: object, kubernetes: object): GitLabRunner {
  const document = documentWith(spec, { kubernetes }) as GitLabRunner;
  return { ...document, metadata: { ...document.metadata, namespace } };
}

function findings(namespace: string, spec: object = {}, kubernetes: object = {}): string[] {
  const { diagnostics } = compile(documentIn(namespace, spec, kubernetes));
  return diagnostics.map(({ severity, code, path }) => `${severity} ${code} ${formatPath(path)}`);
}

describe('namespaces of the cluster itself', () => {
  it.each(['default', 'kube-system', 'kube-public', 'kube-node-lease', 'kube-flannel'])(
    'refuses to render %s',
    (name) => {
      expect(findings(name)).toEqual(['error SYSTEM_NAMESPACE metadata.namespace']);
      expect(findings('ci', { jobs: { namespace: name } })).toEqual([
        'error SYSTEM_NAMESPACE spec.jobs.namespace',
      ]);
      expect(findings('ci', {}, { namespace: name })).toEqual([
        'error SYSTEM_NAMESPACE spec.runners.default.kubernetes.namespace',
      ]);
      expect(
        findings(
          'ci',
          { jobs: { namespaces: { [name]: {} } } },
          { namespace_overwrite_allowed: `^${name}$` },
        ),
      ).toEqual([`error SYSTEM_NAMESPACE spec.jobs.namespaces.${name}`]);
    },
  );

  it.each<[string, string, object, object?]>([
    ['the manager in one that is there', 'kube-system', { namespace: { create: false } }],
    ['jobs in one that is there', 'ci', { jobs: { namespace: 'default', create: false } }],
    [
      'jobs of one runner in one that is there',
      'ci',
      { jobs: { namespaces: { default: { create: false } } } },
      { namespace: 'default' },
    ],
    ['jobs beside the manager', 'default', { namespace: { create: false }, jobs: { namespace: 'default' } }],
    ['names that only look alike', 'kubernetes', { jobs: { namespace: 'default-jobs' } }],
  ])('takes %s', (_name, namespace, spec, kubernetes) => {
    expect(findings(namespace, spec, kubernetes)).toEqual([]);
  });

  it('renders no Namespace where it is told not to, nor one that only a pattern names', () => {
    const kubernetes = { namespace_overwrite_allowed: '^kube-system$' };
    const objects = renderRunner(documentIn('default', { namespace: { create: false } }, kubernetes));
    expect(objects.filter(({ kind }) => kind === 'Namespace')).toEqual([]);
  });
});
