import { describe, expect, it } from 'vitest';

import { initFiles } from '../../src/operate/init/init-files.ts';
import { answered, answersOf, type Given, questions, wrongAnswer } from '../../src/operate/init/questions.ts';

/** What is asked where these answers are given, each open question being answered with its name. */
async function asked(given: Given): Promise<readonly string[]> {
  const names: string[] = [];
  await answered(given, ({ name }) => {
    names.push(name);
    return '';
  });
  return names;
}

const question = (name: string) => questions.find((each) => each.name === name)!;

describe('the questions', () => {
  it('go on to a store for caches only where one is chosen', async () => {
    expect(await asked({ cache: 'none' })).toEqual([
      'url',
      'name',
      'namespace',
      'token-secret',
      'docker-builds',
      'runner-version',
    ]);
    const store = async (cache: string) =>
      (await asked({ cache })).filter((name) => name.startsWith('cache'));
    expect(await store('s3')).toEqual(['cache-server', 'cache-bucket', 'cache-region', 'cache-secret']);
    expect(await store('gcs')).toEqual(['cache-bucket', 'cache-secret']);
    expect(await store('azure')).toEqual(['cache-account', 'cache-bucket', 'cache-secret']);
  });

  it('leave out what is given', async () => {
    expect(await asked({ cache: 'gcs', 'cache-bucket': 'cache', url: 'https://gitlab.com' })).not.toContain(
      'cache-bucket',
    );
  });

  it('suggest answers that they accept, and that are the defaults of the document', async () => {
    const given = await answered({}, (asks, soFar) => {
      const suggested = asks.suggested(soFar)!;
      expect({ [asks.name]: wrongAnswer(asks, suggested, soFar) }).toEqual({ [asks.name]: undefined });
      return suggested;
    });
    expect(initFiles(answersOf(given))).toEqual(initFiles({}));
  });

  it('name the Secret after the runner', () => {
    expect(question('token-secret').suggested({ name: 'blue' })).toBe('blue-token/token');
  });

  it.each([
    ['url', 'gitlab.com'],
    ['url', ''],
    ['name', 'Gitlab Runner'],
    ['token-secret', 'a/b/c'],
    ['token-secret', 'name/'],
    ['docker-builds', 'kaniko'],
    ['docker-builds', 'constructor'],
    ['cache', 'gs'],
    ['cache-server', 'https://minio.example.com'],
    ['cache-bucket', ''],
    ['cache-account', 'a b'],
    ['runner-version', '18.10.3'],
    ['runner-version', '19'],
  ])('refuse as %s: "%s"', (name, answer) => {
    expect(wrongAnswer(question(name), answer, {})).toMatch(/^needs /);
  });

  it('show no login of an address that they refuse', () => {
    expect(wrongAnswer(question('url'), 'https://me:hunter22@gitlab.com', {})).not.toContain('hunter22');
  });

  it.each([
    [
      { cache: 's3', 'cache-bucket': 'b', 'cache-server': 'minio:9000', 'cache-secret': 'keys' },
      { type: 's3', bucket: 'b', server: 'minio:9000', secret: 'keys' },
    ],
    [
      { cache: 's3', 'cache-bucket': 'b', 'cache-region': 'eu-west-1', 'cache-server': '' },
      { type: 's3', bucket: 'b', region: 'eu-west-1' },
    ],
    [
      { cache: 'gcs', 'cache-bucket': 'b', 'cache-secret': '' },
      { type: 'gcs', bucket: 'b' },
    ],
    [
      { cache: 'azure', 'cache-bucket': 'b', 'cache-account': 'a' },
      { type: 'azure', bucket: 'b', account: 'a' },
    ],
  ] as const)('are answered by text: %j', (given, cache) => {
    expect(answersOf(given)).toEqual({ cache });
  });

  it('take a Secret with and without a key', () => {
    expect(answersOf({ 'token-secret': 'tokens/blue' })).toEqual({
      tokenSecret: { name: 'tokens', key: 'blue' },
    });
    expect(answersOf({ 'token-secret': 'tokens' })).toEqual({ tokenSecret: { name: 'tokens' } });
  });
});
