import { isMapping } from '../../core/data/is-mapping.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { type Problems, problemOf, quoted } from './problems.ts';
import { type ApiRequest, type ApiResponse, type Transport, Unreachable } from './transport.ts';

/** Where GitLab is, and how it is asked. */
export interface GitLabApi {
  /** `url` of the runner: the address of GitLab. */
  readonly url: string;
  readonly transport: Transport;
}

/** A call of the API. */
export interface Call {
  readonly method: ApiRequest['method'];
  /** Below `/api/v4/`. */
  readonly path: string;
  readonly personalToken?: string;
  /** Sent as JSON. Its values may be credentials. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** What the statuses of GitLab mean for this call. */
  readonly problems: Problems;
  /** What is said where the request was sent and no answer came. */
  readonly unsure?: string;
}

/** Where the API of a GitLab is. The runner leaves out `/ci` at the end of an address as well. */
function apiUrl(url: string): string {
  return `${url.replace(/\/+$/, '').replace(/\/ci$/, '')}/api/v4/`;
}

/** Asks GitLab, and returns the object that it answers with. */
export async function call(
  { url, transport }: GitLabApi,
  { method, path, personalToken, body, problems, unsure }: Call,
): Promise<Outcome<Readonly<Record<string, unknown>>>> {
  const secrets = [personalToken, body?.token].filter((secret) => typeof secret === 'string');
  let response: ApiResponse;
  try {
    response = await transport({
      method,
      url: apiUrl(url) + path,
      headers: {
        accept: 'application/json',
        ...(personalToken !== undefined && { 'private-token': personalToken }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    const reason = quoted(error.message, secrets);
    return failed(
      `GitLab at ${url} gave no answer: ${reason}.${error.wasSent && unsure ? ` ${unsure}` : ''}`,
    );
  }
  const answer = parsed(response.body);
  if (response.status !== 200 && response.status !== 201)
    return failed(problemOf(response, answer, { url, problems, secrets }));
  return isMapping(answer)
    ? done(answer)
    : failed(`What ${url} answers is not GitLab's: it is not a JSON object. Is the address right?`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
