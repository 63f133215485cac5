import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

import { liveConfig } from '../../../src/import/config-toml/live.ts';
import { laid } from '../../../src/import/document/lay.ts';
import { importConfig } from '../../../src/import/import-config.ts';
import { fileText, type Located } from '../../../src/import/read/located.ts';
import { readToml } from '../../../src/import/read/toml.ts';
import { type GitLabRunner, renderConfigToml } from '../../../src/index.ts';

/** Plain data, in which tests look at whatever they like. */
interface Loose {
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  readonly [key: string]: any;
}
interface AnyObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
}

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

  it.each(names)('says how jobs build images: %s', (name) => {
    const { spec } = parse(read(name, 'document.yaml')) as GitLabRunner;
    const objects = parseAllDocuments(read(name, 'objects.yaml')).map((one) => one.toJS() as AnyObject);
    const file = readToml(fileText('config.toml', read(name, 'config.toml'))) as Located;
    const { settings } = liveConfig(file, {
      release: spec.version,
      configMap: (wanted) =>
        objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === wanted)?.data,
    });
    const modeIn = (found: Loose | undefined, id: string): unknown =>
      found?.runners?.[id]?.dockerBuilds?.mode ?? found?.dockerBuilds?.mode ?? 'none';
    const made = (laid(settings) as { spec: Loose }).spec;
    for (const id of Object.keys(spec.runners))
      expect([id, modeIn(made, id)]).toEqual([id, modeIn(spec, id)]);
    if (name === 'docker-dind-options') expect(made.dockerBuilds).toEqual(spec.dockerBuilds);
  });
});
