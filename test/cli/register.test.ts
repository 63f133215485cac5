import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';

import { httpTransport } from '../../src/doors/cli/gitlab-transport.ts';
import { Unreachable } from '../../src/operate/register/transport.ts';
import { type Certificate, certificateFor } from '../support/certificate.ts';
import { cli, type Outcome } from '../support/cli.ts';
import { directory } from '../support/project.ts';
import { RunnersApi } from '../support/runners-api.ts';
import { KEY, typing } from '../support/terminal.ts';

const document = (url: string, more: object = {}): string =>
  stringify({
    apiVersion: 'gitlab-runner-manifests.dev/v1alpha1',
    kind: 'GitLabRunner',
    metadata: { name: 'blue', namespace: 'ci' },
    spec: {
      version: '19.3.0',
      runners: { default: { url, token: { secretKeyRef: { name: 'tokens', key: 'first' } } }, ...more },
    },
  });

/** Calls the command for the runner `default` of a GitLab. */
function register(
  api: Pick<RunnersApi, 'url'>,
  words: readonly string[],
  more: Parameters<typeof cli>[2] & { readonly stdin?: string } = {},
): Promise<Outcome> {
  const path = join(directory({ 'runner.yaml': document(api.url) }), 'runner.yaml');
  const { stdin, ...io } = more;
  return cli(['register', path, '--runner', 'default', ...words], stdin, io);
}

const tokenOf = (stdout: string): string =>
  Buffer.from((parse(stdout) as { data: { first: string } }).data.first, 'base64').toString();

