import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { root } from '../support/project.ts';
import { type Phrase, permitted, phrases } from './phrases.ts';
import { proseOf } from './prose.ts';

/** What is searched: files, and folders with all Markdown, YAML, TypeScript and C in them that people write. */
const SEARCHED = [
  'CONTRIBUTING.md',
  'README.md',
  'bench',
  'docs',
  'examples',
  'kustomize-plugin',
  'overlays',
  'playground/src',
  'scripts',
  'src',
];

const files = SEARCHED.flatMap((path) =>
  /\.\w+$/.test(path)
    ? [path]
    : readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(md|ya?ml|ts|c)$/.test(file) && !file.includes('node_modules'))
        .map((file) => join(path, file)),
).filter((file) => !file.startsWith('src/core/generated/'));

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** All uses of a phrase in a text, as places in it. */
function uses({ pattern }: Phrase, prose: string): readonly (readonly [start: number, end: number])[] {
  const anyBlank = new RegExp(pattern.source.replaceAll(' ', '\\s+'), `${pattern.flags}g`);
  return [...prose.matchAll(anyBlank)].map(({ index, 0: found }) => [index, index + found.length]);
}

/** Whether a permitted use covers a place in a file. */
function isPermitted(file: string, text: string, [start, end]: readonly [number, number]): boolean {
  return permitted.some((use) => {
    if (use.file !== file) return false;
    const at = text.indexOf(use.text);
    return at !== -1 && at <= start && end <= at + use.text.length;
  });
}

it('the English is plain', () => {
  const found = files.flatMap((file) => {
    const text = read(file);
    const prose = proseOf(file, text);
    return phrases.flatMap((phrase) =>
      uses(phrase, prose)
        .filter((place) => !isPermitted(file, text, place))
        .map(([start, end]) => {
          const line = text.slice(0, start).split('\n').length;
          return `${file}:${line} "${text.slice(start, end)}": write ${phrase.instead}`;
        }),
    );
  });
  expect(found.join('\n')).toBe('');
});

describe('the list of phrases', () => {
  it('is the word list of CONTRIBUTING.md, in its order', () => {
    const [, list = ''] = read('CONTRIBUTING.md').split('## Words');
    const rows = [...list.split('\n## ')[0]!.matchAll(/^\| (.*`.*) \| .* \|$/gm)].map(([, row]) => row!);
    expect(rows).toHaveLength(phrases.length);
    for (const [index, row] of rows.entries()) {
      expect(row.replaceAll('`', '')).toMatch(phrases[index]!.pattern);
    }
  });

  it('finds what each is about', () => {
    for (const phrase of phrases) {
      const { wrong, right = [] } = phrase;
      expect(uses(phrase, wrong), wrong).toHaveLength(1);
      expect(uses(phrase, wrong.replaceAll(' ', '\n')), wrong).toHaveLength(1);
      for (const each of right) expect(uses(phrase, each), each).toEqual([]);
    }
  });

  it('permits what is there, and would be found', () => {
    for (const use of permitted) {
      expect(files).toContain(use.file);
      const text = read(use.file);
      const start = text.indexOf(use.text);
      expect(start, `${use.file}: ${use.text}`).not.toBe(-1);
      const prose = proseOf(use.file, text).slice(start, start + use.text.length);
      expect(
        phrases.flatMap((phrase) => uses(phrase, prose)),
        `${use.file}: ${use.text}`,
      ).not.toEqual([]);
    }
  });
});

describe('what is searched of a file', () => {
  it('is the prose of Markdown, without code, comments and addresses', () => {
    const page = 'It `stands` so\n```yaml\n# stands\n```\n<!-- stands -->\nand [stands](stands.md).\n';
    expect(uses(phrases[0]!, proseOf('a.md', page)).map(([start]) => page.slice(start, start + 7))).toEqual([
      'stands]',
    ]);
  });

  it('is the comments of YAML', () => {
    const text = 'a: stands # it stands\n# as it\n# stands here\nb: "#stands"\n';
    expect(uses(phrases[0]!, proseOf('a.yaml', text))).toHaveLength(2);
  });

  it('has a sentence whole where a comment breaks the line', () => {
    const [takenOut] = phrases.filter(({ wrong }) => wrong === 'Take the service out.');
    for (const comment of ['/**\n * Take it\n * out. */', '// Take it\n// out.']) {
      expect(uses(takenOut!, proseOf('a.ts', comment))).toHaveLength(1);
    }
    expect(uses(takenOut!, proseOf('a.yaml', '# Take it\n  # out.'))).toHaveLength(1);
  });

  it('is the comments of C', () => {
    const text = '/* It stands\n * stands */ int stands; // stands\nchar *s = "stands";\n';
    expect(uses(phrases[0]!, proseOf('a.c', text))).toHaveLength(3);
  });

  it('is the comments and literal texts of TypeScript', () => {
    const text = [
      'const stands = "it stands"; // it stands',
      '/** What `stands`',
      ' * stands. */',
      'stands(`it stands \\`stands\\` ${stands} stands`, { stands });',
    ].join('\n');
    expect(uses(phrases[0]!, proseOf('a.ts', text)).map(([start]) => text.slice(start - 3, start))).toEqual([
      'it ',
      'it ',
      ' * ',
      'it ',
      's} ',
    ]);
  });
});
