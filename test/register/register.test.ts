import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';

import { compile } from '../../src/core/compile.ts';
import { createRunner, type NewRunner } from '../../src/operate/register/create-runner.ts';
import type { Outcome } from '../../src/operate/register/outcome.ts';
import { rotateToken, rotateTokenOf, verifyToken } from '../../src/operate/register/runner-token.ts';
import { secretWith, tokenIn, tokenPlace } from '../../src/operate/register/token-place.ts';
import { type ApiRequest, type ApiResponse, Unreachable } from '../../src/operate/register/transport.ts';
import { documentWith } from '../support/rendered.ts';

const PERSONAL = 'glpat-EXAMPLE4you2read';
const TOKEN = 'glrt-t1_EXAMPLE4you2read';
const url = 'https://gitlab.example.com/git/';

/** A GitLab that gives these answers, one after the other, and what it was asked. */
function gitlab(...answers: readonly (Partial<ApiResponse> & { readonly json?: unknown })[]) {
  const asked: ApiRequest[] = [];
  return {
    asked,
    api: {
      url,
      transport: async (request: ApiRequest): Promise<ApiResponse> => {
        const { json, ...answer } = answers[asked.push(request) - 1]!;
        return { status: 200, headers: {}, body: json === undefined ? '' : JSON.stringify(json), ...answer };
      },
    },
  };
}

const runner = (values: Partial<NewRunner> = {}): NewRunner => ({
  owner: { kind: 'instance' },
  tags: [],
  runUntagged: true,
  isProtected: false,
  isPaused: false,
  ...values,
});

const problem = (outcome: Outcome<unknown>): string | undefined => (outcome.ok ? undefined : outcome.problem);

