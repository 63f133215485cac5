import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { runFunction } from '../../src/doors/krm/function.ts';
import { directory } from '../support/project.ts';
import { run } from '../support/run.ts';

/** What the function gets to read when kustomize reads the document. */
function throughKustomize(name: string): string {
  const document = readFileSync(new URL(`documents/${name}`, import.meta.url), 'utf8');
  const path = directory({
    'document.yaml': document.replace(
      '  name: gitlab-runner\n',
      '  name: gitlab-runner\n  annotations:\n    config.kubernetes.io/function: "exec: {path: ./function.sh}"\n',
    ),
    'kustomization.yaml': 'generators: [document.yaml]\n',
    'function.sh': '#!/bin/sh\ncat > seen.yaml\nexit 1\n',
  });
  chmodSync(join(path, 'function.sh'), 0o755);
  run('kustomize', ['build', '--enable-alpha-plugins', '--enable-exec', path]);
  return readFileSync(join(path, 'seen.yaml'), 'utf8');
}

describe('a wrong document that comes through kustomize', () => {
  it.each([
    'key-misspelt.yaml',
    'key-of-chart.yaml',
    'missing-keys.yaml',
    'rule-manager-names.yaml',
    'ten-mistakes.yaml',
    'two-token-sources.yaml',
    'type-boolean-as-text.yaml',
    'type-empty.yaml',
    'type-map-as-list.yaml',
    'type-number-as-text-zeros.yaml',
    'type-number-without-unit.yaml',
    'type-runners-as-list.yaml',
    'type-text-as-number.yaml',
    'type-token-as-text.yaml',
    'value-mode.yaml',
    'value-quantity.yaml',
  ])('is told the same, with the path of the field: %s', async (name) => {
    const { stdout, stderr, exitCode } = runFunction(throughKustomize(name));
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
    await expect(stderr).toMatchFileSnapshot(`expected/${name}.kustomize.txt`);
  });

  it('may write an octal number, which kustomize reads as one', () => {
    const { stderr, exitCode } = runFunction(throughKustomize('yaml-octal.yaml'));
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  });
});
