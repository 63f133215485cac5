import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMapping } from '../../../src/core/data/is-mapping.ts';
import { runnerSections } from '../../../src/import/config-toml/live.ts';
import { readSection } from '../../../src/import/config-toml/read-section.ts';
import { importConfig } from '../../../src/import/import-config.ts';
import { fileText, type Located } from '../../../src/import/read/located.ts';
import { readToml } from '../../../src/import/read/toml.ts';
import { type GitLabRunner, renderConfigToml, validateConfig } from '../../../src/index.ts';
import { validDocument } from '../../support/document-arbitrary.ts';

/** What people have to do by hand, or what moves to a Secret. */
const ELSEWHERE =
  /^(?:token|id|token_obtained_at|cache\.s3\.(?:AccessKey|SecretKey|SessionToken|AuthenticationType)|cache\.gcs\.(?:AccessID|PrivateKey)|cache\.azure\.AccountKey|kubernetes\.bearer_token|sentry_dsn|environment|session_server\..*)$/;

/** What has an effect in a config.toml, by place, without an order where there is none. */
function effects(toml: string): Record<string, unknown> {
  const file = readToml(fileText('config.toml', toml)) as Located;
  const value = { ...(file.value as object), runners: {} };
  const sections = [
    readSection(
      { ...file, value },
      { source: [], target: ['spec', 'config'], except: [], release: undefined },
    ),
    ...runnerSections(file, undefined),
  ];
  return Object.fromEntries(
    sections.flatMap(({ leaves }, index) =>
      leaves
        .filter(({ path }) => !ELSEWHERE.test(path.join('.')))
        .map(({ path, value: leaf }) => [
          JSON.stringify([index, ...path]),
          Array.isArray(leaf) ? leaf.map(inOrder).sort() : leaf,
        ]),
    ),
  );
}

/** A value as text, with its keys in the order of the alphabet: in TOML they have none. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isMapping(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

/**
 * A document without the texts that look like what a shell or Flux would have replaced, without keys of caches that come
 * from elsewhere, which config.toml does not show, and without attributes of drivers, whose keys by chance may be called
 * like a credential.
 */
function ofItself(document: GitLabRunner): GitLabRunner {
  return JSON.parse(JSON.stringify(document).replaceAll(/\$\{(\w+)\}/g, '$1'), (key, value) =>
    key === 'AuthenticationType' || key === 'cacheCredentials' || key === 'volume_attributes'
      ? undefined
      : value,
  ) as GitLabRunner;
}

describe('the config.toml of any document', () => {
  it('makes a document that renders the same, but for credentials', () => {
    fc.assert(
      fc.property(
        validDocument.map(ofItself).filter((document) => validateConfig(document).ok),
        (document) => {
          const toml = renderConfigToml(document);
          const { metadata, spec } = document;
          const { documents } = importConfig([{ name: 'config.toml', text: toml }], {
            name: metadata.name,
            namespace: metadata.namespace ?? 'gitlab-runner',
            runnerVersion: spec.version ?? '19.3.0',
          });
          const { version } = documents[0]!.config.spec;
          if (version !== undefined && /^1[5-7]|^18\.[0-9]\./.test(version)) return;
          expect(effects(renderConfigToml(documents[0]!.config))).toEqual(effects(toml));
        },
      ),
      { seed: 20260101, numRuns: Number(process.env.IMPORT_RUNS ?? 40) },
    );
  });
});
