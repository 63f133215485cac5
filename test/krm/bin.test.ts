import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { renderRunner } from '../../src/index.ts';
import { root } from '../support/project.ts';
import { document, list } from '../support/resource-list.ts';
import { run } from '../support/run.ts';

describe('the executable', () => {
  const krm = join(root, 'kustomize-plugin/gitlab-runner-krm');

  it('is a filter', () => {
    const { stdout, exitCode } = run(krm, [], {
      input: list({ items: [document], functionConfig: document }),
    });
    expect(exitCode).toBe(0);
    expect((parse(stdout) as { items: object[] }).items).toEqual(renderRunner(document));
  });

  it('says what it is and how to use it', () => {
    expect(run(krm, ['--version']).stdout).toMatch(/^gitlab-runner-krm \d+\.\d+\.\d+ \(.+\)\n$/);
    expect(run(krm, ['--help'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('kustomize build'),
    });
  });

  it('refuses bytes that are not UTF-8', () => {
    const input = Buffer.concat([Buffer.from(list({ items: [document] })), Buffer.from([0x23, 0xff, 0x0a])]);
    expect(run(krm, [], { input })).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'gitlab-runner-krm: standard input is not UTF-8 text.\n',
    });
  });

  it('explains itself where there is nothing to read, and on wrong options', () => {
    for (const result of [run(krm, [], { input: '' }), run(krm, ['--frobnicate'], { input: 'x' })]) {
      expect(result).toMatchObject({
        exitCode: 2,
        stdout: '',
        stderr: expect.stringContaining('kustomize build'),
      });
    }
  });
});
