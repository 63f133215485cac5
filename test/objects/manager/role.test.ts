import { describe, expect, it } from 'vitest';

import { renderRunner } from '../../../src/index.ts';

describe('the names of Roles', () => {
  const namesOf = (namespace: string, name: string): string[] =>
    renderRunner({
      apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
      kind: 'GitLabRunner',
      metadata: { namespace, name },
      spec: {
        config: { concurrent: 2 },
        runners: Object.fromEntries(
          [{ namespace: 'jobs' }, { namespace_per_job: true }].map((kubernetes, index) => [
            `runner-${index}`,
            { url: 'https://gitlab.com', token: { secretKeyRef: { name: 'token' } }, kubernetes },
          ]),
        ),
      },
    })
      .filter(({ kind }) => /Role(?:Binding)?$/.test(kind))
      .map(({ kind, metadata }) => `${kind} ${metadata?.namespace} ${metadata?.name}`);

  it('differ between managers that meet in a namespace or in the cluster', () => {
    const names = [...namesOf('a', 'b-c'), ...namesOf('a-b', 'c'), ...namesOf('a', 'c')];
    expect(names).toHaveLength(12);
    expect(new Set(names).size).toBe(12);
  });
});
