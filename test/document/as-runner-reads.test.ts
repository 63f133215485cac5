import { describe, expect, it } from 'vitest';

import { compile } from '../../src/core/compile.ts';
import { findings } from '../support/findings.ts';
import { documentWith, objectsWith, only } from '../support/rendered.ts';

const toml = (spec: object, runner: object): string =>
  Object.values(only(objectsWith(spec, runner), 'ConfigMap').data as Record<string, string>)[0]!;
const s3 = (keys: object): object => ({ Type: 's3', s3: { BucketName: 'a', ...keys } });

describe('values in another case', () => {
  it.each<[object, object, string]>([
    [{ config: { log_level: 'INFO' } }, {}, 'log_level = "info"'],
    [{ config: { log_level: 'Debug' } }, {}, 'log_level = "debug"'],
    [{}, { cache: s3({ AuthenticationType: 'IAM' }) }, 'AuthenticationType = "iam"'],
    [{}, { cache: s3({ ServerSideEncryption: 'kms' }) }, 'ServerSideEncryption = "KMS"'],
    [{}, { cache: s3({ ServerSideEncryption: 'Aws:Kms' }) }, 'ServerSideEncryption = "AWS:KMS"'],
    [
      {},
      { kubernetes: { build_container_security_context: { proc_mount: 'Unmasked' } } },
      'proc_mount = "unmasked"',
    ],
    [{ runnerDefaults: { cache: s3({ AuthenticationType: 'Iam' }) } }, {}, 'AuthenticationType = "iam"'],
    [
      { runnerDefaults: { cache: s3({ AuthenticationType: 'Iam' }) } },
      { cache: s3({ AuthenticationType: 'IAM' }) },
      'AuthenticationType = "iam"',
    ],
  ])('are taken where the runner takes them: %j, %j', (spec, runner, line) => {
    expect(toml(spec, runner)).toContain(line);
  });

  it.each<[object, object, string]>([
    [{}, { cache: { Type: 'S3', s3: { BucketName: 'a' } } }, 'cache.Type'],
    [{ config: { log_format: 'JSON' } }, {}, 'spec.config.log_format'],
    [{}, { shell: 'Bash' }, 'shell'],
    [{}, { kubernetes: { dns_policy: 'Default' } }, 'kubernetes.dns_policy'],
    [{ config: { log_level: 'LOUD' } }, {}, 'spec.config.log_level'],
  ])('are refused where it does not: %j, %j', (spec, runner, place) => {
    expect(findings(runner, spec)).toEqual([`error NOT_ALLOWED ${place}`]);
  });

  it('are seen by rules as the schema has them', () => {
    expect(findings({ cache: s3({ AuthenticationType: 'ACCESS-KEY' }) })).toEqual(
      findings({ cache: s3({ AuthenticationType: 'access-key' }) }),
    );
  });

  it('leave what the caller holds alone', () => {
    const document = documentWith({ config: { log_level: 'INFO' } }, { kubernetes: { image: '' } });
    const before = JSON.stringify(document);
    compile(document);
    expect(JSON.stringify(document)).toBe(before);
  });
});

describe('empty texts', () => {
  it.each<[object, string]>([
    [{ kubernetes: { image: '' } }, 'kubernetes.image'],
    [{ kubernetes: { host: '' } }, 'kubernetes.host'],
    [{ kubernetes: { pull_policy: '' } }, 'kubernetes.pull_policy'],
    [{ kubernetes: { pull_policy: [''] } }, 'kubernetes.pull_policy'],
    [{ kubernetes: { allowed_pull_policies: [''] } }, 'kubernetes.allowed_pull_policies'],
    [{ kubernetes: { cpu_limit: '' } }, 'kubernetes.cpu_limit'],
    [{ kubernetes: { namespace: '' } }, 'kubernetes.namespace'],
    [{ kubernetes: { dns_policy: '' } }, 'kubernetes.dns_policy'],
    [{ 'tls-ca-file': '' }, 'tls-ca-file'],
    [{ cache: s3({ ServerAddress: '' }) }, 'cache.s3.ServerAddress'],
    [
      { kubernetes: { volumes: { empty_dir: [{ name: 'a', mount_path: '/a', size_limit: '' }] } } },
      'kubernetes.volumes.empty_dir[0].size_limit',
    ],
  ])('are left out with a warning: %j', (runner, place) => {
    expect(findings(runner)).toEqual([`warning NO_EFFECT ${place}`]);
    const key = place.match(/[\w-]+/g)!.at(-1)!;
    expect(toml({}, runner)).not.toMatch(new RegExp(`^ *${key} = ("")?(\\[""\\])?$`, 'm'));
  });

  it.each<[object, string]>([
    [{ url: '' }, 'url'],
    [{ unhealthy_interval: '' }, 'unhealthy_interval'],
    [{ labels: { zone: '' } }, 'labels.zone'],
    [{ environment: [''] }, 'environment[0]'],
    [{ kubernetes: { runtime_class_name: '' } }, 'kubernetes.runtime_class_name'],
    [{ kubernetes: { services: [{ name: '' }] } }, 'kubernetes.services[0].name'],
    [{ kubernetes: { cap_drop: [''] } }, 'kubernetes.cap_drop[0]'],
    [{ kubernetes: { pull_policy: ['', ''] } }, 'kubernetes.pull_policy[0]'],
    [{ dockerBuilds: { mode: '' } }, 'dockerBuilds.mode'],
  ])('stay errors where the runner makes something of them: %j', (runner, place) => {
    const found = findings(runner);
    expect(found.some((one) => one.startsWith('error ') && one.endsWith(` ${place}`))).toBe(true);
    expect(found.some((one) => one.includes('NO_EFFECT'))).toBe(false);
  });

  it('are no news where the schema takes them', () => {
    expect(findings({ shell: '', kubernetes: { namespace_overwrite_allowed: '' } })).toEqual([]);
  });

  it('take a shared value away', () => {
    const spec = { runnerDefaults: { kubernetes: { image: 'alpine:3' } } };
    const runner = { kubernetes: { image: '' } };
    expect(findings(runner, spec)).toEqual([]);
    expect(toml(spec, runner)).not.toContain('image =');
    expect(toml(spec, {})).toContain('image = "alpine:3"');
  });

  it.each<[object, object]>([
    [{ kubernetes: { image: '' } }, {}],
    [{ kubernetes: { image: '' } }, { kubernetes: { cpu_limit: '1' } }],
    [{ builds_dir: '' }, {}],
    [{ builds_dir: '' }, { builds_dir: '' }],
  ])('are told of once where they are shared: %j, %j', (shared, own) => {
    const runners = Object.fromEntries(
      ['a', 'b'].map((id) => [id, { token: { secretKeyRef: { name: id } }, ...own }]),
    );
    const spec = {
      runners,
      config: { concurrent: 2 },
      runnerDefaults: { url: 'https://gitlab.com', ...shared },
    };
    const place = 'kubernetes' in shared ? 'kubernetes.image' : 'builds_dir';
    expect(findings({}, spec)).toEqual([`warning NO_EFFECT spec.runnerDefaults.${place}`]);
  });

  it('are told of beside errors', () => {
    expect(findings({ kubernetes: { image: '', privileged: 'x' } })).toEqual([
      'error WRONG_TYPE kubernetes.privileged',
      'warning NO_EFFECT kubernetes.image',
    ]);
  });
});
