import type { IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';

import { serve } from './serve.ts';

/** As much of the APIs of GitLab and GitHub as is about comments of a merge request, written from their documentation. */
export class CommentsApi {
  readonly url: string;
  /** What comments say, by their numbers. */
  readonly comments = new Map<number, string>();

  private constructor(url: string) {
    this.url = url;
  }

  /** Starts one for the running test, which lets the bearer of one token write. */
  static async start(token: string): Promise<CommentsApi> {
    let api: CommentsApi | undefined;
    const server = await serve(
      async (request, response) => {
        const [status, body] = api!.#answer(request, token, await textOf(request));
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      },
      { host: '127.0.0.1' },
    );
    onTestFinished(server.stop);
    api = new CommentsApi(`http://127.0.0.1:${server.port}`);
    return api;
  }

  #answer({ method, url = '', headers }: IncomingMessage, token: string, text: string): [number, unknown] {
    const isGitlab = url.startsWith('/api/v4/');
    const given = isGitlab ? headers['private-token'] : headers.authorization?.replace('Bearer ', '');
    if (given !== token) return [403, { message: 'insufficient_scope' }];
    const [, list, number] =
      /^\/(?:api\/v4\/projects\/7\/merge_requests\/3\/(notes)|repos\/group\/project\/issues\/(?:3\/)?(comments))/.test(
        url,
      )
        ? /\/(notes|comments)(?:\/(\d+))?(?:\?|$)/.exec(url)!
        : [];
    if (list === undefined) return [404, { message: 'Not Found' }];
    if (method === 'GET') return [200, [...this.comments].map(([id, body]) => ({ id, body }))];
    const id = number === undefined ? this.comments.size + 1 : Number(number);
    const isChange = method === (isGitlab ? 'PUT' : 'PATCH') && this.comments.has(id);
    if (!isChange && !(method === 'POST' && number === undefined)) return [405, {}];
    const body = isGitlab
      ? new URLSearchParams(text).get('body')
      : (JSON.parse(text) as { body: string }).body;
    this.comments.set(id, body ?? '');
    return [isChange ? 200 : 201, { id }];
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
