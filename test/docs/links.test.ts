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

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  it('links to what exists', () => {
    const prose = text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
    const broken = [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target]) => target!)
      .filter((target) => !/^https?:/.test(target))
      .filter((target) => {
        const [file = '', anchor] = target.split('#');
        const path = file === '' ? join(root, page) : join(root, dirname(page), file);
        if (!existsSync(path)) return true;
        return (
          anchor !== undefined &&
          path.endsWith('.md') &&
          !anchors(readFileSync(path, 'utf8')).includes(anchor)
        );
      });
    expect(broken).toEqual([]);
  });
});
