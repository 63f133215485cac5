import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { EFFECTS } from '../../src/operate/diff/effects.ts';
import { cli } from '../support/cli.ts';
import { build, objectsOf } from '../support/kustomize.ts';
import { directory, root } from '../support/project.ts';

const page = readFileSync(join(root, 'docs/gitops.md'), 'utf8');

/** The files of the page that say where they are, the first of each. */
const files = Object.fromEntries(
  [...page.matchAll(/^```yaml\n(# (deploy\/\S+)\n[\s\S]*?)^```$/gm)]
    .reverse()
    .map(([, text = '', path = '']) => [path, text]),
);

describe('docs/gitops.md', () => {
  it('shows a layout that builds with what vendor writes, for Argo CD', async () => {
    const path = directory(files);
    const vendored = join(path, 'vendor/gitlab-runner-manifests');
    expect(page).toContain('gitlab-runner-manifests vendor vendor/gitlab-runner-manifests ');
    expect(await cli(['vendor', vendored])).toMatchObject({ exitCode: 0 });
    const objects = objectsOf(build(join(path, 'deploy')));
    const account = objects.find(({ kind }) => kind === 'ServiceAccount');
    expect(account?.metadata).toMatchObject({
      namespace: 'gitlab-runner',
      annotations: { 'argocd.argoproj.io/sync-wave': '-1' },
    });
    expect(await cli(['vendor', vendored, '--check'])).toMatchObject({ exitCode: 0 });
    expect(await cli(['validate', '-k', join(path, 'deploy')])).toMatchObject({ exitCode: 0 });
  });

  it('names effects that diff has', () => {
    const named = [...page.matchAll(/`diff` says `([\w-]+)`/g)].map(([, code]) => code);
    expect(named.length).toBeGreaterThan(1);
    for (const code of named) expect(Object.keys(EFFECTS)).toContain(code);
  });

  it('names every kind that has the first wave', () => {
    const golden = readFileSync(join(root, 'test/golden/argocd/objects.yaml'), 'utf8');
    const [, row = ''] = /^\| (Namespace, .*?) \| `argocd/m.exec(page) ?? [];
    const waved = golden
      .split(/^---$/m)
      .filter((text) => /sync-wave: "-1"/.test(text))
      .map((text) => (parse(text) as { readonly kind: string }).kind);
    expect([...new Set(waved)].filter((kind) => !row.includes(kind))).toEqual([]);
  });
});
