import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { root } from '../support/project.ts';

const pages = [
  ...readdirSync(root).filter((file) => file.endsWith('.md') && /^[A-Z]+\.md$/.test(file)),
  ...['docs', 'overlays', 'examples', 'kustomize-plugin', 'bench'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md') && !file.includes('node_modules'))
      .map((file) => join(folder, file)),
  ),
];

/** Anchors of headings, as GitHub makes them. */
const anchors = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .trim()
      .replaceAll(' ', '-'),
  );

/** Where the links of a page lead, but for those to other sites. */
const linksOf = (page: string): string[] => {
  const prose = readFileSync(join(root, page), 'utf8')
    .replace(/^```[\s\S]*?^```$/gm, '')
    .replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^https?:/.test(target));
};

/** The file that a link of a page leads to. */
const fileOf = (target: string, page: string): string => {
  const [file = ''] = target.split('#');
  return file === '' ? page : join(dirname(page), file);
};

describe.each(pages)('%s', (page) => {
  it('links to what exists', () => {
    const broken = linksOf(page).filter((target) => {
      const path = join(root, fileOf(target, page));
      if (!existsSync(path)) return true;
      const [, anchor] = target.split('#');
      return (
        anchor !== undefined && path.endsWith('.md') && !anchors(readFileSync(path, 'utf8')).includes(anchor)
      );
    });
    expect(broken).toEqual([]);
  });
});

describe('the README', () => {
  it('leads to every page, in two steps at most', () => {
    const next = (from: readonly string[]): string[] =>
      from.flatMap((page) => linksOf(page).map((target) => fileOf(target, page)));
    const first = next(['README.md']).filter((page) => page.endsWith('.md'));
    const reached = new Set([...first, ...next(first)]);
    const decisions = /^docs\/decisions\//;
    const guides = pages.filter((page) => page.startsWith('docs/') && !decisions.test(page));
    expect(guides.length).toBeGreaterThan(30);
    expect(guides.filter((page) => !reached.has(page))).toEqual([]);
  });
});
