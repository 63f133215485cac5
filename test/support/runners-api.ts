import type { IncomingMessage, ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

import type { Certificate } from './certificate.ts';
import { serve } from './serve.ts';

/** A runner as GitLab stores it. */
interface Runner {
  token: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What was asked of the API. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly personalToken: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** As much of GitLab's API as is about runners, written from its documentation. */
export class RunnersApi {
  readonly url: string;
  readonly asked: Asked[] = [];
  readonly runners = new Map<number, Runner>();
  /** Scopes of personal tokens. */
  readonly scopes = new Map<string, readonly string[]>();
  /** Ids of groups and projects by their paths. */
  readonly paths = new Map([
    ['top/group', 5],
    ['top/project', 6],
  ]);
  #next = 1000;

  private constructor(url: string) {
    this.url = url;
  }

  /** Starts one for the running test. `answer` may answer in place of it: then it returns true. */
  static async start({
    certificate,
    answer,
  }: {
    readonly certificate?: Certificate;
    readonly answer?: (request: IncomingMessage, response: ServerResponse) => boolean;
  } = {}): Promise<RunnersApi> {
    let api: RunnersApi | undefined;
    const server = await serve(
      (request, response) => {
        if (!answer?.(request, response)) void api!.#answer(request, response);
      },
      { certificate, host: '127.0.0.1' },
    );
    onTestFinished(server.stop);
    api = new RunnersApi(`${server.scheme}://127.0.0.1:${server.port}`);
    return api;
  }

  /** A new personal token. */
  personalToken(...scopes: readonly string[]): string {
    const token = `glpat-EXAMPLE${this.#next++}you2read`;
    this.scopes.set(token, scopes);
    return token;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const header = request.headers['private-token'];
    const asked: Asked = {
      method: request.method!,
      path: request.url!.replace(/\?.*/, ''),
      personalToken: typeof header === 'string' ? header : undefined,
      body: text === '' ? {} : (JSON.parse(text) as Asked['body']),
    };
    this.asked.push(asked);
    const [status, json] = this.#answerTo(asked);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  }

  #answerTo({ method, path, personalToken, body }: Asked): readonly [status: number, json: object] {
    const may = (...scopes: string[]): readonly [number, object] | undefined => {
      const own = this.scopes.get(personalToken ?? '');
      if (own === undefined) return [401, { message: '401 Unauthorized' }];
      if (['api', ...scopes].some((scope) => own.includes(scope))) return undefined;
      return [
        403,
        { error: 'insufficient_scope', error_description: 'The request requires higher privileges.' },
      ];
    };
    const call = `${method} ${path.replace('/api/v4/', '')}`;
    const byToken = [...this.runners].find(([, { token }]) => token === body.token);
    const [, kind, name] = /^GET (group|project)s\/(.*)$/.exec(call) ?? [];
    if (kind !== undefined) {
      const id = this.paths.get(decodeURIComponent(name!));
      return (
        may('read_api') ?? (id === undefined ? [404, { message: `404 ${kind} Not Found` }] : [200, { id }])
      );
    }
    if (call === 'POST user/runners') return may('create_runner') ?? this.#create(body);
    if (call === 'POST runners/verify') {
      if (byToken === undefined) return [403, { message: '403 Forbidden' }];
      return [200, { id: byToken[0], token: body.token, token_expires_at: null }];
    }
    if (call === 'POST runners/reset_authentication_token') {
      return byToken === undefined ? [403, { message: '403 Forbidden' }] : this.#reset(byToken[0]);
    }
    const [, id] = /^POST runners\/(\d+)\/reset_authentication_token$/.exec(call) ?? [];
    if (id === undefined) return [404, { error: '404 Not Found' }];
    return (
      may('manage_runner') ??
      (this.runners.has(Number(id)) ? this.#reset(Number(id)) : [404, { message: '404 Runner Not Found' }])
    );
  }

  #create(fields: Asked['body']): readonly [number, object] {
    const { maximum_timeout: timeout, run_untagged: untagged, tag_list: tags } = fields;
    if (typeof timeout === 'number' && timeout < 600) {
      return [400, { message: { maximum_timeout: ['needs to be at least 10 minutes'] } }];
    }
    if (untagged === false && (tags as readonly string[]).length === 0) {
      return [
        400,
        { message: { tags_list: ['can not be empty when runner is not allowed to pick untagged jobs'] } },
      ];
    }
    const id = this.#next++;
    this.runners.set(id, { fields, token: '' });
    return this.#reset(id);
  }

  #reset(id: number): readonly [number, object] {
    const runner = this.runners.get(id)!;
    runner.token = `glrt-t1_EXAMPLE${this.#next++}you2read`;
    return [201, { id, token: runner.token, token_expires_at: null }];
  }
}
