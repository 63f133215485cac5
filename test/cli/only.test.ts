import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

import { cli } from '../support/cli.ts';

const golden = 'test/golden/base';
const file = `${golden}/document.yaml`;

const kindsOf = (yaml: string): unknown[] => parseAllDocuments(yaml).map((one) => one.get('kind'));

describe('render --only', () => {
  it('prints config.toml as the manager reads it', async () => {
    expect(await cli(['render', file, '--only', 'config.toml'])).toEqual({
      exitCode: 0,
      stdout: readFileSync(`${golden}/config.toml`, 'utf8'),
      stderr: '',
    });
  });

  it.each(['Role/gitlab-runner', 'role', 'ROLE/gitlab-runner'])('prints %s', async (only) => {
    const { exitCode, stdout } = await cli(['render', file, '--only', only]);
    expect(exitCode).toBe(0);
    expect(kindsOf(stdout)).toEqual(['Role']);
  });

  it('prints JSON too, as a List', async () => {
    const { stdout } = await cli(['render', file, '--only', 'Deployment', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'List', items: [{ kind: 'Deployment' }] });
  });

  it('names what there is where there is no such object', async () => {
    const { exitCode, stdout, stderr } = await cli(['render', file, '--only', 'Deployment/gitlab-runer']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('did you mean "Deployment/gitlab-runner"?');
    expect(stderr).toContain('--only accepts one of config.toml, Namespace/gitlab-runner, ');
  });

  it('goes with no directory', async () => {
    const { exitCode, stderr } = await cli(['render', file, '--only', 'Role', '-o', 'somewhere']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--output or --only, not both');
  });
});
