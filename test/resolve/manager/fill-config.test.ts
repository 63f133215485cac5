import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { afterAll, expect, it } from 'vitest';

import { renderConfigToml } from '../../../src/api.ts';
import type { GitLabRunner } from '../../../src/index.ts';
import { documentWith, objectsWith, only } from '../../support/rendered.ts';

const from = (key: string): object => ({ name: 'cache', key });
const spec = {
  cacheCredentials: {
    gcs: { accessId: from('id'), privateKey: from('pem') },
    azure: { accountName: from('name'), accountKey: from('key') },
  },
};
const inAzure = { cache: { Type: 'azure', azure: { ContainerName: 'cache' } } };
const inGoogle = { cache: { Type: 'gcs', gcs: { BucketName: 'cache' } } };
const folder = mkdtempSync(join(tmpdir(), 'fill-config-'));

afterAll(() => rmSync(folder, { recursive: true }));

let runs = 0;

/** Mounts what the kubelet mounts, lets the container of a document look once, and returns what it leaves and says. */
async function filled(
  runner: object,
  values: Readonly<Record<string, string>>,
): Promise<{ readonly toml?: string; readonly said: string }> {
  const [config, mounted, out] = ['config', 'values', 'out'].map((name) => {
    const path = join(folder, `${runs}-${name}`);
    mkdirSync(join(path, 'data'), { recursive: true });
    symlinkSync('data', join(path, '..data'));
    return path;
  }) as [string, string, string];
  runs += 1;
  const document = documentWith(spec, runner) as GitLabRunner;
  writeFileSync(join(config, 'config.toml'), renderConfigToml(document));
  for (const [name, value] of Object.entries(values)) writeFileSync(join(mounted, name), value);
  const { initContainers } = only(objectsWith(spec, runner), 'Deployment').spec.template.spec;
  const script = (initContainers[1].command[2] as string)
    .replaceAll('/etc/gitlab-runner-values', mounted)
    .replaceAll('/etc/gitlab-runner', config)
    .replaceAll('/run/gitlab-runner', out);
  const child = spawn('/bin/sh', ['-c', script], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const target = join(out, 'config.toml');
  for (let waited = 0; waited < 100 && !existsSync(target) && said === ''; waited += 1)
    await new Promise((done) => setTimeout(done, 20));
  const ended = new Promise((done) => child.on('exit', done));
  child.kill('SIGTERM');
  expect(await ended, 'ends with the pod').toBe(0);
  return { said, ...(existsSync(target) && { toml: readFileSync(target, 'utf8') }) };
}

const pem = '-----BEGIN FAKE KEY-----\nTUlJ\nQg==\n-----END FAKE KEY-----';
const cacheOf = (toml: string | undefined): unknown =>
  (parse(toml ?? '') as { runners: { cache: object }[] }).runners[0]!.cache;

it('writes the key of an Azure account into config.toml, and changes nothing else', async () => {
  const scripts = {
    pre_build_script: '  tab\\t "quoted" $HOME\n\n  AccountKey = $CACHE_AZURE_ACCOUNT_KEY %s',
  };
  const { toml, said } = await filled(
    { ...inAzure, ...scripts },
    { CACHE_AZURE_ACCOUNT_NAME: 'account\n', CACHE_AZURE_ACCOUNT_KEY: 'ZmFr/ZS+rZXk=\n' },
  );
  expect(said).toBe('');
  const rendered = renderConfigToml(documentWith(spec, { ...inAzure, ...scripts }) as GitLabRunner);
  expect(parse(toml ?? '')).toEqual(
    parse(
      rendered
        .replace('"$CACHE_AZURE_ACCOUNT_KEY"', '"ZmFr/ZS+rZXk="')
        .replace('"$CACHE_AZURE_ACCOUNT_NAME"', '"account"'),
    ),
  );
});

it.each([
  ['with line breaks', `${pem}\n`],
  ['with line breaks as in JSON', pem.replaceAll('\n', '\\n')],
  ['with more signs as in JSON', pem.replaceAll('\n', '\\n').replaceAll('=', '\\u003d')],
])('writes a private key for Google Cloud Storage %s', async (_, privateKey) => {
  const values = { CACHE_GCS_ACCESS_ID: 'runner@example.com', CACHE_GCS_PRIVATE_KEY: privateKey };
  const { toml } = await filled(inGoogle, values);
  expect(cacheOf(toml)).toEqual({
    Type: 'gcs',
    gcs: { BucketName: 'cache', AccessID: 'runner@example.com', PrivateKey: pem },
  });
});

it.each([
  ['a quotation mark', 'ZmFr"\nurl = "x'],
  ['a carriage return', 'ZmFr\r\n'],
  ['a backslash at the end', 'ZmFr\\'],
  ['a backslash before a line break', 'ZmFr\\\nZXk='],
  ['a backslash of another sign', 'ZmFr\\dZXk='],
])(
  'writes nothing, and says no value, where a Secret holds what would change the file: %s',
  async (_, key) => {
    const values = { CACHE_AZURE_ACCOUNT_NAME: 'account', CACHE_AZURE_ACCOUNT_KEY: key };
    expect(await filled(inAzure, values)).toEqual({
      said: 'CACHE_AZURE_ACCOUNT_KEY: the Secret holds a quotation mark, a carriage return, or a backslash that is not part of a line break\n',
    });
  },
);

it("leaves a runner's own key alone, and puts none where the cache has another type", () => {
  const own = { ...inAzure.cache.azure, AccountName: 'own', AccountKey: 'ZmFrZQ==' };
  const text = (runner: object): string => renderConfigToml(documentWith(spec, runner) as GitLabRunner);
  expect(text({ cache: { Type: 'azure', azure: own } })).not.toContain('$CACHE');
  expect(text({ cache: { Type: 's3', s3: { BucketName: 'cache' } } })).not.toContain('$CACHE');
});

it('has no form of variable that Flux would replace', () => {
  const { initContainers } = only(objectsWith(spec, inAzure), 'Deployment').spec.template.spec;
  expect(initContainers[1].command[2]).not.toContain('${');
});
