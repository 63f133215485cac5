import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { type GitLabRunner, renderConfigToml, renderRunner, toYaml } from '../src/index.ts';
import { expectCoherent, jobPods } from './support/kubernetes-coherence.ts';
import { expectStrict } from './support/kubernetes-schema.ts';

const folder = new URL('golden/', import.meta.url);

/** Names of objects that a document of the goldens expects in the cluster. */
const external = [
  'Secret/gitlab-runner-token',
  'Secret/runner-tokens',
  'Secret/registry-credentials',
  'ConfigMap/manager-env',
];

describe.each(readdirSync(folder))('%s', (name) => {
  const file = (base: string): URL => new URL(`${name}/${base}`, folder);
  const document = parse(readFileSync(file('document.yaml'), 'utf8')) as GitLabRunner;

  it('names its release, so that a new default leaves it as it is', () => {
    expect(document.spec.version).toBeDefined();
  });

  it('renders these objects', async () => {
    await expect(toYaml(renderRunner(document))).toMatchFileSnapshot(file('objects.yaml').pathname);
  });

  it('renders this config.toml', async () => {
    await expect(renderConfigToml(document)).toMatchFileSnapshot(file('config.toml').pathname);
  });

  it('writes nothing that the variable substitution of Flux changes', () => {
    expect(toYaml(renderRunner(document))).not.toMatch(/\$[{$]/);
  });

  it('renders what Kubernetes takes, down to the last field', () => {
    expectStrict(renderRunner(document));
  });

  it('renders objects that fit together', () => {
    const extra = file('external.json');
    const objects = renderRunner(document);
    expectCoherent(objects, {
      pods: jobPods(objects),
      external: [...external, ...(existsSync(extra) ? JSON.parse(readFileSync(extra, 'utf8')) : [])],
    });
  });
});
