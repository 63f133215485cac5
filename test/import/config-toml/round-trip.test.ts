import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { importConfig } from '../../../src/import/import-config.ts';
import { type GitLabRunner, renderConfigToml } from '../../../src/index.ts';

const goldens = new URL('../../golden/', import.meta.url);
const read = (name: string, file: string): string =>
  readFileSync(new URL(`${name}/${file}`, goldens), 'utf8');

describe('a config.toml of ours, imported', () => {
  // Its release cannot take a token from a Secret.
  const names = readdirSync(goldens).filter((name) => name !== 'old-release');
  it.each(names)('makes a document that renders it: %s', (name) => {
    const { metadata, spec } = parse(read(name, 'document.yaml')) as GitLabRunner;
    const toml = read(name, 'config.toml');
    const { documents } = importConfig([{ name: 'config.toml', text: toml }], {
      name: metadata.name,
      namespace: metadata.namespace ?? 'gitlab-runner',
      runnerVersion: spec.version ?? '19.3.0',
    });
    expect(renderConfigToml(documents[0]!.config)).toBe(toml);
  });
});
