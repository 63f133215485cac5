import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Certificate } from '../../../support/certificate.ts';
import { type Serving, serve } from '../../../support/serve.ts';
import { Job, type JobSpec, payloadOf, type Session } from './job.ts';
import { Repository } from './repository.ts';

/** A request for jobs holds the line this long, as GitLab's long polling does. Milliseconds. */
const LONG_POLL = 5000;

/** Id of the first runner. */
const FIRST_RUNNER = 42;

/** What GitLab was asked. */
export interface Request {
  readonly method: string;
  readonly path: string;
  /** The answer's, once there is one. */
  status: number | undefined;
  /** The runner's token, where the request has one. */
  readonly token: string | undefined;
  /** Id of the manager, where the request has one. */
  readonly manager: string | undefined;
  /** Where the request came from. */
  readonly from: string | undefined;
  /** Milliseconds, as of `Date.now()`. */
  readonly at: number;
}

interface Update {
  readonly token?: string;
  readonly system_id?: string;
  readonly info?: { readonly version?: string; readonly revision?: string };
  readonly session?: Session;
  readonly state?: string;
  readonly exit_code?: number;
  readonly failure_reason?: string;
  readonly runtime_environment_key?: string;
}

/** Files of the project that jobs clone. */
const FILES = {
  'hello.txt': 'hello from the repository\n',
  Dockerfile: 'FROM scratch\nCOPY hello.txt /hello.txt\n',
};

/**
 * As much of a GitLab as managers and jobs talk to: runners with tokens, jobs, traces, artifacts, one repository. Written
 * from the client's side, `network/gitlab.go` of gitlab-runner.
 */
export class GitLab {
  /** Its address as pods see it. */
  readonly url: string;
  /** What was asked so far. */
  readonly requests: Request[] = [];
  /** Answers 503 to everything, as behind a load balancer without a backend. */
  isAway = false;
  /** Lets whoever owns the runners make others, and reset their tokens. */
  readonly personalToken = `glpat-${randomBytes(10).toString('hex')}`;
  /** What each runner's managers say they are, as `19.4.0 (fc1f1862)`, by the runner's token. */
  readonly versions = new Map<string, string>();
  readonly #server: Serving;
  readonly #repository: Repository;
  /** The token of each runner, in the order of their ids, of which {@link FIRST_RUNNER} is the first. */
  readonly tokens: string[] = [];
  readonly #runners = new Map<string, Job[]>();
  readonly #jobs = new Map<number, Job>();

  private constructor(url: string, server: Serving, repository: Repository) {
    this.url = url;
    this.#server = server;
    this.#repository = repository;
  }

