import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codes } from '../../src/core/findings/codes.ts';
import { CODES } from '../../src/doors/cli/explain-code.ts';
import { explainReport } from '../../src/doors/cli/report/explain.ts';
import { explain } from '../../src/index.ts';
import { causes } from '../../src/operate/doctor/causes.ts';
import { placesEndingWith } from '../../src/operate/explain/places.ts';
import { cli } from '../support/cli.ts';
import { root } from '../support/project.ts';

describe('explain', () => {
  it('prints what there is to know of a key', async () => {
    expect(await cli(['explain', 'poll_timeout'])).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: `spec.runners.*.kubernetes.poll_timeout

  Seconds that a pod may take to start before the job fails.

  Type:     whole number, at least 0
  Default:  180 seconds; 0 means the default
`,
    });
  });

  it('prints the keys of a mapping, the required ones marked', async () => {
    const { stdout } = await cli(['explain', 'runners.*.token.secretKeyRef']);
    expect(stdout).toContain(`Keys:
  name  <dns-subdomain>  required
      `);
    expect((await cli(['explain', 'runners.*.token'])).stdout).toContain('\nExactly one of these keys:\n');
  });

  it('prints what a key demands and warns of', async () => {
    const { stdout } = await cli(['explain', 'FF_USE_FASTZIP']);
    expect(stdout).toContain('  Release:     GitLab Runner before 19.7\n');
    expect(stdout).toContain('  Deprecated:  Leave it out');
    expect((await cli(['explain', 'pod_spec'])).stdout).toContain('from 15.10 on');
    expect((await cli(['explain', 'token.value'])).stdout).toContain('  Credential:  yes\n');
    expect((await cli(['explain', 'metadata.name'])).stdout).toContain('  Required:  yes\n');
    expect((await cli(['explain', 'use_slot_cgroups'])).stdout).toContain('  No effect:  Only the Docker');
  });

  it('prints the document without a path, and a tree on request', async () => {
    const { stdout } = await cli(['explain']);
    expect(stdout).toMatch(/^The document\n/);
    expect(stdout).toContain('\n  spec  <mapping>  required\n');
    const tree = await cli(['explain', 'spec.image', '--recursive']);
    expect(tree.stdout).toContain('\n  pullSecrets  <list');
    expect((await cli(['explain', 'runners', '--recursive'])).stdout).toContain(
      '\n  *.token  <mapping>  required\n    secretKeyRef  <mapping>\n      name  <dns-subdomain>  required\n',
    );
  });

  it('prints JSON, and the names of keys alone', async () => {
    const { stdout } = await cli(['explain', 'cache.s3', '--format', 'json']);
    const found = explain('cache.s3');
    expect(JSON.parse(stdout)).toEqual(found.ok && found.explanation);
    expect((await cli(['explain', '--format', 'names'])).stdout).toBe('apiVersion\nkind\nmetadata\nspec\n');
  });

  it('says what a code means, and which page describes its fix', async () => {
    expect(await cli(['explain', 'DRAIN_TOO_SHORT'])).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: `DRAIN_TOO_SHORT

  ${codes.DRAIN_TOO_SHORT.meaning}

  Reported by:  validate
  Severity:     warning
  Fix:          ${join(root, 'docs/diagnostics.md#drain_too_short')}
`,
    });
    expect((await cli(['explain', 'unschedulable'])).stdout).toContain('  Reported by:  doctor\n');
    expect(JSON.parse((await cli(['explain', 'UNSCHEDULABLE', '--format', 'json'])).stdout)).toEqual({
      code: 'UNSCHEDULABLE',
      command: 'doctor',
      meaning: causes.UNSCHEDULABLE.meaning,
      page: join(root, 'docs/doctor.md#causes'),
    });
    expect((await cli(['explain', 'UNSCHEDULABLE', '--format', 'names'])).exitCode).toBe(2);
  });

  it('has one meaning for each code, and no key of that name', () => {
    expect(new Set(CODES).size).toBe(CODES.length);
    for (const name of CODES) expect(placesEndingWith(name), name).toEqual([]);
  });

  it.each([
    [
      ['pol_timeout'],
      'there is no key "pol_timeout"; did you mean "spec.runners.*.kubernetes.poll_timeout"?\n',
    ],
    [
      ['podSecurity.enforce'],
      '"podSecurity.enforce" is at 3 places: write one of them\n  spec.namespace.podSecurity.enforce\n',
    ],
    [['tags'], 'there is no key "tags". GitLab stores the tags of a runner: change it there'],
    [['runnerToken'], 'there is no key "runnerToken". Use `spec.runners.<id>.token.secretKeyRef` or'],
    [['UNSCHEDULEABLE'], 'there is no key "UNSCHEDULEABLE". Did you mean the code UNSCHEDULABLE?\n'],
    [['runners.default.zzzzzz'], 'there is no key "zzzzzz" in "runners.default.zzzzzz"\n'],
    [['a..b'], '"a..b" is not a path: write it as runners.default.kubernetes["a.b"]\n'],
    [['a', 'b'], 'explain accepts one key or code, not 2\n'],
    [['spec.metadata.name'], 'there is no key "metadata" in "spec.metadata.name"'],
    [['a\u001b[31m'], 'not a path'],
  ])('refuses %j', async (words, message) => {
    const { exitCode, stdout, stderr } = await cli(['explain', ...words]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('\u001b');
  });

  it('wraps text at the width of the terminal, and colours it', () => {
    const found = explain('spec.runners');
    if (!found.ok) throw new Error('spec.runners is not found');
    const plain = explainReport(found.explanation, { color: false, columns: 60 });
    const prose = plain.split('\n').filter((line) => line.startsWith('  ') && !line.includes('<'));
    expect(prose.length).toBeGreaterThan(20);
    for (const line of prose) expect(line.length, line).toBeLessThanOrEqual(60);
    expect(plain).not.toContain('\u001b');
    expect(explainReport(found.explanation, { color: true, columns: 60 })).toContain(
      '\u001b[1mspec.runners\u001b[22m',
    );
  });
});

describe('schema', () => {
  it.each([
    [[], 'schemas/gitlab-runner.schema.json'],
    [['--patch'], 'schemas/gitlab-runner-patch.schema.json'],
  ])('with %j prints %s', async (options, file) => {
    expect(await cli(['schema', ...options])).toEqual({
      exitCode: 0,
      stdout: readFileSync(join(root, file), 'utf8'),
      stderr: '',
    });
  });

  it('takes no words', async () => {
    expect((await cli(['schema', 'runner.yaml'])).exitCode).toBe(2);
  });
});
