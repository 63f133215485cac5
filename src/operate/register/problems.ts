import { masked } from '../../core/credentials/mask.ts';
import { isMapping } from '../../core/data/is-mapping.ts';
import { printable } from '../../core/findings/printable.ts';
import type { ApiResponse } from './transport.ts';

/** What statuses of GitLab mean for a call: sentences for people. */
export interface Problems {
  /** 401, where GitLab does not say why. */
  readonly unknown: string;
  /** 403 of a token that may do something else. */
  readonly scope?: string;
  /** 403 for another reason. */
  readonly forbidden: string;
  /** 404. */
  readonly missing: string;
}

interface Asked {
  readonly url: string;
  readonly problems: Problems;
  /** What may not be quoted. */
  readonly secrets: readonly string[];
}

/** Longest part of an answer that is quoted, in characters. */
const MAX_QUOTE = 300;

/** Says in plain words why a call failed. `answer` is the body where it is JSON. */
export function problemOf(response: ApiResponse, answer: unknown, asked: Asked): string {
  const { status, headers } = response;
  const { url, problems, secrets } = asked;
  const said = messagesOf(answer).map((message) => quoted(message, secrets));
  const words = said.length === 0 ? '' : ` GitLab says: ${said.join('; ')}.`;
  if (status >= 300 && status < 400) {
    const target = quoted(headers.location?.replace(/[?#].*$/, '') ?? 'nowhere', secrets);
    return `${url} redirects to ${target}, and no token is sent there. Write the address of GitLab itself into the document.`;
  }
  switch (status) {
    case 400:
    case 409:
    case 422:
      return `GitLab refuses the request (${status}).${words}`;
    case 401:
      return `${/expired/i.test(said.join()) ? 'The token has expired (401).' : /revoked/i.test(said.join()) ? 'The token was revoked (401).' : problems.unknown}${words}`;
    case 403: {
      const isScope = isMapping(answer) && answer.error === 'insufficient_scope';
      return isScope && problems.scope !== undefined ? problems.scope : `${problems.forbidden}${words}`;
    }
    case 404:
      return `${problems.missing}${words}`;
    case 410:
      return `This GitLab no longer lets anybody do that (410).${words}`;
    case 429: {
      const wait = /^\d{1,6}$/.test(headers['retry-after'] ?? '')
        ? ` in ${headers['retry-after']} seconds`
        : ' later';
      return `GitLab was asked too often (429). Try again${wait}.`;
    }
    default:
      return status >= 500
        ? `GitLab cannot answer now (${status}). Try again later.${words}`
        : `GitLab answers with a status that nobody expected (${status}).${words}`;
  }
}

/** The texts by which GitLab says what is wrong: `message`, which may be a list for each field, and `error`. */
function messagesOf(answer: unknown): string[] {
  if (!isMapping(answer)) return [];
  const { message, error, error_description: description } = answer;
  return [message, description ?? error].flatMap((each) => textsIn(each, '')).slice(0, 10);
}

function textsIn(value: unknown, field: string): string[] {
  if (typeof value === 'string') return [field === '' ? value : `${field} ${value}`];
  if (Array.isArray(value))
    return value.flatMap((each) => (typeof each === 'string' ? textsIn(each, field) : []));
  if (!isMapping(value) || field !== '') return [];
  return Object.entries(value).flatMap(([name, each]) => textsIn(each, name));
}

/** A part of an answer as it may be shown: on one line, not too long, without credentials. */
export function quoted(text: string, secrets: readonly string[]): string {
  const open = secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
  const shown = printable(masked(open)).replace(/\.$/, '');
  return shown.length > MAX_QUOTE ? `${shown.slice(0, MAX_QUOTE)}…` : shown;
}