describe('register', () => {
  it('makes a runner and prints its Secret, and says the id on standard error alone', async () => {
    const api = await RunnersApi.start();
    const token = api.personalToken('create_runner');
    const { exitCode, stdout, stderr } = await register(api, ['--project', '6'], {
      env: { GITLAB_TOKEN: `${token}\n` },
    });
    expect(exitCode).toBe(0);
    const [[id, runner] = []] = [...api.runners];
    expect(parse(stdout)).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'tokens', namespace: 'ci' },
      type: 'Opaque',
      data: { first: Buffer.from(runner!.token).toString('base64') },
    });
    expect(stdout).not.toContain(`${id}`);
    expect(stderr).toBe(`gitlab-runner-manifests: made a runner in ${api.url}, id ${id}\n`);
    expect(runner!.fields).toMatchObject({ runner_type: 'project_type', project_id: 6, run_untagged: true });
  });

  it('passes on what the options say', async () => {
    const api = await RunnersApi.start();
    const token = api.personalToken('api');
    const words =
      '--group top/group --tag a --tag b,c --protected --paused --description images --maximum-timeout 7200'.split(
        ' ',
      );
    expect(await register(api, words, { env: { GITLAB_TOKEN: token } })).toMatchObject({ exitCode: 0 });
    expect([...api.runners.values()][0]!.fields).toEqual({
      runner_type: 'group_type',
      group_id: 5,
      description: 'images',
      tag_list: ['a', 'b', 'c'],
      run_untagged: false,
      access_level: 'ref_protected',
      paused: true,
      maximum_timeout: 7200,
    });
    await register(api, ['--instance', '--tag', 'a', '--run-untagged'], { env: { GITLAB_TOKEN: token } });
    expect([...api.runners.values()][1]!.fields).toMatchObject({
      runner_type: 'instance_type',
      run_untagged: true,
    });
  });

  it('asks for the personal token, and shows it to nobody', async () => {
    const api = await RunnersApi.start();
    const token = api.personalToken('create_runner');
    const { terminal, shown } = typing([['Personal access token', token + KEY.enter]]);
    const { exitCode, stdout, stderr } = await register(api, ['--instance'], { terminal });
    expect(exitCode).toBe(0);
    expect(api.asked[0]!.personalToken).toBe(token);
    expect(shown() + stdout + stderr).not.toContain('EXAMPLE');
  });

  it('makes no runner where the question is broken off', async () => {
    const api = await RunnersApi.start();
    const { terminal } = typing([['Personal access token', KEY.ctrlC]]);
    const path = directory({});
    const words = ['--instance', '-o', join(path, 'secret.yaml')];
    expect(await register(api, words, { terminal })).toMatchObject({ exitCode: 2, stdout: '' });
    expect({ asked: api.asked, files: readdirSync(path) }).toEqual({ asked: [], files: [] });
  });

  it('writes the Secret to a file that only its owner reads', async () => {
    const api = await RunnersApi.start();
    const path = join(directory({}), 'secret.yaml');
    const io = { env: { GITLAB_TOKEN: api.personalToken('api') }, isResultShown: true };
    const { exitCode, stdout, stderr } = await register(api, ['--instance', '-o', path], io);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(tokenOf(readFileSync(path, 'utf8'))).toBe([...api.runners.values()][0]!.token);
    expect(stderr).toContain(`--field-manager=register-default -f - < ${path}`);
  });

  it('refuses to show the Secret on a terminal, before there is a runner', async () => {
    const api = await RunnersApi.start();
    const io = { env: { GITLAB_TOKEN: api.personalToken('api') }, isResultShown: true };
    const { exitCode, stderr } = await register(api, ['--instance'], io);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('--output') });
    expect(api.asked).toEqual([]);
  });

  it('overwrites no file, and makes no runner then', async () => {
    const api = await RunnersApi.start();
    const path = join(directory({ 'secret.yaml': 'mine' }), 'secret.yaml');
    const io = { env: { GITLAB_TOKEN: api.personalToken('api') } };
    const { exitCode, stderr } = await register(api, ['--instance', '-o', path], io);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('is there already'),
    });
    expect(await register(api, ['--instance', '-o', join(path, 'below')], io)).toMatchObject({ exitCode: 2 });
    expect({ asked: api.asked, text: readFileSync(path, 'utf8') }).toEqual({ asked: [], text: 'mine' });
  });

  it('leaves no empty file where GitLab refuses', async () => {
    const api = await RunnersApi.start();
    const path = join(directory({}), 'secret.yaml');
    const io = { env: { GITLAB_TOKEN: api.personalToken('read_api') } };
    const { exitCode, stderr } = await register(api, ['--instance', '-o', path], io);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining('scope create_runner'),
    });
    expect(existsSync(path)).toBe(false);
  });

  it.each([
    ['no path', ['--group', 'top/nothing'], ['api'], /no group "top\/nothing"/],
    [
      'a path that the token may not look up',
      ['--project', 'top/project'],
      ['create_runner'],
      /--project ID/,
    ],
  ])('says why there is no runner: %s', async (_what, words, scopes, message) => {
    const api = await RunnersApi.start();
    const { exitCode, stderr } = await register(api, words, {
      env: { GITLAB_TOKEN: api.personalToken(...scopes) },
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(message) });
    expect(api.runners.size).toBe(0);
  });

  it('says how a Secret of several runners is applied', async () => {
    const api = await RunnersApi.start();
    const other = { url: api.url, token: { secretKeyRef: { name: 'tokens', key: 'second' } } };
    const path = join(directory({ 'runner.yaml': document(api.url, { other }) }), 'runner.yaml');
    const { stderr } = await cli(['register', path, '--runner', 'default', '--instance'], '', {
      env: { GITLAB_TOKEN: api.personalToken('api') },
    });
    expect(stderr).toMatch(/token of "other" too, which is kept by kubectl apply --server-side/);
  });

  it.each([
    [[], /Name one of --instance, --group and --project/],
    [['--instance', '--group', '5'], /Name one of/],
    [['--group', 'https://gitlab.com/group'], /--group accepts the number of a group/],
    [['--group', '99999999999999999999'], /--group accepts a number/],
    [['--instance', '--maximum-timeout', '599'], /from 600 on/],
    [['--instance', '--tag', 'a,,b'], /--tag needs a tag/],
    [['--instance', '--id', '5'], /--id needs --rotate/],
    [['--verify', '--rotate'], /exclude each other/],
    [['--verify', '--tag', 'a'], /--tag does not go with --verify/],
    [['--rotate', '--id', '5', '--token-from', '-'], /exclude each other/],
    [['--instance', '--ca-file', '/dev/null'], /certificates in PEM form/],
    [['--instance'], /GITLAB_TOKEN/],
  ])('refuses %j', async (words, message) => {
    const { exitCode, stdout, stderr } = await register({ url: 'https://gitlab.example.com' }, words);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(message),
    });
  });

  it('refuses a document that has the runner not, or errors', async () => {
    const path = directory({
      'runner.yaml': document('https://gitlab.com'),
      'wrong.yaml': document('gitlab.com'),
    });
    expect(await cli(['register', join(path, 'runner.yaml'), '--runner', 'red', '--instance'])).toMatchObject(
      {
        exitCode: 2,
        stderr: expect.stringContaining('it has default.'),
      },
    );
    expect(await cli(['register', join(path, 'runner.yaml'), '--instance'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('needs --runner'),
    });
    expect(
      await cli(['register', join(path, 'wrong.yaml'), '--runner', 'default', '--instance']),
    ).toMatchObject({
      exitCode: 1,
    });
  });

  it('refuses a token that no header can carry, and does not show it', async () => {
    const io = { env: { GITLAB_TOKEN: 'glpat-EXAMPLE you2read' } };
    const { exitCode, stderr } = await register({ url: 'https://gitlab.example.com' }, ['--instance'], io);
    expect(exitCode).toBe(2);
    expect(stderr).not.toContain('EXAMPLE');
  });

  it('sends no token without TLS, but to this machine', async () => {
    const io = { env: { GITLAB_TOKEN: 'glpat-EXAMPLE' } };
    for (const url of ['http://gitlab.example.com', 'http://localhost.example.com']) {
      const { exitCode, stderr } = await register({ url }, ['--instance'], io);
      expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('--allow-http') });
    }
  });
});