  /**
   * Starts one on this machine.
   *
   * @param host the address at which pods reach the machine.
   * @param options a certificate for HTTPS; files of the project in place of the usual ones.
   */
  static async start(
    host: string,
    options: { readonly certificate?: Certificate; readonly files?: Readonly<Record<string, string>> } = {},
  ): Promise<GitLab> {
    const { certificate, files = FILES } = options;
    let gitlab: GitLab | undefined;
    const server = await serve((request, response) => void gitlab!.#answer(request, response), {
      certificate,
      host: '0.0.0.0',
    });
    gitlab = new GitLab(`${server.scheme}://${host}:${server.port}`, server, new Repository(files));
    return gitlab;
  }

  /** Makes a runner, and returns its token, by default a new one. */
  newRunner(token = `glrt-${randomBytes(12).toString('hex')}`): string {
    this.#runners.set(token, []);
    this.tokens.push(token);
    return token;
  }

  /** Gives a runner a new token, and returns that. The old one is refused from now on. */
  resetToken(token: string): string {
    const fresh = this.newRunner();
    this.#runners.set(fresh, this.#runners.get(token) ?? []);
    this.#runners.delete(token);
    this.tokens[this.tokens.indexOf(token)] = this.tokens.pop()!;
    return fresh;
  }

  /** Lets a job wait for a manager of a runner. */
  submit(token: string, spec: JobSpec): Job {
    const job = new Job(spec);
    this.#jobs.set(job.id, job);
    this.#runners.get(token)!.push(job);
    return job;
  }

  /** Requests for jobs with a token, also one that waits for its answer. */
  requestsForJobs(token: string): readonly Request[] {
    return this.requests.filter((one) => one.path === '/api/v4/jobs/request' && one.token === token);
  }

  /** Ends it. */
  stop(): void {
    this.#server.stop();
    this.#repository.remove();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { pathname } = new URL(request.url!, 'http://gitlab');
    const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
    const update = (isJson ? JSON.parse(body.toString()) : {}) as Update;
    const asked: Request = {
      method: request.method!,
      path: pathname,
      status: undefined,
      token: update.token,
      manager: update.system_id,
      from: request.socket.remoteAddress,
      at: Date.now(),
    };
    this.requests.push(asked);
    response.on('finish', () => {
      asked.status = response.statusCode;
    });
    if (this.isAway) return reply(response, 503, { message: '503 Service Unavailable' });
    if (pathname.startsWith(`${this.#repository.path}/`)) {
      return this.#repository.serve(request, body, response);
    }
    const [, api, what] = /^\/api\/v4\/((?:jobs\/\d+)?)\/?(.*)$/.exec(pathname) ?? [];
    if (api === undefined) return reply(response, 404, { message: '404 Not Found' });
    const personal = request.headers['private-token'];
    if (personal !== undefined) return this.#answerOwner(`${request.method} ${what}`, personal, response);
    if (api === '') return this.#answerManager(`${request.method} ${what}`, update, response);
    const job = this.#jobs.get(Number(api.slice('jobs/'.length)));
    if (job === undefined) return reply(response, 404, { message: '404 Not Found' });
    if ((request.headers['job-token'] ?? update.token) !== job.token) {
      return reply(response, 403, { message: '403 Forbidden' });
    }
    return answerJob(`${request.method} ${what}`.trim(), job, { request, body, update }, response);
  }

  #answerOwner(call: string, personal: string | string[], response: ServerResponse): void {
    const [status, body] = this.#answerToOwner(call, personal);
    reply(response, status, body);
  }

  #answerToOwner(call: string, personal: string | string[]): readonly [status: number, body: object] {
    if (personal !== this.personalToken) return [401, { message: '401 Unauthorized' }];
    const described = (token: string): object => ({ id: this.#idOf(token), token, token_expires_at: null });
    if (call === 'POST user/runners') return [201, described(this.newRunner())];
    const [, id, reset] = /^(?:GET|POST) runners\/(\d+)(\/reset_authentication_token)?$/.exec(call) ?? [];
    const token = this.tokens[Number(id) - FIRST_RUNNER];
    if (token === undefined) return [404, { message: '404 Not Found' }];
    return reset === undefined
      ? [200, { id: Number(id), paused: false, online: true }]
      : [201, described(this.resetToken(token))];
  }

  #idOf(token: string): number {
    return FIRST_RUNNER + this.tokens.indexOf(token);
  }

  async #answerManager(call: string, update: Update, response: ServerResponse): Promise<void> {
    const token = update.token ?? '';
    if (!this.#runners.has(token)) return reply(response, 403, { message: '403 Forbidden' });
    switch (call) {
      case 'POST runners/verify':
        return reply(response, 200, { id: this.#idOf(token), token, token_expires_at: null });
      case 'DELETE runners/managers':
        return reply(response, 204);
      case 'POST jobs/request': {
        const { version, revision } = update.info ?? {};
        this.versions.set(token, `${version} (${revision})`);
        const end = Date.now() + LONG_POLL;
        while (this.#runners.get(token)?.length === 0 && Date.now() < end && !this.isAway) {
          await sleep(100);
          // Whoever has gone would take a job along.
          if (response.destroyed) return;
        }
        const job = this.#runners.get(token)?.shift();
        if (job === undefined) return reply(response, 204);
        Object.assign(job, { status: 'running', manager: update.system_id, session: update.session });
        const { path, sha } = this.#repository;
        return reply(response, 201, payloadOf(job, { url: this.url, path, sha }));
      }
      default:
        return reply(response, 404, { message: '404 Not Found' });
    }
  }
}

/** What a job, or its manager, asked about it. */
interface JobCall {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly update: Update;
}

async function answerJob(
  call: string,
  job: Job,
  { request, body, update }: JobCall,
  response: ServerResponse,
): Promise<void> {
  const status = job.isCancelled ? 'canceled' : 'running';
  switch (call) {
    case 'PATCH trace': {
      const log = Buffer.from(job.log);
      const from = Number(String(request.headers['content-range'] ?? '0').split('-')[0]);
      if (from > log.length) return reply(response, 416, {}, { range: `0-${log.length}` });
      const longer = Buffer.concat([log.subarray(0, from), body]);
      job.log = longer.toString();
      return reply(response, 202, undefined, {
        'job-status': status,
        range: `0-${longer.length}`,
        'x-gitlab-trace-update-interval': '1',
      });
    }
    case 'PUT': {
      if (update.state === 'success' || update.state === 'failed') {
        job.exitCode = update.exit_code;
        job.failureReason = update.failure_reason;
        job.environment = update.runtime_environment_key;
        job.status = update.state;
      }
      return reply(response, 200, undefined, { 'job-status': status });
    }
    case 'POST artifacts': {
      const form = await new Response(new Uint8Array(body), {
        headers: { 'content-type': request.headers['content-type']! },
      }).formData();
      job.artifacts = new Uint8Array(await (form.get('file') as File).arrayBuffer());
      return reply(response, 201, {});
    }
    case 'GET artifacts': {
      if (job.artifacts === undefined) return reply(response, 404, { message: '404 Not Found' });
      response.writeHead(200, { 'content-type': 'application/zip' }).end(job.artifacts);
      return;
    }
    default:
      return reply(response, 404, { message: '404 Not Found' });
  }
}

function reply(
  response: ServerResponse,
  status: number,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(body === undefined ? undefined : JSON.stringify(body));
}
