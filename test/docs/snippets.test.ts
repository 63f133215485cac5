import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compile } from '../../src/core/compile.ts';
import { layer } from '../../src/core/config-toml/layer.ts';
import { documentWith } from '../support/rendered.ts';
import { filesIn, read, snippets } from '../support/shown-documents.ts';

const components = filesIn('overlays/components').filter((path) => path.endsWith('README.md'));

const shown = ['docs/operations.md', 'docs/troubleshooting.md', 'docs/security.md', ...components].flatMap(
  (page) => snippets(page).map((text, index) => [page, index + 1, text] as const),
);

describe('what a page shows', () => {
  it.each(shown)('works: %s, %i', (_page, _index, text) => {
    const { diagnostics } = compile(layer(documentWith(), parse(text)));
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });
});

describe('the pages for operators', () => {
  it('explain every alert', () => {
    const alerts = [...read('src/core/objects/metrics/alerts.ts').matchAll(/alert: '(\w+)'/g)].map(
      ([, name]) => name,
    );
    expect(alerts.length).toBeGreaterThan(5);
    for (const alert of alerts) expect(read('docs/operations.md')).toContain(`| \`${alert}\` |`);
  });
});