describe('register --verify', () => {
  it('asks whether GitLab accepts the token: from a Secret, from a file, typed in', async () => {
    const api = await RunnersApi.start();
    const env = { GITLAB_TOKEN: api.personalToken('api') };
    const { stdout: secret } = await register(api, ['--instance'], { env });
    const path = directory({ secret, token: `${tokenOf(secret)}\n` });
    const { terminal, shown } = typing([['Token of runner default', tokenOf(secret) + KEY.enter]]);
    const outcomes = [
      await register(api, ['--verify'], { stdin: secret }),
      await register(api, ['--verify', '--token-from', join(path, 'secret')]),
      await register(api, ['--verify', '--token-from', join(path, 'token')]),
      await register(api, ['--verify'], { terminal }),
    ];
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ exitCode: 0, stdout: '' });
      expect(outcome.stderr).toMatch(/accepts the token of runner "default", id \d+\n$/);
    }
    expect(api.asked.filter((asked) => asked.path.endsWith('/verify'))).toHaveLength(4);
    expect(shown()).not.toContain('EXAMPLE');
  });

  it('says that GitLab refuses it', async () => {
    const api = await RunnersApi.start();
    const { exitCode, stderr } = await register(api, ['--verify'], { stdin: 'glrt-EXAMPLE4you2read' });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining('refuses the token'),
    });
    expect(stderr).not.toContain('EXAMPLE');
  });

  it.each([
    ['a: [', /neither a Secret nor one token/],
    ['a: &a [*a]\nb: *a\n', /neither a Secret nor one token/],
    [stringify({ kind: 'Secret', metadata: { name: 'other' } }), /does not hold the Secret "tokens"/],
    ['x'.repeat((1 << 20) + 1), /too large/],
  ])('says why there is no token in standard input', async (stdin, message) => {
    const { exitCode, stderr } = await register({ url: 'https://gitlab.example.com' }, ['--verify'], {
      stdin,
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
  });

  it('does not read document and token from one stream', async () => {
    for (const more of [[], ['--token-from', '-']]) {
      const words = ['register', '-', '--runner', 'default', '--verify', ...more];
      const { exitCode, stderr } = await cli(words, document('https://gitlab.example.com'));
      expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(/standard input/) });
    }
  });
});

