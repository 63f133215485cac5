import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { validateConfig } from '../../src/index.ts';
import { directory, installInto, root } from '../support/project.ts';
import { run } from '../support/run.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, block]) => block!,
  );

describe('the README', () => {
  it('shows a document that is right', () => {
    const documents = blocks('yaml')
      .map((block) => parse(block) as object)
      .filter((block) => 'kind' in block);
    expect(documents).toHaveLength(1);
    expect(validateConfig(documents[0])).toMatchObject({ ok: true, diagnostics: [] });
  });

  it('shows a program that runs', () => {
    const [program, ...more] = blocks('ts');
    expect(more).toEqual([]);
    const path = directory({
      'program.mts': program!.replace(
        "'gitlab-runner-manifests'",
        JSON.stringify(join(root, 'src/index.ts')),
      ),
    });
    const { exitCode, stdout, stderr } = run(process.execPath, [
      '--import',
      join(root, 'node_modules/tsx/dist/esm/index.mjs'),
      join(path, 'program.mts'),
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('kind: Deployment');
  });

  it('shows two layers that kustomize builds', () => {
    const [resources, config] = blocks('yaml').filter((block) => block.startsWith('# deploy/'));
    const path = directory({
      'deploy/kustomization.yaml': resources!,
      'deploy/runner/kustomization.yaml': config!,
    });
    installInto(path);
    const { exitCode, stdout } = run('kustomize', [
      'build',
      '--enable-alpha-plugins',
      '--enable-exec',
      join(path, 'deploy'),
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('concurrent = 20');
    expect(stdout).toContain('namespace = "ci"');
  });

  it('installs the file that `npm pack` writes', () => {
    const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
      'name' | 'version',
      string
    >;
    expect(readme).toContain(`npm install ../${name}/${name}-${version}.tgz`);
  });
});
