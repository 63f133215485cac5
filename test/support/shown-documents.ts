import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

import { layer } from '../../src/core/config-toml/layer.ts';
import type { GitLabRunner } from '../../src/index.ts';
import { documentWith } from './rendered.ts';

const project = new URL('../../', import.meta.url);

export const read = (path: string): string => readFileSync(new URL(path, project), 'utf8');

/** The files of a folder and of those in it, but for installed packages, as paths in the project. */
export function filesIn(folder: string): string[] {
  return readdirSync(new URL(folder, project), { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.includes('node_modules'))
    .map((path) => `${folder}/${path}`);
}

/** Parts of documents in a page: its YAML blocks, but for those marked as a file or as something else. */
export function snippets(page: string): string[] {
  return [...read(page).matchAll(/(<!-- (?:other|file: .*) -->\n)?```yaml\n([\s\S]*?)```/g)]
    .filter(([, mark]) => mark === undefined)
    .map(([, , text]) => text as string);
}

/** Every document that the project shows or that users build on. Where a part is shown, it is laid over a whole one. */
export function shownDocuments(): readonly (readonly [name: string, document: GitLabRunner])[] {
  const files = ['README.md', ...['docs', 'examples', 'overlays'].flatMap(filesIn)];
  return files.flatMap((file) => {
    const texts = file.endsWith('.md') ? snippets(file) : file.endsWith('.yaml') ? [read(file)] : [];
    return texts.flatMap((text, index) => {
      const value = parse(text) as Partial<GitLabRunner>;
      // What says `$patch` takes something out, which kustomize alone understands.
      const isOurs =
        (value.kind ?? 'GitLabRunner') === 'GitLabRunner' && value.spec && !text.includes('$patch');
      if (!isOurs) return [];
      const isWhole = value.metadata !== undefined && value.spec?.runners !== undefined;
      return [
        [`${file} ${index + 1}`, (isWhole ? value : layer(documentWith(), value)) as GitLabRunner] as const,
      ];
    });
  });
}
