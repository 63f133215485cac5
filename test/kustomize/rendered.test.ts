import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { type Code, codes } from '../../src/core/findings/codes.ts';
import type { Diagnostic } from '../../src/index.ts';
import { cli } from '../support/cli.ts';
import { build } from '../support/kustomize.ts';
import { directory, root } from '../support/project.ts';

const folder = join(root, 'test/kustomize/rendered');
const casesIn = (path: string): string[] =>
  readdirSync(join(folder, path))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length));

const claim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: home, namespace: gitlab-runner}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;

/** Builds the kustomization of a case with the real kustomize, over the objects of the golden that its first line names. */
function built(name: string): string {
  const kustomization = readFileSync(join(folder, `${name}.yaml`), 'utf8');
  const golden = join(root, 'test/golden', /golden "([\w-]+)"/.exec(kustomization)![1]!);
  const objects = readFileSync(join(golden, 'objects.yaml'), 'utf8');
  const copy = (suffix: string) => ({
    [`${suffix}/objects.yaml`]: objects.replace(
      /---\n(?:(?!---\n)[\s\S])*?kind: Namespace\n(?:(?!---\n)[\s\S])*/g,
      '',
    ),
    [`${suffix}/kustomization.yaml`]: `resources: [objects.yaml]\nnameSuffix: -${suffix}\n`,
  });
  const path = directory({
    'kustomization.yaml': kustomization,
    'objects.yaml': objects,
    'document.yaml': readFileSync(join(golden, 'document.yaml'), 'utf8'),
    'claim.yaml': claim,
    ...copy('one'),
    ...copy('two'),
  });
  const { exitCode, stdout, stderr } = build(path, []);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
}

describe('what kustomize has broken', () => {
  const seen = new Set<string>();

  it.each(casesIn('.'))('%s', async (name) => {
    const output = built(name);
    const { exitCode, stdout, stderr } = await cli(['validate', '--rendered', '-'], output);
    const json = await cli(['validate', '--rendered', '--format', 'json', '-'], output);
    const found = JSON.parse(json.stdout) as readonly Diagnostic[];
    for (const { code } of found) seen.add(code);
    expect(stdout).toBe('');
    expect(exitCode).toBe(found.some(({ severity }) => severity === 'error') ? 1 : 0);
    expect(found).not.toEqual([]);
    expect(`${stderr}${json.stdout}`).not.toMatch(/SPOILT/);
    await expect(stderr).toMatchFileSnapshot(join(folder, `expected/${name}.txt`));
  });

  afterAll(() => {
    const own = Object.keys(codes).slice(Object.keys(codes).indexOf('NO_MANAGER' satisfies Code));
    expect(own.filter((code) => !seen.has(code))).toEqual([]);
  });
});

describe('what kustomize has changed on both sides', () => {
  it.each(casesIn('fine'))('%s', async (name) => {
    const { exitCode, stderr } = await cli(
      ['validate', '--rendered', '--fail-on', 'warning', '-'],
      built(`fine/${name}`),
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '<stdin>: no problems found\n' });
  });
});
