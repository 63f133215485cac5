import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { answerGit } from '../../../support/git-http.ts';

/** Where the project is, below the address of GitLab. */
const PROJECT = 'group/project';

const AUTHOR = { name: 'Test', email: 'test@example.com' };

/** A repository with one commit, to be cloned over HTTP. */
export class Repository {
  /** Path of its address. */
  readonly path = `/${PROJECT}.git`;
  /** The commit. */
  readonly sha: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-test-'));

  constructor(files: Readonly<Record<string, string>>) {
    const work = join(this.#folder, 'work');
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(work, name)), { recursive: true });
      writeFileSync(join(work, name), text);
    }
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', `user.name=${AUTHOR.name}`, '-c', `user.email=${AUTHOR.email}`, ...args], {
        cwd: work,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
      }).trim();
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '--message=The project');
    git('clone', '--quiet', '--bare', '.', join(this.#folder, `${PROJECT}.git`));
    this.sha = git('rev-parse', 'HEAD');
  }

  /** Answers a request of Git. */
  serve(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    answerGit(this.#folder, request, body, response);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
