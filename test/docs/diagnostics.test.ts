import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { codes } from '../../src/core/findings/codes.ts';

describe('docs/diagnostics.md', () => {
  const page = readFileSync(new URL('../../docs/diagnostics.md', import.meta.url), 'utf8');
  const sections = new Map(
    page
      .split(/^### /m)
      .slice(1)
      .map((section) => [/^`(\w+)`\n/.exec(section)?.[1] ?? '', section]),
  );
  const expected = ['wrong', 'kustomize/rendered', 'kustomize/layers'].map(
    (name) => new URL(`../${name}/expected/`, import.meta.url),
  );
  const seen = new Set(
    expected.flatMap((folder) =>
      readdirSync(folder).flatMap((file) =>
        [...readFileSync(new URL(file, folder), 'utf8').matchAll(/^\S+ (?:error|warning) (\w+) /gm)].map(
          ([, code]) => code!,
        ),
      ),
    ),
  );

  it('has every code, in the order of the catalogue, and no other', () => {
    expect([...sections.keys()]).toEqual(Object.keys(codes));
  });

  it.each(Object.entries(codes))('says what it means and how to fix it: %s', (code, { meaning }) => {
    const section = sections.get(code) ?? `docs/diagnostics.md has no entry of ${code}`;
    expect(section).toContain(`\`${code}\`\n\n${meaning}\n`);
    expect(section).toMatch(/^\*\*Fix\.\*\* .{20,}\.( |$)/m);
    expect(seen).toContain(code);
  });
});
