import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

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
    const { pathname, search } = new URL(request.url!, 'http://gitlab');
    const header = (name: string): string => String(request.headers[name] ?? '');
    const child = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: this.#folder,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_PROTOCOL: header('git-protocol'),
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'safe.directory',
        GIT_CONFIG_VALUE_0: '*',
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: header('content-type'),
        CONTENT_LENGTH: String(body.length),
        HTTP_CONTENT_ENCODING: header('content-encoding'),
      },
    });
    child.stdin.on('error', () => {}).end(body);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', () => {
      const output = Buffer.concat(chunks);
      const end = output.indexOf('\r\n\r\n');
      const headers = new Headers(
        output
          .subarray(0, end)
          .toString()
          .split('\r\n')
          .map((line) => line.split(/:\s*/, 2) as [string, string]),
      );
      const status = Number.parseInt(headers.get('status') ?? '200', 10);
      headers.delete('status');
      response.writeHead(status, Object.fromEntries(headers)).end(output.subarray(end + 4));
    });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
