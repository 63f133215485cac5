import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { committedFiles } from '../scripts/generate.ts';
import { version } from '../src/core/version.ts';
import { root } from './support/project.ts';
import { run } from './support/run.ts';

const generated = await committedFiles();

describe.each(Object.keys(generated))('%s', (file) => {
  it('is what it is generated from says today', () => {
    expect(existsSync(join(root, file))).toBe(true);
    expect(readFileSync(join(root, file), 'utf8') === generated[file], 'run `npm run generate`').toBe(true);
  });
});

describe('etc/gitlab-runner-manifests.api.md', () => {
  it('is what the public types are today', () => {
    const { exitCode, stderr } = run('npx', ['api-extractor', 'run', '--print-api-report-diff'], {
      cwd: root,
    });
    expect(exitCode, `run \`npm run generate\`\n${stderr}`).toBe(0);
  });
});

it('has one version', () => {
  expect(version).toBe(
    (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
  );
});