describe('createRunner', () => {
  it('asks for a runner of the whole GitLab, and returns its token', async () => {
    const { api, asked } = gitlab({ status: 201, json: { id: 7, token: TOKEN, token_expires_at: null } });
    expect(await createRunner(api, PERSONAL, runner())).toEqual({ ok: true, value: { token: TOKEN, id: 7 } });
    expect(asked).toEqual([
      {
        method: 'POST',
        url: 'https://gitlab.example.com/git/api/v4/user/runners',
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'private-token': PERSONAL,
        },
        body: expect.any(String),
      },
    ]);
    expect(JSON.parse(asked[0]!.body!)).toEqual({
      runner_type: 'instance_type',
      tag_list: [],
      run_untagged: true,
      access_level: 'not_protected',
      paused: false,
    });
  });

  it('passes on all that is known of the runner', async () => {
    const { api, asked } = gitlab({ status: 201, json: { id: 7, token: TOKEN } });
    await createRunner(
      api,
      PERSONAL,
      runner({
        owner: { kind: 'project', id: 42 },
        description: 'images',
        tags: ['a', 'b'],
        runUntagged: false,
        isProtected: true,
        isPaused: true,
        maximumTimeout: 7200,
      }),
    );
    expect(JSON.parse(asked[0]!.body!)).toEqual({
      runner_type: 'project_type',
      project_id: 42,
      description: 'images',
      tag_list: ['a', 'b'],
      run_untagged: false,
      access_level: 'ref_protected',
      paused: true,
      maximum_timeout: 7200,
    });
  });

  it.each(['group', 'project'] as const)('looks up the number of a %s', async (kind) => {
    const { api, asked } = gitlab({ json: { id: 5 } }, { status: 201, json: { id: 7, token: TOKEN } });
    await createRunner(api, PERSONAL, runner({ owner: { kind, path: 'top/sub' } }));
    expect(asked[0]).toMatchObject({
      method: 'GET',
      url: expect.stringMatching(new RegExp(`/api/v4/${kind}s/top%2Fsub(\\?|$)`)),
    });
    expect(JSON.parse(asked[1]!.body!)).toMatchObject({ runner_type: `${kind}_type`, [`${kind}_id`]: 5 });
  });

  it.each([
    [
      'needs a scope',
      { status: 403, json: { error: 'insufficient_scope', scope: 'create_runner api' } },
      /scope create_runner/,
    ],
    ['may not', { status: 403, json: { message: '403 Forbidden' } }, /Only administrators.*403 Forbidden/],
    [
      'does not know the token',
      { status: 401, json: { message: '401 Unauthorized' } },
      /does not know the personal/,
    ],
    [
      'says that the token has expired',
      { status: 401, json: { error: 'invalid_token', error_description: 'Token is expired. Log in again.' } },
      /has expired/,
    ],
    [
      'says that it was revoked',
      { status: 401, json: { error_description: 'Token was revoked.' } },
      /was revoked/,
    ],
    ['has no such call', { status: 404, json: { error: '404 Not Found' } }, /older than 16\.0/],
    ['has switched it off', { status: 410, json: { message: '410 Gone' } }, /no longer/],
    [
      'refuses a value',
      { status: 422, json: { message: { maximum_timeout: ['needs to be at least 10 minutes'] } } },
      /maximum_timeout needs to be at least 10 minutes/,
    ],
    ['lacks a value', { status: 400, json: { error: 'group_id is missing' } }, /group_id is missing/],
    ['is asked too often', { status: 429, headers: { 'retry-after': '60' } }, /in 60 seconds/],
    ['is away', { status: 503, body: '<html>' }, /503.*later/],
    ['answers oddly', { status: 418 }, /nobody expected/],
    [
      'is elsewhere',
      { status: 302, headers: { location: 'https://login.example.com/sign_in?next=1' } },
      /redirects to https:\/\/login\.example\.com\/sign_in, /,
    ],
    ['is none', { status: 200, body: '<html>' }, /not GitLab's/],
    ['is none, although it speaks JSON', { status: 200, json: [1] }, /not GitLab's/],
    ['gives no token', { status: 201, json: { id: 7 } }, /has no token/],
    ['gives what no variable can carry', { status: 201, json: { id: 7, token: 'a\nb' } }, /has no token/],
  ] as const)('says in words that GitLab %s', async (_title, answer, words) => {
    expect(problem(await createRunner(gitlab(answer).api, PERSONAL, runner()))).toMatch(words);
  });

  it.each([
    [{ status: 403, json: { error: 'insufficient_scope' } }, /--group ID.*read_api/],
    [{ status: 404, json: { message: '404 Group Not Found' } }, /no group "top"/],
    [{ status: 200, json: { id: 'x' } }, /no number of the group "top"/],
  ])('says in words why a group is not found: %j', async (answer, words) => {
    const { api, asked } = gitlab(answer);
    expect(
      problem(await createRunner(api, PERSONAL, runner({ owner: { kind: 'group', path: 'top' } }))),
    ).toMatch(words);
    expect(asked).toHaveLength(1);
  });

  it.each([true, false])(
    'says whether the runner may be there where no answer comes: %s',
    async (wasSent) => {
      const transport = () => Promise.reject(new Unreachable('it timed out after 30 seconds', { wasSent }));
      const said = problem(await createRunner({ url, transport }, PERSONAL, runner()));
      expect(said).toContain('gave no answer: it timed out after 30 seconds.');
      expect(/may be there anyway/.test(said!)).toBe(wasSent);
    },
  );

  it('lets a bug of the transport be one', async () => {
    const transport = () => Promise.reject(new TypeError('a bug'));
    await expect(createRunner({ url, transport }, PERSONAL, runner())).rejects.toThrow(TypeError);
  });
});

describe('what GitLab says', () => {
  const said = async (message: string): Promise<string> =>
    problem(await createRunner(gitlab({ status: 400, json: { message } }).api, PERSONAL, runner()))!;

  it('is quoted without the token that was sent, whatever it looks like', async () => {
    expect(await said(`bad token ${PERSONAL}`)).not.toContain('EXAMPLE');
    const odd = 'an-odd.token';
    const { api } = gitlab({ status: 403, json: { message: `no runner has ${odd}` } });
    expect(problem(await verifyToken(api, odd))).toMatch(/no runner has …/);
  });

  it('is quoted on one line, without commands of a terminal, and shortened', async () => {
    expect(await said('a\u001b[31mred\nline')).toContain('a\\u001B[31mred\\u000Aline');
    expect((await said('long '.repeat(10_000))).length).toBeLessThan(400);
  });

  it('is not looked for in other places', async () => {
    const { api } = gitlab({ status: 400, json: { message: { a: { b: ['deep'] }, c: [1, 'list'] } } });
    expect(problem(await createRunner(api, PERSONAL, runner()))).toBe(
      'GitLab refuses the request (400). GitLab says: c list.',
    );
  });
});

describe('a token', () => {
  it('is verified', async () => {
    const { api, asked } = gitlab({
      json: { id: 7, token: TOKEN, token_expires_at: '2027-01-31T12:00:00.000Z' },
    });
    expect(await verifyToken(api, TOKEN)).toEqual({
      ok: true,
      value: { id: 7, expiresAt: '2027-01-31T12:00:00.000Z' },
    });
    expect(asked[0]).toMatchObject({
      method: 'POST',
      url: 'https://gitlab.example.com/git/api/v4/runners/verify',
    });
    expect(asked[0]!.headers).not.toHaveProperty('private-token');
    expect(JSON.parse(asked[0]!.body!)).toEqual({ token: TOKEN });
  });

  it('is refused', async () => {
    const { api } = gitlab({ status: 403, json: { message: '403 Forbidden' } });
    expect(problem(await verifyToken(api, TOKEN))).toMatch(/refuses the token: it was reset/);
  });

  it('is rotated by itself', async () => {
    const { api, asked } = gitlab({ status: 201, json: { token: 'glrt-new1', token_expires_at: null } });
    expect(await rotateToken(api, TOKEN)).toEqual({ ok: true, value: { token: 'glrt-new1' } });
    expect(asked[0]!.url).toMatch(/\/api\/v4\/runners\/reset_authentication_token$/);
  });

  it('is rotated by the id of its runner', async () => {
    const { api, asked } = gitlab({ status: 201, json: { token: 'glrt-new1' } });
    expect(await rotateTokenOf(api, PERSONAL, 7)).toEqual({ ok: true, value: { token: 'glrt-new1', id: 7 } });
    expect(asked[0]).toMatchObject({ headers: { 'private-token': PERSONAL } });
    expect(asked[0]!.url).toMatch(/\/api\/v4\/runners\/7\/reset_authentication_token$/);
    expect(asked[0]).not.toHaveProperty('body');
  });

  it.each([
    [403, { error: 'insufficient_scope' }, /scope manage_runner/],
    [403, { message: '403 Forbidden' }, /may not manage runner 7/],
    [404, { message: '404 Not Found' }, /no runner 7/],
  ])('is not rotated: %i %j', async (status, json, words) => {
    expect(problem(await rotateTokenOf(gitlab({ status, json }).api, PERSONAL, 7))).toMatch(words);
  });

  it('may be rotated although no answer comes', async () => {
    const transport = () => Promise.reject(new Unreachable('the connection was closed', { wasSent: true }));
    expect(problem(await rotateToken({ url, transport }, TOKEN))).toMatch(/may have made a new token/);
  });
});

describe('the place of a token', () => {
  const document = (spec: object) => {
    const compiled = compile({ ...documentWith(), spec: { version: '19.3.0', ...spec } });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
    return compiled.resolved;
  };
  const resolved = document({
    runnerDefaults: { url },
    runners: {
      a: { token: { secretKeyRef: { name: 'tokens', key: 'a' } } },
      b: { token: { value: 'glrt-EXAMPLE' } },
      c: { url: 'https://$HOST', token: { secretKeyRef: { name: 'tokens' } } },
    },
    manager: { env: [{ name: 'HOST', value: 'gitlab.example.com' }] },
  });
  const place = { runner: 'a', url, namespace: 'ci', secret: 'tokens', key: 'a' };

  it('is that of the document', () => {
    expect(tokenPlace(resolved, 'a')).toEqual({ ok: true, value: place });
  });

  it.each([
    ['d', /no runner "d": it has a, b, c\./],
    ['constructor', /no runner "constructor"/],
    ['b', /token\.value/],
    ['c', /has a variable/],
  ])('is none of runner %s', (id, words) => {
    expect(problem(tokenPlace(resolved, id))).toMatch(words);
  });

  it('gives a Secret with one key', () => {
    expect(secretWith(place, 'glrt-é')).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'tokens', namespace: 'ci' },
      type: 'Opaque',
      data: { a: Buffer.from('glrt-é').toString('base64') },
    });
  });

  it('gives the token back, from the Secret or alone', () => {
    const secret = secretWith(place, TOKEN);
    const found = (value: unknown): unknown => tokenIn(stringify(value), [value], place);
    expect(found(secret)).toEqual({ ok: true, value: TOKEN });
    expect(found({ kind: 'List', items: [{ kind: 'ConfigMap' }, secret] })).toEqual({
      ok: true,
      value: TOKEN,
    });
    expect(found({ ...secret, data: {}, stringData: { a: TOKEN } })).toEqual({ ok: true, value: TOKEN });
    expect(tokenIn(`${TOKEN}\n`, [TOKEN], place)).toEqual({ ok: true, value: TOKEN });
  });

  it.each([
    [{ kind: 'Secret', metadata: { name: 'other' } }, /does not hold the Secret "tokens"/],
    [{ kind: 'Secret', metadata: { name: 'tokens' }, data: { b: 'eA==' } }, /no key "a"/],
    [{ kind: 'Secret', metadata: { name: 'tokens' }, data: { a: 'eCB5' } }, /spaces or line breaks/],
    [{ kind: 'Secret', metadata: { name: 'tokens' }, data: { a: '' } }, /it is empty/],
    [{ kind: 'ConfigMap' }, /neither a Secret nor one token/],
  ])('says why there is no token: %j', (value, words) => {
    expect(problem(tokenIn(stringify(value), [value], place))).toMatch(words);
  });
});
