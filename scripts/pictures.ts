import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

import type { GitLabRunner } from '../src/core/generated/types.ts';

const root = new URL('..', import.meta.url);

/** `<!-- picture: a.yaml -->`, and the block below it. */
const PICTURE = /^<!-- picture: (\S+) -->\n(?:```mermaid\n[\s\S]*?^```\n)?/gm;

/** Returns a page with the picture of each document that it names. */
export async function withPictures(page: string): Promise<string> {
  // What draws is not there before the first build, which begins with this folder.
  const { drawRunners } = await import('../src/api.ts');
  return page.replace(PICTURE, (_, file: string) => {
    const document = parse(readFileSync(new URL(file, root), 'utf8')) as GitLabRunner;
    return `<!-- picture: ${file} -->\n\`\`\`mermaid\n${drawRunners([document])}\`\`\`\n`;
  });
}
