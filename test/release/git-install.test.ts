import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { askDoors, projectWith } from '../../scripts/release/doors.ts';
import { answerGit } from '../support/git-http.ts';
import { root } from '../support/project.ts';
import { type Serving, serve } from '../support/serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-manifests-git-'));
let server: Serving;

beforeAll(async () => {
  execFileSync('git', ['clone', '--quiet', '--bare', root, join(folder, 'manifests.git')]);
  server = await serve(
    async (request, response) => {
      const body: Buffer[] = [];
      for await (const chunk of request) body.push(chunk);
      answerGit(folder, request, Buffer.concat(body), response);
    },
    { host: '127.0.0.1' },
  );
});
afterAll(() => {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('npm installs the commit from Git, builds it, and all doors give the same', async () => {
  const project = await projectWith(`git+http://127.0.0.1:${server.port}/manifests.git`);
  try {
    const doors = askDoors(project);
    expect(doors.library).toContain('kind: Deployment');
    expect(doors.commandLine).toBe(doors.library);
    expect(doors.kustomize).toBe(doors.kustomizeOfLibrary);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
});
