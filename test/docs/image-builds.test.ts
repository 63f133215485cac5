import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { layer } from '../../src/core/config-toml/layer.ts';
import { codes } from '../../src/core/findings/codes.ts';
import { validateConfig } from '../../src/index.ts';
import { root } from '../support/project.ts';

const folder = 'docs/image-builds';
const modes = ['none', 'socket', 'dind', 'dind-rootless', 'buildkit-rootless', 'buildah', 'podman'];
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = readdirSync(join(root, folder)).map((name) => ({ name, text: read(`${folder}/${name}`) }));
const page = (mode: string): string => read(`${folder}/${mode}.md`);

const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

describe('the table in docs/image-builds/README.md', () => {
  const [, table = ''] = /<!-- a row.*-->\n([\s\S]*?)<!-- end/.exec(read(`${folder}/README.md`)) ?? [];

  it('has one row for each mode, with a link to its page', () => {
    expect([...table.matchAll(/\[`([a-z-]+)`\]\(\1\.md\)/g)].map(([, mode]) => mode).sort()).toEqual(
      [...modes].sort(),
    );
    expect(table.trim().split('\n')).toHaveLength(modes.length + 2);
  });
});

describe.each(modes)('docs/image-builds/%s.md', (mode) => {
  it('says when to choose the mode, what it costs, and how to check it', () => {
    const headings = [...page(mode).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading!);
    for (const wanted of [/^When to choose it$/, /^What it costs in security$/, /^Check/]) {
      expect(headings.filter((heading) => wanted.test(heading))).toHaveLength(1);
    }
  });

  it('names the component, the job and the check, which exist', () => {
    for (const path of [
      `overlays/components/docker-${mode}`,
      `examples/gitlab-ci/${mode}.yml`,
      ...(mode === 'none' ? [] : [`examples/checks/${mode}.yaml`]),
    ]) {
      expect(page(mode)).toContain(path);
      expect(existsSync(join(root, path)), path).toBe(true);
    }
  });
});

describe.each(pages)('$name', ({ name, text }) => {
  const blocks = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => block!);

  it('shows documents without an error', () => {
    for (const block of blocks) {
      const { spec } = parse(block) as { spec?: object };
      if (spec === undefined) continue;
      const base = {
        apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
        kind: 'GitLabRunner',
        metadata: { name: 'gitlab-runner' },
        spec: {
          runners: {
            default: {
              url: 'https://gitlab.com',
              token: { secretKeyRef: { name: 'gitlab-runner-token', key: 'token' } },
            },
          },
        },
      };
      const { diagnostics } = validateConfig(layer(base, { spec }));
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  it('links to files and headings that exist', () => {
    for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g)) {
      const [path = '', anchor] = target!.split('#');
      const file = join(dirname(join(root, folder, name)), path || name);
      expect(existsSync(file), target).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(readFileSync(file, 'utf8')), target).toContain(anchor);
    }
  });

  it('names findings that exist', () => {
    for (const [, code] of text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)) {
      const isVariable =
        /^(?:DOCKER|CI|SSL|FF|BUILDAH|STORAGE|XDG)_/.test(code!) && !Object.hasOwn(codes, code!);
      if (!isVariable) expect(Object.keys(codes)).toContain(code);
    }
  });
});