describe('register --rotate', () => {
  it('makes a new token by the old one, and prints the Secret', async () => {
    const api = await RunnersApi.start();
    const { stdout: secret } = await register(api, ['--instance'], {
      env: { GITLAB_TOKEN: api.personalToken('api') },
    });
    const { exitCode, stdout, stderr } = await register(api, ['--rotate'], { stdin: secret });
    expect(exitCode).toBe(0);
    expect(tokenOf(stdout)).toBe([...api.runners.values()][0]!.token);
    expect(tokenOf(stdout)).not.toBe(tokenOf(secret));
    expect(stderr).toContain('kubectl rollout restart deployment/blue --namespace ci');
    expect(await register(api, ['--verify'], { stdin: secret })).toMatchObject({ exitCode: 1 });
  });

  it('makes one by the id of the runner', async () => {
    const api = await RunnersApi.start();
    const io = { env: { GITLAB_TOKEN: api.personalToken('create_runner', 'manage_runner') } };
    await register(api, ['--instance'], io);
    const [[id] = []] = [...api.runners];
    const { exitCode, stdout } = await register(api, ['--rotate', '--id', `${id}`], io);
    expect(exitCode).toBe(0);
    expect(tokenOf(stdout)).toBe([...api.runners.values()][0]!.token);
    expect(await register(api, ['--rotate', '--id', '1'], io)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('no runner 1'),
    });
  });
});

describe('over the network', () => {
  const io = { env: { GITLAB_TOKEN: 'glpat-EXAMPLE4you2read' } };
  const problem = async (url: string, words: readonly string[] = []): Promise<string> => {
    const { exitCode, stdout, stderr } = await register({ url }, ['--instance', ...words], io);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).not.toContain('EXAMPLE');
    return stderr;
  };
  const answering = async (
    answer: (request: IncomingMessage, response: ServerResponse) => void,
  ): Promise<string> => {
    const { url } = await RunnersApi.start({
      answer: (...both) => {
        answer(...both);
        return true;
      },
    });
    return url;
  };

  let certificate: Certificate | undefined;
  const certificateOfTest = (): Certificate => {
    certificate ??= certificateFor('127.0.0.1');
    return certificate;
  };

  it('trusts the authority that is named, and says which file is missing', async () => {
    const api = await RunnersApi.start({ certificate: certificateOfTest() });
    expect(await problem(api.url)).toMatch(/an unknown CA: set the CA certificate with --ca-file/);
    const ca = join(directory({ 'ca.pem': certificateOfTest().authority }), 'ca.pem');
    const env = { GITLAB_TOKEN: api.personalToken('create_runner') };
    expect(await register(api, ['--instance', '--ca-file', ca], { env })).toMatchObject({ exitCode: 0 });
  });

  it('says that a certificate is for another host', async () => {
    const api = await RunnersApi.start({ certificate: certificateFor('gitlab.example.com') });
    expect(await problem(api.url)).toMatch(/unknown CA/);
  });

  it('says that nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    expect(await problem(`http://127.0.0.1:${port}`)).toMatch(/gave no answer: nothing listens there\.$/m);
  });

  it('says that there is no TLS', async () => {
    const url = await answering((_request, response) => response.end());
    expect(await problem(url.replace('http:', 'https:'))).toMatch(/does not use TLS/);
  });

  it('follows no redirect with a token', async () => {
    const other = await RunnersApi.start();
    const url = await answering((request, response) =>
      response.writeHead(307, { location: other.url + request.url }).end(),
    );
    expect(await problem(url)).toContain(
      `redirects to ${other.url}/api/v4/user/runners, and no token is sent there`,
    );
    expect(other.asked).toEqual([]);
  });

  it('reads no answer without end', async () => {
    const url = await answering((_request, response) => {
      response.writeHead(201);
      response.on('error', () => {});
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(1 << 16)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect(await problem(url)).toMatch(/longer than any about a runner\. The runner may be there/);
  });

  it('says that the runner may be there where the connection breaks', async () => {
    const url = await answering((request) => request.resume().on('end', () => request.socket.destroy()));
    expect(await problem(url)).toMatch(/the connection was closed\. The runner may be there anyway/);
  });

  it('does not wait without end', async () => {
    const url = await answering(() => {});
    const answer = httpTransport(undefined, 50)({ method: 'GET', url, headers: {} });
    await expect(answer).rejects.toThrow('it timed out after 0.05 seconds');
    await expect(answer).rejects.toBeInstanceOf(Unreachable);
  });
});
