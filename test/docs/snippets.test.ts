import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compile } from '../../src/compile.ts';
import { layer } from '../../src/config-toml/layer.ts';
import { documentWith } from '../support/rendered.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const components = readdirSync(new URL('../../overlays/components', import.meta.url), { recursive: true })
  .map((path) => `overlays/components/${path}`)
  .filter((path) => path.endsWith('README.md'));

/** Parts of documents in a page: its YAML blocks, but for those marked as something else. */
function snippets(page: string): string[] {
  return [...read(page).matchAll(/(<!-- other -->\n)?```yaml\n([\s\S]*?)```/g)]
    .filter(([, other]) => other === undefined)
    .map(([, , text]) => text as string);
}

const shown = ['docs/operations.md', 'docs/security.md', ...components].flatMap((page) =>
  snippets(page).map((text, index) => [page, index + 1, text] as const),
);

describe('what a page shows', () => {
  it.each(shown)('works: %s, %i', (_page, _index, text) => {
    const { diagnostics } = compile(layer(documentWith(), parse(text)));
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });
});

describe('the pages for operators', () => {
  it('explain every alert', () => {
    const alerts = [...read('src/objects/metrics/alerts.ts').matchAll(/alert: '(\w+)'/g)].map(
      ([, name]) => name,
    );
    expect(alerts.length).toBeGreaterThan(5);
    for (const alert of alerts) expect(read('docs/operations.md')).toContain(`| \`${alert}\` |`);
  });
});
