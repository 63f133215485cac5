import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { directory, root } from '../support/project.ts';
import { run } from '../support/run.ts';

const job = parse(readFileSync(join(root, 'examples/rendered-manifests/.gitlab-ci.yml'), 'utf8')) as {
  'rendered-manifests': { script: string[] };
};
const script = job['rendered-manifests'].script.join('\n');
const ROLE = 'manifests/role.rbac.authorization.k8s.io_gitlab-runner_gitlab-runner.yaml';
const document = readFileSync(join(root, 'overlays/base/config/runner.yaml'), 'utf8');

/** A repository with the document and the manifests of it, and the package installed. */
function repository(): string {
  const path = directory({ 'runner.yaml': document, '.gitignore': 'node_modules/\n' });
  mkdirSync(join(path, 'node_modules/.bin'), { recursive: true });
  symlinkSync(join(root, 'dist/cli/bin.js'), join(path, 'node_modules/.bin/gitlab-runner-manifests'));
  run('npx', ['gitlab-runner-manifests', 'render', 'runner.yaml', '-o', 'manifests'], { cwd: path });
  run('git', ['init', '-q'], { cwd: path });
  run('git', ['add', '.'], { cwd: path });
  run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', 'a'], { cwd: path });
  return path;
}

const check = (path: string) => run('sh', ['-ec', script], { cwd: path });

describe('the CI job for rendered manifests', () => {
  it('passes where they are fresh', () => expect(check(repository())).toMatchObject({ exitCode: 0 }));

  it('fails where the document changed', () => {
    const path = repository();
    writeFileSync(join(path, 'runner.yaml'), document.replace('concurrent: 4', 'concurrent: 5'));
    const { exitCode, stdout } = check(path);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('+    concurrent = 5');
  });

  it('fails where an object is missing, or one is too many', () => {
    const missing = repository();
    rmSync(join(missing, ROLE));
    run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qam', 'b'], {
      cwd: missing,
    });
    expect(check(missing).exitCode).toBe(1);

    const extra = repository();
    cpSync(join(extra, ROLE), join(extra, 'manifests/role_old.yaml'));
    run('git', ['add', '.'], { cwd: extra });
    run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', 'b'], { cwd: extra });
    expect(check(extra).exitCode).toBe(1);
  });

  it('fails where the document has errors', () => {
    const path = repository();
    writeFileSync(join(path, 'runner.yaml'), document.replace('concurrent: 4', 'concurrent: many'));
    expect(check(path).exitCode).toBe(1);
  });
});
